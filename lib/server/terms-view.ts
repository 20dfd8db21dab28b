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
import { articleFacts, OF_ARTICLE, type Article } from './articles';
import { protectedWordsOf } from './protected-words';

export const TERM_PARTS = {
  article: { include: OF_ARTICLE },
  group: { select: { id: true, name: true } },
  author: { select: { id: true, name: true } },
} as const satisfies Prisma.TermInclude;
export type TermRow = Prisma.TermGetPayload<{ include: typeof TERM_PARTS }>;

export const termFacts = ({ article, groupId }: Pick<TermRow, 'article' | 'groupId'>) => ({
  article: article && articleFacts(article),
  group: groupId,
});

/** As `viewer` sees them. */
export async function termViews(rows: readonly TermRow[], viewer: Viewer): Promise<TermView[]> {
  const words = new Map<string, readonly ProtectedWord[]>();
  for (const { article } of rows)
    if (article && !words.has(article.id)) words.set(article.id, await wordsKept(article));
  return rows.map((row) => termView(row, viewer, words.get(row.articleId ?? '') ?? []));
}

const wordsKept = async ({ id, rules }: Pick<Article, 'id' | 'rules'>): Promise<readonly ProtectedWord[]> =>
  (await protectedWordsOf(id, rules)) ?? [];

/** Terms that are shown in one go: of a large glossary others have their turn between two. */
const STRETCH = 20;

/**
 * Terms also as a script shows them.
 *
 * @param article whose those are that are no group's; null: all are groups'
 */
export async function termsShown(
  views: readonly TermView[],
  script: ShownScript,
  article: Pick<Article, 'id' | 'rules'> | null,
): Promise<TermView[]> {
  if (script === 'source') return [...views];
  const kept = article ? await wordsKept(article) : [];
  const shown: TermView[] = [];
  for (const [index, view] of views.entries()) {
    if (index % STRETCH === STRETCH - 1) await setImmediate();
    const isOwn = view.group === null;
    const key = `${view.id} ${view.version} ${isOwn ? (article?.rules ?? 0) : 0} ${script}`;
    const known = shownTerms.get(key) ?? shownIn(view, script, isOwn ? kept : []);
    shownTerms.set(key, known);
    shown.push({ ...view, shown: known });
  }
  return shown;
}

/** By all that it depends on. */
const shownTerms = new LRUCache<string, NonNullable<TermView['shown']>>({ max: 20_000 });

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
