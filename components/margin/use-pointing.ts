import { useEffect, useEffectEvent } from 'react';
import type { NoteLookup } from '@/lib/domain/anchoring/note-lookup';
import { pointAt } from '@/lib/dom/point-at';
import { articleElement } from './page-text';

interface Pointing {
  lookup: NoteLookup;
  active: string | null;
  onHover: (id: string | null) => void;
  /** Words of a note, or none, were clicked. */
  onPick: (id: string | null) => void;
}

/** Hovering and clicking words: which note is meant. The shortest; clicked again, the next around it. */
export function usePointing({ lookup, active, onHover, onPick }: Pointing): void {
  const notesAt = useEffectEvent((x: number, y: number): string[] => {
    const article = articleElement();
    const point = article && pointAt(x, y, article);
    return point ? lookup.annotationsAt(point.block, point.offset) : [];
  });
  const hover = useEffectEvent((x: number, y: number) => onHover(notesAt(x, y)[0] ?? null));
  const leave = useEffectEvent(() => onHover(null));
  const click = useEffectEvent((event: MouseEvent) => {
    const target = event.target as Element;
    if (target.closest('a, button, summary, input, [data-skip]') || !document.getSelection()?.isCollapsed) return;
    const ids = notesAt(event.clientX, event.clientY);
    onPick(ids[(ids.indexOf(active ?? '') + 1) % ids.length] ?? null);
  });
  useEffect(() => {
    const article = articleElement();
    if (!article) return;
    let frame = 0;
    const onMove = ({ clientX, clientY, pointerType, buttons }: PointerEvent) => {
      if (pointerType !== 'mouse' || buttons !== 0) return;
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => hover(clientX, clientY));
    };
    const onLeave = ({ relatedTarget }: PointerEvent) => {
      cancelAnimationFrame(frame);
      // Straight onto a card, which has said so already.
      if (!(relatedTarget instanceof Element && relatedTarget.closest('aside article'))) leave();
    };
    const onClick = (event: MouseEvent) => click(event);
    article.addEventListener('pointermove', onMove);
    article.addEventListener('pointerleave', onLeave);
    article.addEventListener('click', onClick);
    return () => {
      cancelAnimationFrame(frame);
      article.removeEventListener('pointermove', onMove);
      article.removeEventListener('pointerleave', onLeave);
      article.removeEventListener('click', onClick);
    };
  }, []);
}
