/** What text lies under the pointer. */
import type { Point } from '@/lib/domain/anchoring/anchor';
import { toSource } from '@/lib/domain/script/alignment';
import { displayOffset } from '@/lib/domain/text/offset';
import { BLOCK, offsetOf, readBlockText, type DomPoint } from './block-text';
import { alignmentOf } from './range-target';

/** Underlines are drawn below the line box of the glyphs: as near as this still counts, in CSS pixels. */
const SLOP = 6;

/**
 * The character under a point of the viewport, or null where there is none: a browser names the
 * nearest caret even for a click into empty space.
 */
export function pointAt(x: number, y: number, root: Element): Point | null {
  const caret = caretAt(x, y);
  if (!caret || !root.contains(caret.node)) return null;
  const element = caret.node instanceof Element ? caret.node : caret.node.parentElement;
  const block = element?.closest<HTMLElement>(BLOCK);
  if (!block?.dataset.block || element?.closest('[data-skip]')) return null;
  const atom = element?.closest('[data-atom]');
  const character = atom ? { node: caret.node, offset: 0 } : characterAt(caret, x, y);
  if (!character) return null;
  const alignment = alignmentOf(block, readBlockText(block).text.length);
  const offset = displayOffset(offsetOf(block, character, 'start'));
  return { block: block.dataset.block, offset: toSource(alignment, offset, 'start') };
}

function caretAt(x: number, y: number): DomPoint | null {
  const position = document.caretPositionFromPoint?.(x, y);
  if (position) return { node: position.offsetNode, offset: position.offset };
  // Deprecated, and the only one that older Safari has.

  const range = document.caretRangeFromPoint?.(x, y);
  return range ? { node: range.startContainer, offset: range.startOffset } : null;
}

/** A caret stands between two characters; this is the one of them that is really there. */
function characterAt({ node, offset }: DomPoint, x: number, y: number): DomPoint | null {
  if (node.nodeType !== Node.TEXT_NODE) return null;
  const range = document.createRange();
  for (const start of [offset - 1, offset]) {
    if (start < 0 || start >= (node as Text).length) continue;
    range.setStart(node, start);
    range.setEnd(node, start + 1);
    for (const box of range.getClientRects())
      if (x >= box.left && x <= box.right && y >= box.top - SLOP && y <= box.bottom + SLOP)
        return { node, offset: start };
  }
  return null;
}
