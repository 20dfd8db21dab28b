/** Small windows that stand beside words of the page. */
import { useEffectEvent, useLayoutEffect, type RefObject } from 'react';
import type { WordsTarget } from '@/lib/domain/anchoring/anchor';
import { rangeOfTarget } from '@/lib/dom/range-target';
import { articleText } from './reading-line';

/**
 * Open as long as it is there; then the focus goes back to where it was.
 *
 * @param focus whether it takes the focus: not what opens under a pointer that rests
 */
export function useOpened(box: RefObject<HTMLElement | null>, focus = true): void {
  useLayoutEffect(() => {
    const element = box.current;
    element?.showPopover();
    if (focus) element?.focus({ preventScroll: true });
    return () => element?.hidePopover();
  }, [box, focus]);
}

/** Distance from the words and from the window's edges, in CSS pixels. */
const AWAY = 8;

/** Words of the text, where they are in the page. */
export const rangeOfWords = (words: WordsTarget): Range | null => {
  const article = articleText();
  return article && rangeOfTarget(words, article);
};

/**
 * Below the words, or above them at the window's bottom: never over them. In the document, so that it scrolls along.
 *
 * @param rangeOf the words
 * @param content placed anew when that is another
 */
export function useBeside(box: RefObject<HTMLElement | null>, rangeOf: () => Range | null, content: unknown): void {
  const place = useEffectEvent(() => {
    const [element, range] = [box.current, rangeOf()];
    const lines = [...(range?.getClientRects() ?? [])].filter(({ width }) => width > 0);
    const [first, last] = [lines[0], lines.at(-1)];
    if (!element || !first || !last) return;
    const { offsetWidth: width, offsetHeight: height } = element;
    const below = last.bottom + AWAY;
    const above = first.top - height - AWAY;
    const top = below + height < innerHeight || above < 0 ? below : above;
    const center = (last.left + last.right) / 2 - width / 2;
    const left = Math.max(AWAY, Math.min(center, document.documentElement.clientWidth - width - AWAY));
    element.style.setProperty('top', `${top + scrollY}px`);
    element.style.setProperty('left', `${left + scrollX}px`);
  });
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    place();
    const watch = new ResizeObserver(() => place());
    const onResize = () => place();
    watch.observe(element);
    addEventListener('resize', onResize);
    return () => {
      watch.disconnect();
      removeEventListener('resize', onResize);
    };
  }, [box, content]);
}
