/** Which notes lie on a character: what hovering and clicking ask, sixty times a second. */
import type { SourceOffset } from '../text/offset';
import { isWords, type Target } from './anchor';

interface Interval {
  readonly id: string;
  readonly start: number;
  readonly end: number;
  /** The furthest end of this interval and all before it: where a search backwards may stop. */
  readonly reach: number;
}

export interface NoteLookup {
  /** Ids of the notes over the character at `offset`, the shortest first: the one most likely meant. */
  annotationsAt(block: string, offset: SourceOffset): string[];
}

/**
 * Sorted intervals a block. A lookup costs the logarithm of the block's notes plus those that
 * overlap around the character.
 *
 * @param order block keys in reading order; notes that reach outside are cut off there
 */
export function noteLookup(
  notes: readonly { readonly id: string; readonly target: Target }[],
  order: readonly string[],
): NoteLookup {
  const byBlock = intervalsByBlock(notes, order);
  return {
    annotationsAt(block, offset) {
      const intervals = byBlock.get(block) ?? [];
      const hits: Interval[] = [];
      for (let i = lastStartingBy(intervals, offset); i >= 0; i--) {
        const interval = intervals[i] as Interval;
        if (interval.reach <= offset) break;
        if (interval.end > offset) hits.push(interval);
      }
      return hits.sort((a, b) => a.end - a.start - (b.end - b.start)).map(({ id }) => id);
    },
  };
}

function intervalsByBlock(
  notes: readonly { readonly id: string; readonly target: Target }[],
  order: readonly string[],
): Map<string, Interval[]> {
  const place = new Map(order.map((key, index) => [key, index]));
  const byBlock = new Map<string, Omit<Interval, 'reach'>[]>();
  for (const { id, target } of notes) {
    if (!target || !isWords(target)) continue;
    const { start, end } = target;
    const first = place.get(start.block) ?? 0;
    const last = place.get(end.block) ?? order.length - 1;
    if (!place.has(start.block) && !place.has(end.block)) continue;
    for (const key of order.slice(first, last + 1)) {
      const interval = {
        id,
        start: key === start.block ? start.offset : 0,
        end: key === end.block ? end.offset : Infinity,
      };
      const known = byBlock.get(key);
      if (known) known.push(interval);
      else byBlock.set(key, [interval]);
    }
  }
  return new Map([...byBlock].map(([key, intervals]) => [key, withReach(intervals)]));
}

function withReach(intervals: Omit<Interval, 'reach'>[]): Interval[] {
  let reach = 0;
  return intervals
    .sort((a, b) => a.start - b.start || a.end - b.end)
    .map((interval) => ({ ...interval, reach: (reach = Math.max(reach, interval.end)) }));
}

/** Index of the last interval that starts at or before `offset`, or -1. */
function lastStartingBy(intervals: readonly Interval[], offset: number): number {
  let low = 0;
  let high = intervals.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((intervals[middle]?.start ?? Infinity) <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
