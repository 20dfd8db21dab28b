import 'server-only';
import { setImmediate as othersTurn } from 'node:timers/promises';
import { EDITION_FACTS } from '@/lib/contract/articles';
import type { EditionOutcome } from '@/lib/contract/editions';
import { compareAcross, rebaserAcross } from '@/lib/domain/anchoring/across-scripts';
import { carriedKeys } from '@/lib/domain/anchoring/carried-keys';
import {
  BLOCK_FATES,
  type BlockFate,
  type Comparison,
  type EditionBlock,
} from '@/lib/domain/anchoring/compare-editions';
import { can } from '@/lib/domain/permissions/can';
import type { BlockBatch } from '@/lib/markdown/parse-file';
import { articleFacts, OF_ARTICLE, type OpenArticle } from './articles';
import { db } from './db';
import { countStates, followNotes, type FollowedNotes, type Rebase } from './edition-anchors';
import { editionBlocks, rootBetween } from './edition-step';
import { openSource, type Importer, type Report, type Source, type SourceInput } from './import-source';
import { notFound, Problem } from './problem';

/*
 * A next edition before it is stored: what changes in the text, and where every note will stand. Computed outside
 * any transaction, for it takes as long as text and notes are long.
 */

export interface EditionInput extends SourceInput {
  /** Number of the edition that it was made from; default: whichever is in force. */
  readonly base?: number;
  /** Why, in the editor's words. */
  readonly reason?: string;
}

export interface EditionDraft {
  /** With the edition in force, which it is compared with. */
  readonly open: OpenArticle;
  readonly source: Source;
  /** Its blocks, under the keys that the file alone gave them. */
  readonly batches: readonly BlockBatch[];
  /** `after` with the keys they will have. */
  readonly comparison: Comparison;
  readonly rebase: Rebase;
  readonly notes: FollowedNotes;
}

/** The article in its newest edition, for who may publish the next; what they may not edit does not exist for them. */
export async function openForEdition(importer: Importer, slug: string): Promise<OpenArticle | Problem> {
  const article = await db().article.findUnique({ where: { slug }, include: OF_ARTICLE });
  if (!article || (importer !== 'system' && !can(importer, 'article: edit', articleFacts(article)))) return notFound();
  const revision = await db().revision.findUniqueOrThrow({
    where: { articleId_number: { articleId: article.id, number: article.revision } },
    omit: { source: true },
  });
  return { article, revision };
}

/** Its `source` is the caller's to end. */
export async function draftEdition(
  importer: Importer,
  slug: string,
  input: EditionInput,
  report: Report,
): Promise<EditionDraft | Problem> {
  const open = await openForEdition(importer, slug);
  if (open instanceof Problem) return open;
  const base = open.revision.number;
  if (input.base !== undefined && input.base !== base) return editionChanged(base);
  const source = await openSource(input, report);
  if (source instanceof Problem) return source;
  try {
    const draft = await compare(open, source, report);
    if (draft instanceof Problem) source.end();
    return draft;
  } catch (error) {
    source.end();
    throw error;
  }
}

export const editionChanged = (current: number): Problem => new Problem('edition-changed', { values: { current } });

async function compare(open: OpenArticle, source: Source, report: Report): Promise<EditionDraft | Problem> {
  report({ stage: 'comparing', done: 0, total: 1 });
  const [before, { batches, blocks }] = await Promise.all([editionBlocks(open.revision.id), readBatches(source)]);
  const root = rootBetween(open.revision.sourceScript, source.head.sourceScript);
  const compared = compareAcross(before, blocks, root);
  const keys = carriedKeys(compared);
  const after = compared.after.map((block, index) => ({ ...block, key: keys[index] ?? block.key }));
  const comparison = { ...compared, after };
  report({ stage: 'comparing', done: 1, total: 1 });
  if (await nothingChanged(open, source, batches, comparison)) return new Problem('nothing-changed');
  const rebase = rebaserAcross(comparison, root);
  const notes = await followNotes(open.article.id, rebase, {
    said: (done, total) => report({ stage: 'placing', done, total }),
  });
  return { open, source, batches, comparison, rebase, notes };
}

/** A file's blocks: as what they are compared by, and as the rows they came in, which are read again when they are stored. */
async function readBatches(source: Source): Promise<{ batches: BlockBatch[]; blocks: EditionBlock[] }> {
  const batches: BlockBatch[] = [];
  const blocks: EditionBlock[] = [];
  for await (const batch of source.batches) {
    batches.push(batch);
    for (const { key, kind, text } of JSON.parse(batch.rows) as EditionBlock[]) blocks.push({ key, kind, text });
    await othersTurn();
  }
  return { batches, blocks };
}

/** Whether readers would see the very same: words, their marks and images, and what the text says about itself. */
async function nothingChanged(
  { revision }: OpenArticle,
  { head }: Source,
  batches: readonly BlockBatch[],
  { before, after, groups }: Comparison,
): Promise<boolean> {
  const told = (facts: Pick<typeof head, (typeof EDITION_FACTS)[number]>) =>
    JSON.stringify(EDITION_FACTS.map((name) => facts[name]));
  if (told(revision) !== told(head) || before.length !== after.length) return false;
  if (groups.some((group) => group.fate !== 'unchanged' || group.before[0] !== group.after[0])) return false;
  for (const { rows } of batches) {
    // As the database sees it: its JSON has no order of keys.
    const [differing] = await db().$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count
      FROM json_to_recordset(${rows}::json) AS n(number int, kind text, marks jsonb, path jsonb, attrs jsonb)
      JOIN block b ON b.revision_id = ${revision.id}::uuid AND b.number = n.number
      WHERE (n.kind, n.marks, n.path, n.attrs) IS DISTINCT FROM (b.kind, b.marks, b.path, b.attrs)`;
    if (differing?.count !== 0) return false;
  }
  return true;
}

/** The blocks as they will be stored, a batch at a time. */
export async function* rekeyed({ batches, comparison: { after } }: EditionDraft): AsyncGenerator<BlockBatch> {
  for (const { count, rows } of batches) {
    const blocks = JSON.parse(rows) as { number: number }[];
    yield { count, rows: JSON.stringify(blocks.map((block) => ({ ...block, key: after[block.number - 1]?.key }))) };
    await othersTurn();
  }
}

/** Of the earlier edition's blocks, and of those that are new. */
function countFates({ groups }: Comparison): Record<BlockFate, number> {
  const counts = Object.fromEntries(BLOCK_FATES.map((fate) => [fate, 0])) as Record<BlockFate, number>;
  for (const { fate, before, after } of groups) counts[fate] += fate === 'new' ? after.length : before.length;
  return counts;
}

export const outcomeOf = (comparison: Comparison, notes: FollowedNotes): EditionOutcome => ({
  blocks: countFates(comparison),
  notes: countStates(notes),
});
