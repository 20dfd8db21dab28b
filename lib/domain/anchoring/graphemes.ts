/** Edges of what a reader sees as one character (extended grapheme clusters, UAX #29). */

const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** Where the character that spans `offset` begins and ends; both are `offset` when it lies between two. */
export function graphemeAround(text: string, offset: number): { start: number; end: number } {
  if (offset <= 0 || offset >= text.length) return { start: offset, end: offset };
  // Between two Han characters, the usual case, nothing needs to be segmented.
  if (isPlain(text.charCodeAt(offset - 1)) && isPlain(text.charCodeAt(offset))) return { start: offset, end: offset };
  const found = segmenter.segment(text).containing(offset);
  return !found || found.index === offset
    ? { start: offset, end: offset }
    : { start: found.index, end: found.index + found.segment.length };
}

/** Unified ideographs and ASCII letters and digits never join with one another. */
const isPlain = (unit: number): boolean =>
  (unit >= 0x4e00 && unit <= 0x9fff) ||
  (unit >= 0x61 && unit <= 0x7a) ||
  (unit >= 0x41 && unit <= 0x5a) ||
  (unit >= 0x30 && unit <= 0x39);

export const isGraphemeEdge = (text: string, offset: number): boolean => graphemeAround(text, offset).start === offset;
