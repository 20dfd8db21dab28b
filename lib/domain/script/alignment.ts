/**
 * Where the characters of one text stand in another that says the same in another script.
 *
 * A source and a display text are cut into the same number of pieces, in the same order. Most of a
 * text answers character for character; only the pieces that do not are written down:
 *
 *     source   他 的 U 盘 坏 了            pieces [{ source 2…4, display 2…5 }]
 *     display  他 的 隨 身 碟 壞 了
 *
 * A listed piece is indivisible. A span that cuts one grows to its edges, so that a note made on 「隨身」
 * sits on 「U盘」 and, seen from there again, on 「隨身碟」. Laws: pieces are in order, neither side of one is
 * ever empty, and what lies between two of them has the same length on both sides; growing twice is
 * growing once; there and back again ends where it began, once grown.
 *
 * The idea of mappings that compose and have an inverse is ProseMirror’s.
 */
import { displayOffset, sourceOffset, type DisplayOffset, type SourceOffset, type Span } from '../text/offset';

/** Stretches of both texts that are not one-to-one. Half-open, never empty on either side. */
export interface Piece {
  readonly sourceStart: SourceOffset;
  readonly sourceEnd: SourceOffset;
  readonly displayStart: DisplayOffset;
  readonly displayEnd: DisplayOffset;
}

/** Lengths in UTF-16 code units. */
export interface Alignment {
  readonly sourceLength: number;
  readonly displayLength: number;
  /** In order. */
  readonly pieces: readonly Piece[];
}

export const piece = (sourceStart: number, sourceEnd: number, displayStart: number, displayEnd: number): Piece => ({
  sourceStart: sourceOffset(sourceStart),
  sourceEnd: sourceOffset(sourceEnd),
  displayStart: displayOffset(displayStart),
  displayEnd: displayOffset(displayEnd),
});

/** A text and itself, or another that answers it character for character. */
export const identityAlignment = (length: number): Alignment => ({
  sourceLength: length,
  displayLength: length,
  pieces: [],
});

/** The same map, read the other way. */
export const invert = ({ sourceLength, displayLength, pieces }: Alignment): Alignment => ({
  sourceLength: displayLength,
  displayLength: sourceLength,
  pieces: pieces.map((p) => piece(p.displayStart, p.displayEnd, p.sourceStart, p.sourceEnd)),
});

/** The side of a span that an offset is: inside a piece, a start moves to its start and an end to its end. */
export type Side = 'start' | 'end';

export const toDisplay = ({ pieces }: Alignment, offset: SourceOffset, side: Side): DisplayOffset => {
  const last = lastBefore(pieces, (p) => p.sourceStart < offset);
  if (!last) return displayOffset(offset);
  if (offset < last.sourceEnd) return side === 'start' ? last.displayStart : last.displayEnd;
  return displayOffset(offset - last.sourceEnd + last.displayEnd);
};

export const toSource = ({ pieces }: Alignment, offset: DisplayOffset, side: Side): SourceOffset => {
  const last = lastBefore(pieces, (p) => p.displayStart < offset);
  if (!last) return sourceOffset(offset);
  if (offset < last.displayEnd) return side === 'start' ? last.sourceStart : last.sourceEnd;
  return sourceOffset(offset - last.displayEnd + last.sourceEnd);
};

/** Where source words stand in the displayed text, grown to whole pieces. */
export const displaySpan = (alignment: Alignment, { start, end }: Span): Span<DisplayOffset> => ({
  start: toDisplay(alignment, start, 'start'),
  end: toDisplay(alignment, end, 'end'),
});

/** Which source words displayed ones stand for, grown to whole pieces. */
export const sourceSpan = (alignment: Alignment, { start, end }: Span<DisplayOffset>): Span => ({
  start: toSource(alignment, start, 'start'),
  end: toSource(alignment, end, 'end'),
});

/**
 * Where an edge of emphasis, a link or a table cell is drawn. Nothing grows here — the parts between
 * neighbouring edges must add up to the text — so inside a piece the edge falls in proportion.
 * Monotone. Not between the halves of a surrogate pair when `display` is given.
 */
export function displayCut({ pieces }: Alignment, offset: number, display = ''): DisplayOffset {
  const last = lastBefore(pieces, (p) => p.sourceStart < offset);
  if (!last) return displayOffset(offset);
  if (offset >= last.sourceEnd) return displayOffset(offset - last.sourceEnd + last.displayEnd);
  const share = (offset - last.sourceStart) / (last.sourceEnd - last.sourceStart);
  const cut = last.displayStart + Math.round(share * (last.displayEnd - last.displayStart));
  return displayOffset(/[\uDC00-\uDFFF]/.test(display.charAt(cut)) ? cut - 1 : cut);
}

/** The last piece that begins before some offset: pieces are in order, so it is found by halving. */
function lastBefore(pieces: readonly Piece[], begins: (piece: Piece) => boolean): Piece | undefined {
  let [low, high] = [0, pieces.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (begins(pieces[middle] as Piece)) low = middle + 1;
    else high = middle;
  }
  return pieces[low - 1];
}

/**
 * First from source to a middle text, then from there to the display. Pieces of the two steps that
 * touch the same middle words become one.
 */
export function compose(first: Alignment, second: Alignment): Alignment {
  const pieces: Piece[] = [];
  let [i, j] = [0, 0];
  while (i < first.pieces.length || j < second.pieces.length) {
    const [before, behind] = [shift(first.pieces, i), shift(second.pieces, j)];
    const start = Math.min(first.pieces[i]?.displayStart ?? Infinity, second.pieces[j]?.sourceStart ?? Infinity);
    let end = start;
    for (;;) {
      const [a, b] = [first.pieces[i], second.pieces[j]];
      // Whatever begins here, and whatever overlaps it, belongs to one piece.
      if (a && (a.displayStart === start || a.displayStart < end)) {
        end = Math.max(end, a.displayEnd);
        i += 1;
      } else if (b && (b.sourceStart === start || b.sourceStart < end)) {
        end = Math.max(end, b.sourceEnd);
        j += 1;
      } else break;
    }
    pieces.push(piece(start - before, end - shift(first.pieces, i), start + behind, end + shift(second.pieces, j)));
  }
  return { sourceLength: first.sourceLength, displayLength: second.displayLength, pieces };
}

/** How far the first `count` pieces move what comes after them. */
function shift(pieces: readonly Piece[], count: number): number {
  const last = pieces[count - 1];
  return last ? last.displayEnd - last.sourceEnd : 0;
}

/**
 * The alignment in an attribute: `gap:source:display` a piece, where `gap` is the length since the
 * piece before. Empty when everything is one-to-one. About six bytes a piece.
 */
export function writePieces({ pieces }: Alignment): string {
  let end = 0;
  return pieces
    .map((p) => {
      const gap = p.sourceStart - end;
      end = p.sourceEnd;
      return `${gap}:${p.sourceEnd - p.sourceStart}:${p.displayEnd - p.displayStart}`;
    })
    .join(' ');
}

/** @param displayLength of the text that the pieces belong to */
export function readPieces(written: string, displayLength: number): Alignment {
  let [source, display] = [0, 0];
  const pieces = (written ? written.split(' ') : []).map((triple) => {
    const [gap = 0, sourceLength = 0, length = 0] = triple.split(':').map(Number);
    source += gap + sourceLength;
    display += gap + length;
    return piece(source - sourceLength, source, display - length, display);
  });
  return { sourceLength: displayLength + source - display, displayLength, pieces };
}
