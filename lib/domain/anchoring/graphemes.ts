/** Edges of what a reader sees as one character (extended grapheme clusters, UAX #29). */

const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** Where the character that spans `offset` begins and ends; both are `offset` when it lies between two. */
export function graphemeAround(text: string, offset: number): { start: number; end: number } {
  if (offset <= 0 || offset >= text.length) return { start: offset, end: offset };
  // Between Han characters, kana, letters and their punctuation, the usual case, nothing needs to be segmented.
  if (isPlain(text.charCodeAt(offset - 1)) && isPlain(text.charCodeAt(offset))) return { start: offset, end: offset };
  const { start, end } = stretchAround(text, offset);
  const found = segmenter.segment(text.slice(start, end)).containing(offset - start);
  return !found || start + found.index === offset
    ? { start: offset, end: offset }
    : { start: start + found.index, end: start + found.index + found.segment.length };
}

/** No character is longer than this, but in texts made to be so; UTF-16 code units. */
const FAR = 64;

/** Between two edges that are certain: a long text is not segmented for each of its offsets. Else all of it. */
function stretchAround(text: string, offset: number): { start: number; end: number } {
  let start = offset;
  while (start > 0 && offset - start < FAR && !isEdgeBefore(text, start)) start--;
  let end = offset + 1;
  while (end < text.length && end - offset < FAR && !isEdgeBefore(text, end)) end++;
  const isCertain = (at: number) => at === 0 || at === text.length || isEdgeBefore(text, at);
  return isCertain(start) && isCertain(end) ? { start, end } : { start: 0, end: text.length };
}

/** Whether a character certainly begins here: nothing joins a plain one to what stands before, but prepended marks. */
function isEdgeBefore(text: string, offset: number): boolean {
  const before = text.charCodeAt(offset - 1);
  const mayPrepend = (before >= 0x0600 && before <= 0x0d4f) || (before >= 0xd800 && before <= 0xdfff);
  return isPlain(text.charCodeAt(offset)) && !mayPrepend;
}

/** Unified ideographs, kana, Latin letters, their punctuation, and what ASCII prints never join with one another. */
const isPlain = (unit: number): boolean =>
  (unit >= 0x4e00 && unit <= 0x9fff) ||
  (unit >= 0x20 && unit <= 0x7e) ||
  (unit >= 0xc0 && unit <= 0x2af) ||
  (unit >= 0x3000 && unit <= 0x3029) ||
  (unit >= 0x3041 && unit <= 0x3096) ||
  (unit >= 0x30a1 && unit <= 0x30ff) ||
  (unit >= 0xff00 && unit <= 0xff60) ||
  (unit >= 0x2010 && unit <= 0x2027);

export const isGraphemeEdge = (text: string, offset: number): boolean => graphemeAround(text, offset).start === offset;
