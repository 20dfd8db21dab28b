import { useEffect, useEffectEvent } from 'react';
import type { Point, WordsTarget } from '@/lib/domain/anchoring/anchor';
import type { NoteLookup } from '@/lib/domain/anchoring/note-lookup';
import { isTermAt } from '@/components/glossary/term-at';
import { pointAt } from '@/lib/dom/point-at';
import { convertedWords } from './converted-words';
import { articleElement, isNarrow } from './page-text';

interface Pointing {
  lookup: NoteLookup;
  active: string | null;
  onHover: (id: string | null) => void;
  /** Words of a note, or none, were clicked. */
  onPick: (id: string | null) => void;
  /** Words without a note were clicked that are not what the author wrote, character for character. */
  onWord: (words: WordsTarget) => void;
}

/** Hovering and clicking words: which note is meant. The shortest; clicked again, the next around it. */
export function usePointing({ lookup, active, onHover, onPick, onWord }: Pointing): void {
  const under = (x: number, y: number): Point | null => {
    const article = articleElement();
    return article && pointAt(x, y, article);
  };
  const notesAt = (point: Point | null): string[] => (point ? lookup.annotationsAt(point.block, point.offset) : []);
  const hover = useEffectEvent((x: number, y: number) => onHover(notesAt(under(x, y))[0] ?? null));
  const leave = useEffectEvent(() => onHover(null));
  const click = useEffectEvent((event: MouseEvent) => {
    const target = event.target as Element;
    if (target.closest('a, button, summary, input, [data-skip]') || !document.getSelection()?.isCollapsed) return;
    const point = under(event.clientX, event.clientY);
    const ids = notesAt(point);
    onPick(ids[(ids.indexOf(active ?? '') + 1) % ids.length] ?? null);
    // A sheet of notes comes over the text: of a term in the same words nothing more is said.
    if (ids.length > 0 && isNarrow()) event.preventDefault();
    const isPlain = ids.length === 0 && point && !isTermAt(point);
    const word = isPlain && convertedWords().find((words) => lies(point, words));
    if (word) onWord(word);
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

/** Whether a point lies in words of one block. */
const lies = ({ block, offset }: Point, { start, end }: WordsTarget): boolean =>
  block === start.block && start.offset <= offset && offset < end.offset;
