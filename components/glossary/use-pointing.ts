import { useEffect, useEffectEvent, useRef } from 'react';
import { rangeOfWords } from '@/components/reader/beside';
import { articleText } from '@/components/reader/reading-line';
import type { WordsTarget } from '@/lib/domain/anchoring/anchor';
import { sourceOffset } from '@/lib/domain/text/offset';
import { pointAt } from '@/lib/dom/point-at';
import type { TermSpan, TermSpans } from './draw-terms';
import { setTermAt } from './term-at';
import { noteTermAt, type NotesTerms } from './use-notes-terms';

/** A term that somebody asks about, where it stands. */
export interface Pointed {
  /** Its id. */
  readonly term: string;
  /** Of this place: another one is another card. */
  readonly key: string;
  /** Words of the text; null: of a note. */
  readonly words: WordsTarget | null;
  readonly range: () => Range | null;
  /** `rest`: the pointer rests on it, and the focus stays where it is. */
  readonly by: 'press' | 'rest';
}

interface Given {
  spans: TermSpans;
  inNotes: NotesTerms;
  pointed: Pointed | null;
  onPoint: (pointed: Pointed | null) => void;
}

/** Milliseconds that a pointer rests on a term before it is explained; and is away before that goes. */
const REST_MS = 450;
const AWAY_MS = 350;

/** Asking about a term: by resting on it, by pressing it, by Enter or Space where it has the focus. */
export function usePointing({ spans, inNotes, pointed, onPoint }: Given): void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const under = (x: number, y: number, target: EventTarget | null, by: Pointed['by']): Pointed | null => {
    const article = articleText();
    if (!(target instanceof Element) || !article) return null;
    if (!article.contains(target)) return noteTermAt(inNotes, x, y, by);
    const point = pointAt(x, y, article);
    const span = point && spanAt(spans.get(point.block), point.offset);
    return point && span ? inText(point.block, span, by) : null;
  };
  const rest = useEffectEvent((x: number, y: number, target: EventTarget | null) => {
    const found = under(x, y, target, 'rest');
    if (found && found.key !== pointed?.key) onPoint(found);
  });
  const away = useEffectEvent((x: number, y: number, target: EventTarget | null) => {
    if (pointed?.by === 'rest' && under(x, y, target, 'rest')?.key !== pointed.key) onPoint(null);
  });
  const press = useEffectEvent((event: MouseEvent) => {
    // What notes made of it comes first where there is no room for both; links and buttons are themselves.
    if (event.defaultPrevented || !(event.target instanceof Element)) return;
    if (
      event.target.closest('a, button, summary, input, form, [data-term-card]') ||
      !document.getSelection()?.isCollapsed
    )
      return;
    const found = under(event.clientX, event.clientY, event.target, 'press');
    if (found) onPoint(found);
  });
  const key = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    const element = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-term]') : null;
    const block = element?.closest<HTMLElement>('[data-block]')?.dataset.block;
    const span = block && spans.get(block)?.find(({ start }) => String(start) === element?.dataset.from);
    if (!block || !span || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    onPoint(inText(block, span, 'press'));
  });
  useEffect(() => setTermAt(({ block, offset }) => spanAt(spans.get(block), offset) !== undefined), [spans]);
  useEffect(() => {
    const onMove = ({ clientX, clientY, pointerType, buttons, target }: PointerEvent) => {
      clearTimeout(timer.current);
      if (pointerType !== 'mouse' || buttons !== 0) return;
      if (target instanceof Element && target.closest('[data-term-card]')) return;
      timer.current = setTimeout(() => {
        away(clientX, clientY, target);
        rest(clientX, clientY, target);
      }, REST_MS);
    };
    const onLeave = () => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => away(-1, -1, document.body), AWAY_MS);
    };
    const onClick = (event: MouseEvent) => {
      clearTimeout(timer.current);
      press(event);
    };
    const onKey = (event: KeyboardEvent) => key(event);
    document.addEventListener('pointermove', onMove);
    document.documentElement.addEventListener('pointerleave', onLeave);
    document.addEventListener('click', onClick);
    // Before the notes' own keys: Enter on a term is not Enter on its paragraph.
    document.addEventListener('keydown', onKey, { capture: true });
    return () => {
      clearTimeout(timer.current);
      document.removeEventListener('pointermove', onMove);
      document.documentElement.removeEventListener('pointerleave', onLeave);
      document.removeEventListener('click', onClick);
      document.removeEventListener('keydown', onKey, { capture: true });
    };
  }, []);
}

/** @param spans of one block, in order */
const spanAt = (spans: readonly TermSpan[] | undefined, offset: number): TermSpan | undefined =>
  spans?.find(({ start, end }) => start <= offset && offset < end);

export function inText(
  block: string,
  { term, start, end }: Pick<TermSpan, 'term' | 'start' | 'end'>,
  by: Pointed['by'],
): Pointed {
  const words: WordsTarget = {
    start: { block, offset: sourceOffset(start) },
    end: { block, offset: sourceOffset(end) },
  };
  return { term, key: `${block} ${start}`, words, range: () => rangeOfWords(words), by };
}
