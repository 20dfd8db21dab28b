/**
 * DOM ranges and anchors, either way. The page shows a block's text in some script; `data-pieces` says how
 * it answers the source (`readPieces`), and anchors always count in the source.
 */
import type { Point, WordsTarget } from '@/lib/domain/anchoring/anchor';
import { graphemeAround } from '@/lib/domain/anchoring/graphemes';
import { readPieces, toDisplay, toSource, type Alignment } from '@/lib/domain/script/alignment';
import { displayOffset, type SourceOffset } from '@/lib/domain/text/offset';
import { BLOCK, blocksIn, offsetOf, readBlockText, type BlockText, type DomPoint, type Piece } from './block-text';

/** A place in the text as shown, by the blocks' order. */
interface Place {
  /** Index of the block. */
  index: number;
  offset: number;
}

/**
 * The words a range covers. What lies outside the text is cut off; an end at the very start of a
 * block means the end of the one before; a cut through a character, or through words that are not
 * one-to-one with the source's, takes all of it.
 *
 * @param root the element that holds the blocks
 * @returns null for nothing, for white space only, and for a range wholly outside the text
 */
export function spanOfRange(range: AbstractRange, root: Element): WordsTarget | null {
  const blocks = blocksIn(root);
  const texts = new Map<number, string>();
  const text = (index: number) => {
    const known = texts.get(index) ?? (blocks[index] ? readBlockText(blocks[index]).text : '');
    texts.set(index, known);
    return known;
  };
  let start = placeOf(blocks, { node: range.startContainer, offset: range.startOffset }, 'start');
  let end = placeOf(blocks, { node: range.endContainer, offset: range.endOffset }, 'end');
  if (!start || !end || !isBefore(start, end)) return null;
  while (start.index < end.index && start.offset >= text(start.index).length)
    start = { index: start.index + 1, offset: 0 };
  while (start.index < end.index && end.offset === 0)
    end = { index: end.index - 1, offset: text(end.index - 1).length };
  start.offset = graphemeAround(text(start.index), start.offset).start;
  end.offset = graphemeAround(text(end.index), end.offset).end;
  if (!isBefore(start, end) || isBlank(start, end, text)) return null;
  return { start: pointOf(blocks, start, text, 'start'), end: pointOf(blocks, end, text, 'end') };
}

const isBefore = (a: Place, b: Place): boolean => a.index < b.index || (a.index === b.index && a.offset < b.offset);

function isBlank(start: Place, end: Place, text: (index: number) => string): boolean {
  for (let index = start.index; index <= end.index; index++) {
    const from = index === start.index ? start.offset : 0;
    const to = index === end.index ? end.offset : undefined;
    if (text(index).slice(from, to).trim()) return false;
  }
  return true;
}

function pointOf(
  blocks: readonly Element[],
  { index, offset }: Place,
  text: (index: number) => string,
  side: 'start' | 'end',
): Point {
  const block = blocks[index] as HTMLElement;
  const alignment = alignmentOf(block, text(index).length);
  return { block: block.dataset.block ?? '', offset: toSource(alignment, displayOffset(offset), side) };
}

/** How a block's text as shown answers its source. */
export const alignmentOf = (block: Element, shownLength: number): Alignment =>
  readPieces((block as HTMLElement).dataset.pieces ?? '', shownLength);

/** Where an offset of the source stands in the text as shown. */
const shownAt = (block: Element, text: string, offset: SourceOffset, side: 'start' | 'end'): number =>
  toDisplay(alignmentOf(block, text.length), offset, side);

/**
 * Where a DOM point lies in the text. Between blocks, a start moves on to the next block and an end
 * back to the one before; null when there is none that way.
 */
function placeOf(blocks: readonly Element[], point: DomPoint, side: 'start' | 'end'): Place | null {
  const element = point.node instanceof Element ? point.node : point.node.parentElement;
  const own = element?.closest(BLOCK);
  const index = own ? blocks.indexOf(own) : -1;
  const block = blocks[index];
  if (block) return { index, offset: offsetOf(block, point, side) };
  const next = blocks.findIndex((candidate) => comesAfter(candidate, point));
  if (side === 'start') return next === -1 ? null : { index: next, offset: 0 };
  const before = (next === -1 ? blocks.length : next) - 1;
  const last = blocks[before];
  return last ? { index: before, offset: readBlockText(last).text.length } : null;
}

/** Whether an element that does not contain the point begins behind it. */
function comesAfter(element: Element, { node, offset }: DomPoint): boolean {
  const child = node.childNodes[offset];
  if (child) return child === element || Boolean(child.compareDocumentPosition(element) & AFTER);
  // At the end of `node`, what it contains lies before.
  const position = node.compareDocumentPosition(element);
  return Boolean(position & AFTER) && !(position & CONTAINED);
}
/** `compareDocumentPosition`: the other node follows (one that lies inside does, too), or lies inside. */
const AFTER = 4;
const CONTAINED = 16;

/** The range of a target's words; null when one of its blocks is not in the page. */
export function rangeOfTarget(target: WordsTarget, root: Element): Range | null {
  const start = blockByKey(root, target.start.block);
  const end = blockByKey(root, target.end.block);
  if (!start || !end) return null;
  const first = readBlockText(start);
  const last = start === end ? first : readBlockText(end);
  const from = pointAtOffset(start, first, shownAt(start, first.text, target.start.offset, 'start'), 'start');
  const to = pointAtOffset(end, last, shownAt(end, last.text, target.end.offset, 'end'), 'end');
  const range = document.createRange();
  range.setStart(from.node, from.offset);
  range.setEnd(to.node, to.offset);
  return range.collapsed ? null : range;
}

