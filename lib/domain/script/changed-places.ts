/** Where two displays of one text differ: what other rules would change. */
import { sourceOffset, type DisplayOffset, type Span } from '../text/offset';
import { displaySpan, type Alignment } from './alignment';

interface Shown {
  readonly text: string;
  readonly alignment: Alignment;
}

export interface ChangedPlace {
  readonly source: Span;
  /** In the display before. */
  readonly was: Span<DisplayOffset>;
  /** In the display after. */
  readonly is: Span<DisplayOffset>;
}

/**
 * In order, none overlapping. A protected word may change what stands beside it, too — 发 is 髮 in 头发
 * and 發 behind a kept 头 —: what touches it is one place with it.
 *
 * @param before of the same source text as `after`
 * @param whole stretches of the source that are told as a whole: protected words
 */
export function changedPlaces(before: Shown, after: Shown, whole: readonly Span<number>[]): ChangedPlace[] {
  const places: (ChangedPlace & { whole: boolean })[] = [];
  for (const unit of units(before, after, whole)) {
    const place = placeOf(before, after, unit);
    if (wordsAt(before, place.was) === wordsAt(after, place.is)) continue;
    const last = places.at(-1);
    // Two words that stand side by side are two places.
    if (last?.source.end !== place.source.start || (last.whole && unit.whole))
      places.push({ ...place, whole: unit.whole });
    else
      places[places.length - 1] = {
        ...placeOf(before, after, { start: last.source.start, end: unit.end }),
        whole: last.whole || unit.whole,
      };
  }
  return places.map(({ source, was, is }) => ({ source, was, is }));
}

const wordsAt = ({ text }: Shown, { start, end }: Span<DisplayOffset>): string => text.slice(start, end);

function placeOf(before: Shown, after: Shown, { start, end }: Span<number>): ChangedPlace {
  const source = { start: sourceOffset(start), end: sourceOffset(end) };
  return { source, was: displaySpan(before.alignment, source), is: displaySpan(after.alignment, source) };
}

interface Unit extends Span<number> {
  readonly whole: boolean;
}

/** The source, cut into what cannot be told apart: protected words, pieces of either display, and characters between. */
function units(before: Shown, after: Shown, whole: readonly Span<number>[]): Unit[] {
  const piecesOf = ({ alignment }: Shown) =>
    alignment.pieces.map((p): Unit => ({ start: p.sourceStart, end: p.sourceEnd, whole: false }));
  const stretches = [
    ...whole.map(({ start, end }): Unit => ({ start, end, whole: true })),
    ...piecesOf(before),
    ...piecesOf(after),
  ].sort((a, b) => a.start - b.start);
  const joined: Unit[] = [];
  for (const stretch of stretches) {
    const last = joined.at(-1);
    if (last && stretch.start < last.end)
      joined[joined.length - 1] = {
        start: last.start,
        end: Math.max(last.end, stretch.end),
        whole: last.whole || stretch.whole,
      };
    else joined.push(stretch);
  }
  const { sourceLength } = before.alignment;
  const result: Unit[] = [];
  let at = 0;
  for (const stretch of [...joined, { start: sourceLength, end: sourceLength, whole: false }]) {
    for (; at < stretch.start; at++) result.push({ start: at, end: at + 1, whole: false });
    if (stretch.end > stretch.start) result.push(stretch);
    at = stretch.end;
  }
  return result;
}
