import 'server-only';
import { setImmediate } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { TermView } from '@/lib/contract/terms';
import { can, type Viewer } from '@/lib/domain/permissions/can';
import { detectScript } from '@/lib/domain/script/detect-script';
import { displayText, type Display } from '@/lib/domain/script/display';
import { protectedIn, type ProtectedWord } from '@/lib/domain/script/protected-words';
import { scriptOf, type Script, type ShownScript } from '@/lib/domain/script/script';
import { conversionsBetween } from '@/lib/opencc';
import { bodyIn } from '@/lib/richtext/body-in-script';
import { readBody } from '@/lib/richtext/read-body';
import type { Prisma } from '@/prisma/generated/client';
import { articleFacts } from './articles';
import { protectedWordsOf } from './protected-words';

export const TERM_PARTS = {
  article: true,
  group: { select: { id: true, name: true } },
  author: { select: { id: true, name: true } },
} as const satisfies Prisma.TermInclude;
export type TermRow = Prisma.TermGetPayload<{ include: typeof TERM_PARTS }>;

export const termFacts = ({ article, groupId }: Pick<TermRow, 'article' | 'groupId'>) => ({
  article: article && articleFacts(article),
  group: groupId,
});

/** As `viewer` sees them. @param script also as this one shows them */
export async function termViews(
  rows: readonly TermRow[],
  viewer: Viewer,
  script: ShownScript = 'source',
): Promise<TermView[]> {
  const words = new Map<string, readonly ProtectedWord[]>();
  for (const { article } of rows)
    if (article && !words.has(article.id))
      words.set(article.id, (await protectedWordsOf(article.id, article.rules)) ?? []);
  const views: TermView[] = [];
  for (const [index, row] of rows.entries()) {
    // A large glossary is shown in stretches, between which others have their turn.
    if (script !== 'source' && index % STRETCH === STRETCH - 1) await setImmediate();
    const kept = words.get(row.articleId ?? '') ?? [];
    const view = termView(row, viewer, kept);
    const version = `${row.id} ${row.version} ${row.article?.rules ?? 0} ${script}`;
    views.push(script === 'source' ? view : { ...view, shown: shownOnce(version, () => shownIn(view, script, kept)) });
  }
  return views;
}

/** Terms that are shown in one go. */
const STRETCH = 20;

type Shown = NonNullable<TermView['shown']>;
const shownTerms = new LRUCache<string, Shown>({ max: 20_000 });

/** @param version of everything that it depends on */
function shownOnce(version: string, show: () => Shown): Shown {
  const known = shownTerms.get(version) ?? show();
  shownTerms.set(version, known);
  return known;
}

const termView = (row: TermRow, viewer: Viewer, kept: readonly ProtectedWord[]): TermView => ({
  id: row.id,
  scope: row.groupId === null ? 'article' : `group:${row.groupId}`,
  article: row.article?.slug ?? null,
  group: row.group,
  headword: row.headword,
  aliases: row.aliases,
  ...bodiesOf(row),
  definedIn: row.definedIn,
  author: row.author,
  version: row.version,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
  protected: kept.some(({ word, script }) => script === null && word === row.headword),
  mayChange: can(viewer, 'term: change', termFacts(row)),
});

const bodyOf = (stored: unknown): TermView['definition'] => {
  const body = readBody(stored);
  return body && { ...body };
};

/** The two texts of a term or of one of its versions. */
export const bodiesOf = (
  row: Pick<TermRow, 'definition' | 'definitionText' | 'translation' | 'translationText'>,
): Pick<TermView, 'definition' | 'definitionText' | 'translation' | 'translationText'> => ({
  definition: bodyOf(row.definition),
  definitionText: row.definitionText,
  translation: bodyOf(row.translation),
  translationText: row.translationText,
});

function shownIn(view: TermView, script: Script, kept: readonly ProtectedWord[]): NonNullable<TermView['shown']> {
  const all = [view.headword, ...view.aliases, view.definitionText, view.translationText].join('\n');
  const display = displayFrom(all, script, kept);
  const body = (given: TermView['definition']) =>
    given && display ? ((bodyIn(given, display) as TermView['definition']) ?? given) : given;
  return {
    headword: formIn(view.headword, display),
    aliases: view.aliases.map((form) => formIn(form, display)),
    definition: body(view.definition),
    translation: body(view.translation),
  };
}

/** How words are shown that say for themselves which script they are in; null: they are not Chinese. */
export function displayFrom(words: string, script: Script, kept: readonly ProtectedWord[] = []): Display | null {
  const source = scriptOf(detectScript(words));
  return (
    source && {
      script,
      conversions: conversionsBetween(source, script),
      protectedWords: protectedIn(kept, script),
      quotes: true,
    }
  );
}

export const formIn = (form: string, display: Display | null): string =>
  display ? displayText(form, display).text : form;
