/**
 * A block's text as its element holds it. The only walker of DOM text.
 *
 * Text nodes count as they are, in order; `[data-atom]` counts one (U+FFFC) whatever is inside,
 * `[data-skip]` nothing, `<br>` one line feed; the end of a table cell one tab, of a row's last
 * cell one line feed, of the last row nothing. A block inside a block belongs to itself.
 */
import { ATOM, CELL_END } from '@/lib/domain/text/block';

/** A stretch of the block's text and what stands for it. */
export interface Piece {
  /** Offset of its first code unit in the block. */
  readonly start: number;
  readonly text: string;
  /** A text node; or an element that counts one as a whole (`unit`), or whose end does. */
  readonly node: Text | Element;
  readonly kind: 'text' | 'unit' | 'cell-end';
  /** Something that does not count stands between this piece and the one before. */
  readonly afterSkip: boolean;
}

export interface BlockText {
  readonly text: string;
  readonly pieces: readonly Piece[];
}

/** A boundary of a DOM range. */
export interface DomPoint {
  readonly node: Node;
  readonly offset: number;
}

export const BLOCK = '[data-block]';

/** All blocks under `root`, in reading order. */
export const blocksIn = (root: Element): Element[] => [...root.querySelectorAll(BLOCK)];

export function readBlockText(block: Element): BlockText {
  const pieces: Piece[] = [];
  let length = 0;
  let afterSkip = false;
  walk(block, {
    skip: () => (afterSkip = true),
    count(node, text, kind) {
      if (text) pieces.push({ start: length, text, node, kind, afterSkip });
      length += text.length;
      afterSkip = false;
    },
  });
  return { text: pieces.map((piece) => piece.text).join(''), pieces };
}

/**
 * How much of the block's text lies before a DOM point inside it. A point inside an atom lies
 * before it as the start of a selection and behind it as its end.
 */
export function offsetOf(block: Element, point: DomPoint, side: 'start' | 'end'): number {
  let length = 0;
  let found: number | null = null;
  const meet = (at: number) => (found ??= at);
  walk(block, {
    gap(parent, index) {
      if (parent === point.node && index === point.offset) meet(length);
    },
    skip(element) {
      if (element.contains(point.node)) meet(length);
    },
    count(node, text, kind) {
      if (kind === 'text' && node === point.node) meet(length + Math.min(point.offset, text.length));
      if (kind === 'unit' && node.contains(point.node)) meet(side === 'start' ? length : length + text.length);
      length += text.length;
    },
  });
  return found ?? length;
}

interface Visitor {
  /** Between two children of an element, or before the first or after the last: a DOM point. */
  gap?(parent: Element, index: number): void;
  skip(element: Element): void;
  count(node: Text | Element, text: string, kind: Piece['kind']): void;
}

function walk(parent: Element, visitor: Visitor): void {
  let index = 0;
  for (let child = parent.firstChild; child; child = child.nextSibling) {
    visitor.gap?.(parent, index++);
    visit(child, visitor);
  }
  visitor.gap?.(parent, index);
  const end = cellEnd(parent);
  if (end) visitor.count(parent, end, 'cell-end');
}

function visit(node: ChildNode, visitor: Visitor): void {
  if (node.nodeType === Node.TEXT_NODE) visitor.count(node as Text, (node as Text).data, 'text');
  if (node.nodeType !== Node.ELEMENT_NODE) return;
  const element = node as HTMLElement;
  if (element.dataset?.skip !== undefined || element.dataset?.block !== undefined) visitor.skip(element);
  else if (element.dataset?.atom !== undefined) visitor.count(element, ATOM, 'unit');
  else if (element.localName === 'br') visitor.count(element, '\n', 'unit');
  else walk(element, visitor);
}

/** What the end of a table cell counts as; nothing for any other element. */
function cellEnd(element: Element): string {
  if (element.localName !== 'td' && element.localName !== 'th') return '';
  if (element.nextElementSibling) return CELL_END;
  const row = element.parentElement;
  const rows = row?.closest('table')?.rows;
  return rows && rows[rows.length - 1] !== row ? '\n' : '';
}
