import 'server-only';
import { EDITION_FACTS, type EditionPreview } from '@/lib/contract/articles';
import type { Comparison, Group } from '@/lib/domain/anchoring/compare-editions';
import { changedGroups, editionChanges, type EditionChange } from '@/lib/domain/anchoring/edition-changes';
import type { Viewer } from '@/lib/domain/permissions/can';
import { showBlock, type Display } from '@/lib/domain/script/display';
import type { ShownScript } from '@/lib/domain/script/script';
import type { Block } from '@/lib/domain/text/block';
import type { ImportWarning } from '@/lib/markdown/article';
import type { BlockBatch } from '@/lib/markdown/parse-file';
import { blockOf, type OpenArticle } from './articles';
import { db } from './db';
import { draftEdition, openForEdition, outcomeOf, type EditionDraft, type EditionInput } from './edition-draft';
import { warningsOf, type Importer, type Report } from './import-source';
import { Problem } from './problem';
import { displayOf } from './shown';

/** Changes that are listed. */
const LISTED = 200;

/** What publishing would do, with the importer's warnings not yet in words. */
export interface PreviewedEdition extends Omit<EditionPreview, 'warnings' | 'changes'> {
  readonly changes: readonly EditionChange[];
  readonly warnings: readonly ImportWarning[];
}

/** Null: may publish. Asked before the file has been read. */
export async function refusePublisher(viewer: Viewer, slug: string): Promise<Problem | null> {
  if (!viewer) return new Problem('not-signed-in');
  const open = await openForEdition(viewer, slug);
  return open instanceof Problem ? open : null;
}

/** What {@link publishEdition} would do to text and notes; nothing is stored. */
export async function previewEdition(
  importer: Importer,
  slug: string,
  { script = 'source', ...input }: EditionInput & { readonly script?: ShownScript },
  report: Report = () => undefined,
): Promise<PreviewedEdition | Problem> {
  const draft = await draftEdition(importer, slug, input, report);
  if (draft instanceof Problem) return draft;
  try {
    const groups = changedGroups(draft.comparison);
    const changes = await changesShown(draft, groups.slice(0, LISTED), script);
    if (changes instanceof Problem) return changes;
    return {
      base: draft.open.revision.number,
      outcome: outcomeOf(draft.comparison, draft.notes),
      facts: changedFacts(draft),
      changes,
      more: Math.max(groups.length - LISTED, 0),
      warnings: warningsOf(draft.source),
    };
  } finally {
    draft.source.end();
  }
}

function changedFacts({ open: { revision }, source: { head } }: EditionDraft): EditionPreview['facts'] {
  const words = (fact: string | readonly string[] | null) =>
    typeof fact === 'string' ? fact : (fact ?? []).join('、');
  return EDITION_FACTS.map((name) => ({ name, before: words(revision[name]), after: words(head[name]) })).filter(
    ({ before, after }) => before !== after,
  );
}

async function changesShown(
  { open, source, batches, comparison }: EditionDraft,
  groups: readonly Group[],
  script: ShownScript,
): Promise<EditionChange[] | Problem> {
  const next = { ...open, revision: { ...open.revision, sourceScript: source.head.sourceScript } };
  const [shown, shownNext] = await Promise.all([displayIn(open, script), displayIn(next, script)]);
  if (shown instanceof Problem) return shown;
  const [before, after] = await Promise.all([
    storedBlocks(open.revision.id, numbersOf(groups, 'before')),
    parsedBlocks(batches, numbersOf(groups, 'after')),
  ]);
  return editionChanges(
    comparison,
    // A next edition that is in Chinese no more is shown as it is written.
    { before: showFrom(before, shown), after: showFrom(after, shownNext instanceof Problem ? null : shownNext) },
    groups,
  );
}

const displayIn = (open: OpenArticle, script: ShownScript) => displayOf(open, { script, quotes: true });

const numbersOf = (groups: readonly Group[], side: keyof Pick<Comparison, 'before' | 'after'>): Set<number> =>
  new Set(groups.flatMap((group) => group[side].map((index) => index + 1)));

type Blocks = ReadonlyMap<number, Block>;

const showFrom = (blocks: Blocks, display: Display | null) => (_: unknown, number: number) => {
  const block = blocks.get(number);
  if (!block) throw new Error(`Block ${number} was not read`);
  return showBlock(block, display);
};

async function storedBlocks(revisionId: string, numbers: ReadonlySet<number>): Promise<Blocks> {
  const rows = await db().block.findMany({ where: { revisionId, number: { in: [...numbers] } } });
  return new Map(rows.map((row) => [row.number, blockOf(row)]));
}

function parsedBlocks(batches: readonly BlockBatch[], numbers: ReadonlySet<number>): Blocks {
  const found = new Map<number, Block>();
  let first = 1;
  for (const { count, rows } of batches) {
    const [from, to] = [first, first + count];
    first = to;
    if (![...numbers].some((number) => number >= from && number < to)) continue;
    for (const block of JSON.parse(rows) as Block[]) if (numbers.has(block.number)) found.set(block.number, block);
  }
  return found;
}
