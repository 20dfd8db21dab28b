/**
 * A text as it is shown in a script: protected words and code first, then conversion of what lies
 * between, then quotation marks; and the map from what was written to what is shown.
 */
import { isGraphemeEdge } from '../anchoring/graphemes';
import type { Block } from '../text/block';
import type { DisplayOffset, Span } from '../text/offset';
import { displayCut, identityAlignment, piece, type Alignment, type Piece } from './alignment';
import { convertBy, type Conversion, type Converted } from './convert';
import { unequalPart } from './dictionary';
import type { FindProtected, ProtectedPlace } from './protected-words';
import { withQuotationMarks } from './quotation';
import type { Script } from './script';

/** How an article is shown to a reader. */
export interface Display {
  readonly script: Script;
  /** From the source's script, in order. */
  readonly conversions: readonly Conversion[];
  readonly protectedWords: FindProtected;
  /** Whether quotation marks follow the script. */
  readonly quotes: boolean;
}

/** A block as shown. */
export interface ShownBlock {
  readonly block: Block;
  readonly text: string;
  readonly alignment: Alignment;
}

/** @param display null: as it was written */
export function showBlock(block: Block, display: Display | null): ShownBlock {
  if (!display || block.kind === 'code') return asWritten(block);
  const kept = block.marks.filter((mark) => mark.type === 'code');
  return { block, ...displayText(block.text, display, kept) };
}

const asWritten = (block: Block): ShownBlock => ({
  block,
  text: block.text,
  alignment: identityAlignment(block.text.length),
});

/** What is drawn for a stretch of a block's source text. Neighbouring stretches' words add up to the text. */
export function wordsBetween({ text, alignment }: ShownBlock, start: number, end: number): string {
  if (alignment.pieces.length === 0) return text.slice(start, end);
  return text.slice(displayCut(alignment, start, text), displayCut(alignment, end, text));
}

/** Offsets of a mark where it is drawn. */
export const drawnSpan = ({ text, alignment }: ShownBlock, { start, end }: Span): Span<DisplayOffset> => ({
  start: displayCut(alignment, start, text),
  end: displayCut(alignment, end, text),
});

/**
 * @param kept stretches that stay as they are, quotation marks included: code
 */
export function displayText(text: string, display: Display, kept: readonly Span<number>[] = []): Converted {
  const fixed = fixedStretches(text, display, kept);
  const parts: string[] = [];
  const pieces: Piece[] = [];
  let [at, shown] = [0, 0];
  const put = (part: Converted) => {
    for (const p of part.alignment.pieces)
      pieces.push(piece(at + p.sourceStart, at + p.sourceEnd, shown + p.displayStart, shown + p.displayEnd));
    parts.push(part.text);
    at += part.alignment.sourceLength;
    shown += part.text.length;
  };
  for (const { start, end, shownAs } of fixed) {
    if (start > at) put(converted(text.slice(at, start), display));
    put(replaced(text.slice(start, end), shownAs));
  }
  if (at < text.length) put(converted(text.slice(at), display));
  const result = parts.join('');
  const quoted = display.quotes ? requoted(result, display.script, keptIn(fixed, pieces)) : result;
  const alignment = { sourceLength: text.length, displayLength: result.length, pieces };
  return { text: quoted, alignment: onGraphemes(text, quoted, alignment) };
}

const converted = (text: string, { conversions }: Display): Converted => convertBy(text, conversions);

/** A whole word for a whole word: nothing in it is told apart. */
function replaced(source: string, text: string): Converted {
  const unequal = unequalPart(source, text, () => false);
  const pieces = unequal ? [piece(0, source.length, 0, text.length)] : [];
  return { text, alignment: { sourceLength: source.length, displayLength: text.length, pieces } };
}

interface Fixed {
  readonly start: number;
  readonly end: number;
  readonly shownAs: string;
  /** Code: quotation marks stay, too. */
  readonly verbatim: boolean;
}

/** Code and protected words, in order, none overlapping: code comes first, and a protected word that it cuts is none. */
function fixedStretches(text: string, { protectedWords }: Display, kept: readonly Span<number>[]): Fixed[] {
  const code = merged(kept).map(({ start, end }): Fixed => ({
    start,
    end,
    shownAs: text.slice(start, end),
    verbatim: true,
  }));
  const words = protectedWords(text)
    .filter((place) => !code.some(({ start, end }) => place.start < end && place.end > start))
    .map(({ start, end, rule }: ProtectedPlace): Fixed => ({ start, end, shownAs: rule.text, verbatim: false }));
  return [...code, ...words].sort((a, b) => a.start - b.start);
}

function merged(spans: readonly Span<number>[]): Span<number>[] {
  const result: { start: number; end: number }[] = [];
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else if (start < end) result.push({ start, end });
  }
  return result;
}

/** Where code stands in the displayed text. */
function keptIn(fixed: readonly Fixed[], pieces: readonly Piece[]): Span<number>[] {
  const alignment = { sourceLength: 0, displayLength: 0, pieces };
  return fixed
    .filter(({ verbatim }) => verbatim)
    .map(({ start, end }) => ({ start: displayCut(alignment, start), end: displayCut(alignment, end) }));
}

function requoted(text: string, script: Script, kept: readonly Span<number>[]): string {
  const all = withQuotationMarks(text, script);
  if (all === text || kept.length === 0) return all;
  let [result, at] = ['', 0];
  for (const { start, end } of kept) {
    result += all.slice(at, start) + text.slice(start, end);
    at = end;
  }
  return result + all.slice(at);
}

/**
 * Pieces whose edges lie between what readers see as characters. An edge can fall inside one where a
 * variation selector or the like follows a converted word: then the piece takes that in.
 */
function onGraphemes(source: string, text: string, alignment: Alignment): Alignment {
  const isEdge = (p: Piece, by: number, side: 'Start' | 'End'): boolean =>
    isGraphemeEdge(source, p[`source${side}`] + by) && isGraphemeEdge(text, p[`display${side}`] + by);
  if (alignment.pieces.every((p) => isEdge(p, 0, 'Start') && isEdge(p, 0, 'End'))) return alignment;
  const pieces: Piece[] = [];
  for (const p of alignment.pieces) {
    let [before, after] = [0, 0];
    while (!isEdge(p, -before, 'Start')) before += 1;
    while (!isEdge(p, after, 'End')) after += 1;
    const wider = piece(p.sourceStart - before, p.sourceEnd + after, p.displayStart - before, p.displayEnd + after);
    const last = pieces.at(-1);
    if (last && wider.sourceStart < last.sourceEnd) {
      const beyond = Math.max(0, last.sourceEnd - wider.sourceEnd);
      pieces[pieces.length - 1] = piece(
        last.sourceStart,
        wider.sourceEnd + beyond,
        last.displayStart,
        wider.displayEnd + beyond,
      );
    } else pieces.push(wider);
  }
  return { ...alignment, pieces };
}
