/**
 * What an edition says that the one before did not: the only place where words can be that the diff did not lead to. What
 * stayed was there before, and those were not its words.
 */
import { sourceOffset } from '../text/offset';
import type { Quote, WordsTarget } from './anchor';
import { JOINT, type Comparison, type EditionBlock, type Group } from './compare-editions';
import { gramIndex, type GramIndex } from './gram-index';

export interface FoundWords {
  readonly target: WordsTarget;
  /** Whether it may be another place, or other words. */
  readonly uncertain: boolean;
}

/** Shorter words are found with their surroundings only. */
const TELLING = 6;
/** So long a passage is nowhere else by chance. */
const UNMISTAKABLE = 20;
/** Characters around short words that must be the same, too. */
const SURROUNDINGS = 6;
/** Shorter words are not looked for but exactly: of two characters one that is alike says nothing. */
const FUZZY_FROM = 8;
/** Share of its characters that may differ. */
const TOLERANCE = 0.2;
const MAX_CANDIDATES = 50;

/** @returns looks for words that were lost; null: they are gone */
export function freshText(comparison: Comparison): (quote: Quote) => FoundWords | null {
  const { text, starts } = whole(comparison.after);
  const runs = freshRuns(comparison, starts);
  let fresh: GramIndex | undefined;
  let earlier: GramIndex | undefined;
  /** Runs are kept apart by what no text has. */
  const index = () => (fresh ??= gramIndex(runs.map(({ start, end }) => text.slice(start, end)).join('\0')));
  const inText = offsetsInText(runs);
  const target = (start: number, end: number): WordsTarget => ({
    start: pointAt(comparison.after, starts, start, 'start'),
    end: pointAt(comparison.after, starts, end, 'end'),
  });
  const agreement = ({ prefix, suffix }: Quote, start: number, end: number): number =>
    commonTail(prefix, text.slice(Math.max(0, start - prefix.length), start)) +
    commonHead(suffix, text.slice(end, end + suffix.length));
  const onceBefore = (words: string) =>
    (earlier ??= gramIndex(whole(comparison.before).text)).occurrences(words, 2).length <= 1;

  function exactly(quote: Quote): FoundWords | null {
    const { exact } = quote;
    const found = index()
      .occurrences(exact, MAX_CANDIDATES)
      .map((at) => inText(at))
      .map((start) => ({ start, end: start + exact.length, agreed: agreement(quote, start, start + exact.length) }))
      .sort((one, other) => other.agreed - one.agreed);
    const [best, second] = found;
    if (!best) return null;
    const alone = !second || second.agreed < best.agreed;
    const surrounded =
      best.agreed >= Math.min(SURROUNDINGS, quote.prefix.length + quote.suffix.length) && best.agreed > 0;
    if (exact.length < TELLING && !(surrounded && alone)) return null;
    const sure = alone && (surrounded || exact.length >= UNMISTAKABLE || (found.length === 1 && onceBefore(exact)));
    return { target: target(best.start, best.end), uncertain: !sure };
  }

  function nearly(quote: Quote): FoundWords | null {
    const { exact } = quote;
    if (exact.length < FUZZY_FROM) return null;
    const match = index().nearly(exact, Math.floor(exact.length * TOLERANCE));
    if (!match || match.rival) return null;
    const [start, end] = [inText(match.start), inText(match.end - 1) + 1];
    const surrounded = exact.length >= UNMISTAKABLE || agreement(quote, start, end) >= SURROUNDINGS;
    const sure = surrounded && sameButForSpace(text.slice(start, end), exact);
    return { target: target(start, end), uncertain: !sure };
  }

  return (quote) => (runs.length === 0 || quote.exact === '' ? null : (exactly(quote) ?? nearly(quote)));
}

/** Whether a paragraph was split in the midst of words, or two were joined, is not a matter of the words. */
export const sameButForSpace = (one: string, other: string): boolean =>
  one === other || withoutSpace(one) === withoutSpace(other);
const withoutSpace = (text: string): string => text.replace(/\s+/g, '');

/** [start, end) in the edition's joined text. */
interface Run {
  readonly start: number;
  readonly end: number;
}

/** @returns the blocks' joined text, and where each begins in it */
export function whole(blocks: readonly Pick<EditionBlock, 'text'>[]): { text: string; starts: number[] } {
  let at = 0;
  const starts = blocks.map(({ text }) => {
    const start = at;
    at += text.length + JOINT.length;
    return start;
  });
  return { text: blocks.map(({ text }) => text).join(JOINT), starts };
}

/** New blocks that follow one another are one run: words may lie across them. */
function freshRuns({ after, groups }: Comparison, starts: readonly number[]): Run[] {
  const runs = groups
    .flatMap((group) => runsIn(group, after, starts))
    .filter(({ start, end }) => start < end)
    .sort((one, other) => one.start - other.start);
  const joined: Run[] = [];
  for (const run of runs) {
    const last = joined.at(-1);
    if (last && run.start <= last.end + JOINT.length)
      joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, run.end) };
    else joined.push(run);
  }
  return joined;
}

function runsIn({ before, after, hunks }: Group, blocks: readonly EditionBlock[], starts: readonly number[]): Run[] {
  if (before.length === 0)
    return after.map((index) => ({
      start: starts[index] ?? 0,
      end: (starts[index] ?? 0) + (blocks[index]?.text.length ?? 0),
    }));
  return hunks.flatMap(({ newStart, newEnd }) => {
    // Blocks of a group need not stand side by side.
    let at = 0;
    return after.flatMap((index) => {
      const length = blocks[index]?.text.length ?? 0;
      const [from, to] = [Math.max(newStart, at) - at, Math.min(newEnd, at + length) - at];
      at += length + JOINT.length;
      const start = starts[index] ?? 0;
      return from < to ? [{ start: start + from, end: start + to }] : [];
    });
  });
}

/** From an offset in the runs, joined by one character each, to one in the text. */
function offsetsInText(runs: readonly Run[]): (offset: number) => number {
  const begins: number[] = [];
  let at = 0;
  for (const { start, end } of runs) {
    begins.push(at);
    at += end - start + 1;
  }
  return (offset) => {
    const index = lastAtOrBelow(begins, offset);
    return (runs[index]?.start ?? 0) + offset - (begins[index] ?? 0);
  };
}

export function lastAtOrBelow(ascending: readonly number[], value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** A point of the joined text; between two blocks it belongs to the one that its side says. */
export function pointAt(
  blocks: readonly Pick<EditionBlock, 'key' | 'text'>[],
  starts: readonly number[],
  offset: number,
  side: 'start' | 'end',
): WordsTarget['start'] {
  const index = lastAtOrBelow(starts, side === 'end' ? Math.max(0, offset - 1) : offset);
  const [block, start] = [blocks[index], starts[index] ?? 0];
  const within = Math.min(offset - start, block?.text.length ?? 0);
  return { block: block?.key ?? '', offset: sourceOffset(within) };
}

function commonTail(one: string, other: string): number {
  let length = 0;
  while (length < Math.min(one.length, other.length) && one.at(-1 - length) === other.at(-1 - length)) length++;
  return length;
}

function commonHead(one: string, other: string): number {
  let length = 0;
  while (length < Math.min(one.length, other.length) && one[length] === other[length]) length++;
  return length;
}
