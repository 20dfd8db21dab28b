/** Edges of what a reader sees as one character (extended grapheme clusters, UAX #29). */

const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** Where the character that spans `offset` begins and ends; both are `offset` when it lies between two. */
export function graphemeAround(text: string, offset: number): { start: number; end: number } {
  if (offset <= 0 || offset >= text.length) return { start: offset, end: offset };
  // Between Han characters and their punctuation, the usual case, nothing needs to be segmented.
  if (isPlain(text.charCodeAt(offset - 1)) && isPlain(text.charCodeAt(offset))) return { start: offset, end: offset };
  const found = segmenter.segment(text).containing(offset);
  return !found || found.index === offset
    ? { start: offset, end: offset }
    : { start: found.index, end: found.index + found.segment.length };
}

/** Unified ideographs, their punctuation, and what ASCII prints never join with one another. */
const isPlain = (unit: number): boolean =>
  (unit >= 0x4e00 && unit <= 0x9fff) ||
  (unit >= 0x20 && unit <= 0x7e) ||
  (unit >= 0x3000 && unit <= 0x3029) ||
  (unit >= 0xff00 && unit <= 0xff60) ||
  (unit >= 0x2010 && unit <= 0x2027);

export const isGraphemeEdge = (text: string, offset: number): boolean => graphemeAround(text, offset).start === offset;
