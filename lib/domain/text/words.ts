/** Words of a text, as a dictionary of Chinese tells them apart. For what people point at, never for what is stored: engines differ. */
import type { Span } from './offset';

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** A span, grown to whole words. UTF-16 code units. */
export function wordsAround(text: string, { start, end }: Span<number>): Span<number> {
  const segments = segmenter.segment(text);
  const first = segments.containing(start);
  const last = segments.containing(Math.max(start, end - 1));
  return {
    start: Math.min(start, first?.index ?? start),
    end: Math.max(end, last ? last.index + last.segment.length : end),
  };
}
