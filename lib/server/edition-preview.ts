import 'server-only';
import type { EditionPreview } from '@/lib/contract/articles';
import type { Group } from '@/lib/domain/anchoring/compare-editions';
import { changedGroups, editionChanges, type EditionChange } from '@/lib/domain/anchoring/edition-changes';
import type { Viewer } from '@/lib/domain/permissions/can';
import type { Block } from '@/lib/domain/text/block';
import type { ImportWarning } from '@/lib/markdown/article';
import type { BlockBatch } from '@/lib/markdown/parse-file';
import { disturbedNotes } from './edition-anchors';
import { draftEdition, openForEdition, outcomeOf, type EditionDraft, type EditionInput } from './edition-draft';
import { changedFacts, numbersOf, showFrom, storedBlocks, type NumberedBlocks } from './edition-shown';
import { warningsOf, type Importer, type Report } from './import-source';
import { Problem } from './problem';
import { displayOf, type Wanted } from './shown';

/** Changes that are listed. */
const LISTED = 200;

/** What publishing would do, with the importer's warnings not yet in words. */
export interface PreviewedEdition extends Omit<EditionPreview, 'warnings' | 'changes'> {
  readonly changes: readonly EditionChange[];
  readonly warnings: readonly ImportWarning[];
  /** For the command line alone, at most 200: where readers have private notes is not an editor's business. */
  readonly disturbed: ReturnType<typeof disturbedNotes>;
}

type PreviewInput = Omit<EditionInput, 'base' | 'reason'> & Partial<Wanted>;

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
  { script = 'source', quotes = true, ...input }: PreviewInput,
  report: Report = () => undefined,
): Promise<PreviewedEdition | Problem> {
  const draft = await draftEdition(importer, slug, input, report);
  if (draft instanceof Problem) return draft;
  try {
    const groups = changedGroups(draft.comparison);
    const shown = await shownIn({ script, quotes }, draft, groups.slice(0, LISTED));
    if (shown instanceof Problem) return shown;
    return {
      base: draft.open.revision.number,
      outcome: outcomeOf(draft.comparison, draft.notes),
      ...shown,
      more: Math.max(groups.length - LISTED, 0),
      warnings: warningsOf(draft.source),
      disturbed: importer === 'system' ? disturbedNotes(draft.notes).slice(0, LISTED) : [],
    };
  } finally {
    draft.source.end();
  }
}

/** What changes, in a script. A next edition that is in Chinese no more is shown as it is written. */
async function shownIn(
  wanted: Wanted,
  { open, source, batches, comparison }: EditionDraft,
  groups: readonly Group[],
): Promise<Pick<PreviewedEdition, 'facts' | 'changes'> | Problem> {
  const next = { ...open, revision: { ...open.revision, sourceScript: source.head.sourceScript } };
  const [shown, given] = await Promise.all([displayOf(open, wanted), displayOf(next, wanted)]);
  if (shown instanceof Problem) return shown;
  const shownNext = given instanceof Problem ? null : given;
  const before = await storedBlocks(open.revision.id, numbersOf(groups, 'before'));
  const after = parsedBlocks(batches, numbersOf(groups, 'after'));
  const show = { before: showFrom(before, shown), after: showFrom(after, shownNext) };
  return {
    facts: changedFacts([open.revision, shown], [source.head, shownNext]),
    changes: editionChanges(comparison, show, groups),
  };
}

function parsedBlocks(batches: readonly BlockBatch[], numbers: ReadonlySet<number>): NumberedBlocks {
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
