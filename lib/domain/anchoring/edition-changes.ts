/** What an edition changed, as a reader is shown it: blocks of either side, and what in them is not on the other. */
import { displaySpan, type Alignment } from '../script/alignment';
import { sourceOffset, type DisplayOffset, type Span } from '../text/offset';
import type { BlockFate, Comparison, EditionBlock, Group } from './compare-editions';
import type { Hunk } from './text-diff';

/** A block in the script that it is shown in. */
interface Shown {
  readonly text: string;
  /** From its source text to `text`. */
  readonly alignment: Alignment;
}

/** @param number its place in its edition, 1… */
type Show = (block: EditionBlock, number: number) => Shown;

export interface ChangedSide {
  readonly key: string;
  /** Its place in its edition, 1… */
  readonly number: number;
  readonly kind: string;
  /** As shown. */
  readonly text: string;
  /**
   * In order, apart from one another; empty at a place where the other side has something more. A block that is new or gone
   * as a whole has none.
   */
  readonly changed: readonly Span<DisplayOffset>[];
}

export interface EditionChange {
  /** Never `unchanged`. */
  readonly fate: BlockFate;
  /** Whether it stands elsewhere, too. */
  readonly moved: boolean;
  readonly before: readonly ChangedSide[];
  readonly after: readonly ChangedSide[];
}

/** The groups that are not the same in both editions, in order. */
export const changedGroups = ({ groups }: Comparison): readonly Group[] =>
  groups.filter(({ fate }) => fate !== 'unchanged');

/**
 * @param show blocks of either side in the reader's script
 * @param groups of the comparison, in order; default: {@link changedGroups}
 */
export const editionChanges = (
  comparison: Comparison,
  show: { readonly before: Show; readonly after: Show },
  groups: readonly Group[] = changedGroups(comparison),
): EditionChange[] =>
  groups.map(({ fate, moved, before, after, hunks }) => ({
    fate,
    moved,
    before: sides(comparison.before, before, show.before, hunks.map(inOld)),
    after: sides(comparison.after, after, show.after, hunks.map(inNew)),
  }));

const inOld = ({ oldStart, oldEnd }: Hunk) => ({ start: oldStart, end: oldEnd });
const inNew = ({ newStart, newEnd }: Hunk) => ({ start: newStart, end: newEnd });

/** @param differing into the blocks' texts, joined by a line feed */
function sides(
  blocks: readonly EditionBlock[],
  indexes: readonly number[],
  show: Show,
  differing: readonly Span<number>[],
): ChangedSide[] {
  let at = 0;
  return indexes.map((index) => {
    const block = blocks[index];
    if (!block) throw new Error(`No block ${index} in an edition of ${blocks.length}`);
    const { text, alignment } = show(block, index + 1);
    const own = spansWithin(differing, at, at + block.text.length);
    at += block.text.length + 1;
    const changed = disjoint(own.map((span) => shownSpan(alignment, span)));
    return { key: block.key, number: index + 1, kind: block.kind, text, changed };
  });
}

/** Of a place alone the place: nothing of what stands there is marked. */
function shownSpan(alignment: Alignment, span: Span): Span<DisplayOffset> {
  const { start, end } = displaySpan(alignment, span);
  return { start, end: span.start === span.end ? start : end };
}

/** What of them lies between `start` and `end`, counted from `start`. */
const spansWithin = (spans: readonly Span<number>[], start: number, end: number): Span[] =>
  spans
    .map((span) => ({
      start: sourceOffset(Math.max(span.start, start) - start),
      end: sourceOffset(Math.min(span.end, end) - start),
    }))
    .filter((span, index) => span.start < span.end || isPlace(spans[index], start, end));

const isPlace = (span: Span<number> | undefined, start: number, end: number): boolean =>
  span !== undefined && span.start === span.end && start <= span.start && span.start <= end;

/** Two stretches may have grown into the same piece. */
function disjoint(spans: readonly Span<DisplayOffset>[]): Span<DisplayOffset>[] {
  const result: Span<DisplayOffset>[] = [];
  for (const span of spans) {
    const last = result.at(-1);
    if (last && span.start <= last.end)
      result[result.length - 1] = { start: last.start, end: span.end > last.end ? span.end : last.end };
    else result.push(span);
  }
  return result;
}
