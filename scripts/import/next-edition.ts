import { createInterface } from 'node:readline/promises';
import type { Locale } from '@/lib/contract/accounts';
import { ANCHOR_STATES } from '@/lib/domain/anchoring/anchor';
import { BLOCK_FATES } from '@/lib/domain/anchoring/compare-editions';
import { previewEdition, type PreviewedEdition } from '@/lib/server/edition-preview';
import { translatorIn } from '@/lib/server/i18n';
import type { ImportedArticle } from '@/lib/server/import';
import type { Report, SourceInput } from '@/lib/server/import-source';
import { Problem } from '@/lib/server/problem';
import { publishEdition } from '@/lib/server/publish';

interface NextEdition extends SourceInput {
  readonly slug: string;
  /** As it was typed. */
  readonly file: string;
  readonly publish: boolean;
  readonly reason?: string;
}

/** How a run goes, and where it is said. */
interface Terminal {
  readonly locale: Locale;
  readonly report?: Report;
  readonly clear: () => void;
}

/** Prints what a file would do as the next edition, and publishes it where that is wanted. Null: it is not. */
export async function nextEdition(
  { slug, file, publish, reason, ...source }: NextEdition,
  { locale, report, clear }: Terminal,
): Promise<ImportedArticle | Problem | null> {
  const preview = await previewEdition('system', slug, source, report);
  clear();
  if (preview instanceof Problem) return preview;
  for (const line of await previewLines(locale, { file, slug }, preview)) console.log(line);
  const t = await translatorIn(locale, 'import.cli');
  const number = preview.base + 1;
  if (!publish && !(await agreed(t('ask', { number })))) {
    console.log(t('unpublished', { number }));
    return null;
  }
  return publishEdition('system', slug, { ...source, base: preview.base, reason }, report);
}

async function agreed(question: string): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return false;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(question);
  terminal.close();
  return /^y(?:es)?$/i.test(answer.trim());
}

async function previewLines(
  locale: Locale,
  { file, slug }: { file: string; slug: string },
  { base, outcome: { blocks, notes }, disturbed }: PreviewedEdition,
): Promise<string[]> {
  const [cli, words, t] = await Promise.all([
    translatorIn(locale, 'import.cli'),
    translatorIn(locale, 'editions.outcome'),
    translatorIn(locale, 'publishing.preview'),
  ]);
  const fates = BLOCK_FATES.filter((fate) => fate !== 'unchanged' && blocks[fate] > 0);
  const changed = fates.map((fate) => words(`blocks.${fate}`, { count: blocks[fate] })).join(words('and'));
  const states = ANCHOR_STATES.filter((state) => notes[state] > 0);
  return [
    cli('preview', { file, slug, base }),
    `  ${changed ? t('counts', { list: changed, unchanged: blocks.unchanged }) : t('onlyLooks')}`,
    ...(states.length === 0 ? [`  ${t('noNotes')}`] : states.map((state) => `  ${t(state, { count: notes[state] })}`)),
    ...disturbed.map(({ state, words: about }) => `    ${cli(`states.${state}`)} ${shortened(about)}`),
  ];
}

/** In code points. */
const SHOWN = 40;
const shortened = (words: string): string => {
  const characters = [...words.replace(/\s+/g, ' ')];
  return characters.length > SHOWN ? `${characters.slice(0, SHOWN).join('')}……` : characters.join('');
};