export function blockByKey(root: Element, key: string): Element | null {
  // By its id, as the reading page has it: a thousand blocks are not looked through for each note.
  const named = root.ownerDocument.getElementById(`b-${key}`);
  if (named && named.dataset.block === key && root.contains(named)) return named;
  return root.querySelector(`[data-block="${CSS.escape(key)}"]`);
}

/**
 * The words of a target as they are shown, blocks joined by a line feed; null when one of its blocks is not
 * in the page.
 */
export function shownWords(target: WordsTarget, root: Element): string | null {
  if (target.start.block === target.end.block) {
    const block = blockByKey(root, target.start.block);
    if (!block) return null;
    const { text } = readBlockText(block);
    return text.slice(
      shownAt(block, text, target.start.offset, 'start'),
      shownAt(block, text, target.end.offset, 'end'),
    );
  }
  const blocks = blocksIn(root) as HTMLElement[];
  const first = blocks.findIndex(({ dataset }) => dataset.block === target.start.block);
  const last = blocks.findIndex(({ dataset }) => dataset.block === target.end.block);
  if (first === -1 || last < first) return null;
  return blocks
    .slice(first, last + 1)
    .map((block, index) => {
      const { text } = readBlockText(block);
      const from = index === 0 ? shownAt(block, text, target.start.offset, 'start') : 0;
      const to = index === last - first ? shownAt(block, text, target.end.offset, 'end') : text.length;
      return text.slice(from, to);
    })
    .join('\n');
}

/** The DOM point of an offset: inside the text it begins (`start`) or ends. */
function pointAtOffset(block: Element, { pieces }: BlockText, offset: number, side: 'start' | 'end'): DomPoint {
  const piece =
    side === 'start'
      ? pieces.find(({ start, text }) => offset < start + text.length)
      : pieces.findLast(({ start }) => start < offset);
  return piece ? pointInPiece(piece, offset) : { node: block, offset: side === 'start' ? block.childNodes.length : 0 };
}

function pointInPiece({ start, text, node, kind }: Piece, offset: number): DomPoint {
  if (kind === 'text') return { node, offset: Math.min(offset - start, text.length) };
  if (kind === 'cell-end' && offset === start) return { node, offset: node.childNodes.length };
  const parent = node.parentNode as Node;
  return { node: parent, offset: indexOf(node) + (offset === start ? 0 : 1) };
}

function indexOf(node: Node): number {
  let index = 0;
  for (let before = node.previousSibling; before; before = before.previousSibling) index++;
  return index;
}

/**
 * The same words as ranges to paint: one for each stretch of text without paragraph numbers,
 * counters and the like, which stand inside the blocks but are no part of them.
 *
 * @param blocks in reading order, without gaps: words that begin before them or end after them are cut off there
 */
export const paintRanges = (target: WordsTarget, blocks: readonly Element[]): StaticRange[] =>
  rangesToPaint([target], blocks);

/** {@link paintRanges} of many targets, in their order: blocks are looked up and read once, not once a target. */
export function rangesToPaint(targets: readonly WordsTarget[], blocks: readonly Element[]): StaticRange[] {
  const places = new Map(blocks.map((block, index) => [(block as HTMLElement).dataset.block ?? '', index]));
  const known = new Map<Element, ReadBlock>();
  const read = (block: Element): ReadBlock => {
    const content = known.get(block) ?? readBlock(block);
    known.set(block, content);
    return content;
  };
  return targets.flatMap((target) => {
    const first = places.get(target.start.block);
    const last = places.get(target.end.block);
    if (first === undefined && last === undefined) return [];
    const from = first ?? 0;
    return blocks.slice(from, (last ?? blocks.length - 1) + 1).flatMap((block, i) => {
      const { content, alignment } = read(block);
      const start = from + i === first ? toDisplay(alignment, target.start.offset, 'start') : 0;
      const end = from + i === last ? toDisplay(alignment, target.end.offset, 'end') : content.text.length;
      return stretches(content, start, end);
    });
  });
}

interface ReadBlock {
  readonly content: BlockText;
  readonly alignment: Alignment;
}

function readBlock(block: Element): ReadBlock {
  const content = readBlockText(block);
  return { content, alignment: alignmentOf(block, content.text.length) };
}

function stretches({ pieces }: BlockText, from: number, to: number): StaticRange[] {
  const ranges: { start: DomPoint; end: DomPoint }[] = [];
  for (const piece of pieces) {
    const end = piece.start + piece.text.length;
    if (piece.kind === 'cell-end' || end <= from || piece.start >= to) continue;
    const stretch = {
      start: pointInPiece(piece, Math.max(from, piece.start)),
      end: pointInPiece(piece, Math.min(to, end)),
    };
    const before = ranges.at(-1);
    if (before && !piece.afterSkip) before.end = stretch.end;
    else ranges.push(stretch);
  }
  return ranges.map(
    ({ start, end }) =>
      new StaticRange({
        startContainer: start.node,
        startOffset: start.offset,
        endContainer: end.node,
        endOffset: end.offset,
      }),
  );
}
