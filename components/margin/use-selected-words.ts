import { useEffect, useState } from 'react';
import type { WordsTarget } from '@/lib/domain/anchoring/anchor';
import { spanOfRange } from '@/lib/dom/range-target';
import { articleElement } from './page-text';

/** Words that are selected in the article. */
export interface SelectedWords {
  readonly words: WordsTarget;
  /** Their last line, in CSS pixels of the document. */
  readonly line: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
}

/** A selection at rest this long is meant, in milliseconds. On a touch screen its handles are still being dragged. */
const REST = { mouse: 120, touch: 350 };

/**
 * Follows the selection: null while there is none, while it is being made, and while somebody types
 * elsewhere. An input method's composition is no selection.
 */
export function useSelectedWords(): SelectedWords | null {
  const [selected, setSelected] = useState<SelectedWords | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let pressed = false;
    let rest = REST.mouse;
    const later = () => {
      clearTimeout(timer);
      if (!pressed) timer = setTimeout(() => setSelected(readSelection()), rest);
    };
    const onDown = (event: PointerEvent) => {
      rest = event.pointerType === 'mouse' ? REST.mouse : REST.touch;
      pressed = event.pointerType === 'mouse' && event.button === 0;
    };
    const onUp = () => {
      if (!pressed) return;
      pressed = false;
      later();
    };
    document.addEventListener('selectionchange', later);
    document.addEventListener('pointerdown', onDown);
    document.addEventListener('pointerup', onUp);
    document.addEventListener('pointercancel', onUp);
    later();
    return () => {
      clearTimeout(timer);
      document.removeEventListener('selectionchange', later);
      document.removeEventListener('pointerdown', onDown);
      document.removeEventListener('pointerup', onUp);
      document.removeEventListener('pointercancel', onUp);
    };
  }, []);
  return selected;
}

/** What is selected right now: keys do not wait for the selection to rest. */
export function readSelection(): SelectedWords | null {
  const selection = document.getSelection();
  const article = articleElement();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0 || !article) return null;
  const range = selection.getRangeAt(0);
  const words = spanOfRange(range, article);
  if (!words) return null;
  const line = [...range.getClientRects()].findLast(({ width }) => width > 0) ?? range.getBoundingClientRect();
  return {
    words,
    line: {
      left: line.left + scrollX,
      right: line.right + scrollX,
      top: line.top + scrollY,
      bottom: line.bottom + scrollY,
    },
  };
}
