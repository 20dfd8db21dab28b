/** Words of a text, as a dictionary of Chinese tells them apart. For what people point at, never for what is stored: engines differ. */
import type { Span } from './offset';

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** Makes what grows a span of a text to whole words. UTF-16 code units. */
export function wordsIn(text: string): (span: Span<number>) => Span<number> {
  const segments = segmenter.segment(text);
  return ({ start, end }) => {
    const first = segments.containing(start);
    const last = segments.containing(Math.max(start, end - 1));
    return {
      start: Math.min(start, first?.index ?? start),
      end: Math.max(end, last ? last.index + last.segment.length : end),
    };
  };
}
