/** Where what somebody looks for stands. */
import { graphemeAround } from '../anchoring/graphemes';
import type { ShownBlock } from '../script/display';
import { displaySpan, sourceSpan } from '../script/alignment';
import { displayOffset, sourceOffset, type Span } from '../text/offset';
import type { Folded, Folding } from './fold';

/**
 * Where phrases stand in a folded text: from left to right, those that overlap as one. None unless each of
 * them occurs.
 */
export function placesOf(phrases: readonly string[], folded: string): Span<number>[] {
  const places: Span<number>[] = [];
  for (const phrase of phrases) {
    const found = placesOfOne(phrase, folded);
    if (found.length === 0) return [];
    places.push(...found);
  }
  return phrases.length === 1 ? places : united(places);
}

function placesOfOne(phrase: string, folded: string): Span<number>[] {
  const places: Span<number>[] = [];
  if (phrase === '') return places;
  for (let at = folded.indexOf(phrase); at >= 0; at = folded.indexOf(phrase, at + phrase.length))
    places.push({ start: at, end: at + phrase.length });
  return places;
}

function united<Offset extends number>(spans: readonly Span<Offset>[]): Span<Offset>[] {
  const result: { start: Offset; end: Offset }[] = [];
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = result.at(-1);
    if (last && start < last.end) last.end = end > last.end ? end : last.end;
    else result.push({ start, end });
  }
  return result;
}

/** Places in a folded text as stretches of what was written, grown to whole graphemes. */
const writtenSpans = (places: readonly Span<number>[], { starts, ends }: Folded, written: string): Span<number>[] =>
  united(
    places.map(({ start, end }) => ({
      start: graphemeAround(written, starts[start] ?? 0).start,
      end: graphemeAround(written, ends[end - 1] ?? 0).end,
    })),
  );

/** Where phrases stand in any text, in UTF-16 code units of it. None unless each of them occurs. */
export function spansIn(phrases: readonly string[], written: string, folding: Folding): Span<number>[] {
  const folded = folding.withMap(written);
  return writtenSpans(placesOf(phrases, folded.text), folded, written);
}

/** Where any of the phrases stand, in UTF-16 code units: in a text that is shown for another reason as well. */
export function spansOfAnyIn(phrases: readonly string[], written: string, folding: Folding): Span<number>[] {
  const folded = folding.withMap(written);
  const places = phrases.flatMap((phrase) => placesOfOne(phrase, folded.text));
  return writtenSpans(united(places), folded, written);
}

/**
 * Where phrases stand in a block, as it was written or as it is shown: with Taiwan's vocabulary, 隨身碟 is
 * found where the author wrote U盘. Spans of the source. None unless each of them occurs.
 */
export function spansInShown(phrases: readonly string[], shown: ShownBlock, folding: Folding): Span[] {
  const source = folding.withMap(shown.block.text);
  if (shown.alignment.pieces.length === 0) {
    const places = placesOf(phrases, source.text);
    return branded(writtenSpans(places, source, shown.block.text));
  }
  const display = folding.withMap(shown.text);
  const spans: Span[] = [];
  for (const phrase of phrases) {
    const written = writtenSpans(placesOfOne(phrase, source.text), source, shown.block.text);
    const displayed = writtenSpans(placesOfOne(phrase, display.text), display, shown.text);
    if (written.length + displayed.length === 0) return [];
    spans.push(
      ...branded(written),
      ...displayed.map(({ start, end }) =>
        sourceSpan(shown.alignment, { start: displayOffset(start), end: displayOffset(end) }),
      ),
    );
  }
  return united(spans);
}

const branded = (spans: readonly Span<number>[]): Span[] =>
  spans.map(({ start, end }) => ({ start: sourceOffset(start), end: sourceOffset(end) }));

/** Where spans of the source are drawn. */
export const shownSpans = ({ alignment }: ShownBlock, spans: readonly Span[]): Span<number>[] =>
  united(spans.map((span): Span<number> => displaySpan(alignment, span)));
