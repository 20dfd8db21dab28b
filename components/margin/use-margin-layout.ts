import { useEffect, useEffectEvent, useLayoutEffect, useRef, type RefObject } from 'react';
import { layOutMargin } from '@/lib/domain/discussion/margin-layout';
import type { MarginState } from './margin-state';
import type { Note } from './note';
import { useShownText } from '@/components/reader/shown-script';
import { onPages } from '@/components/reader/long-text';
import { useLoadedPages } from '@/components/reader/use-loaded-pages';
import { articleElement, isNarrow, placeOf, placeOfTarget } from './page-text';

/** Between two cards, in CSS pixels. */
const GAP = 16;
/** A card's first line begins below its edge: by this much it is raised to be level with its words. */
const RISE = { plain: 4, active: 15 };

/** Below the bar, in CSS pixels of the window. */
const WRITING_TOP = 90;

interface Placed {
  readonly element: HTMLElement;
  readonly wanted: number;
  readonly level: boolean;
}

/**
 * Keeps the cards level with their words: measured and placed anew when the notes, the window, the
 * fonts, the text's or a card's height change (`near`: those that have cards; `ready`: the composer is another element). Writes straight to the elements; nothing is rendered.
 */
export function useMarginLayout(
  state: MarginState,
  near: readonly Note[],
  composer: RefObject<HTMLElement | null>,
  ready: number | null,
): RefObject<HTMLOListElement | null> {
  const list = useRef<HTMLOListElement>(null);
  /** Of what was placed last. */
  const heights = useRef(new WeakMap<Element, number>());
  const place = useEffectEvent(() => {
    const column = list.current;
    if (!column || isNarrow()) return;
    const origin = (column.offsetParent ?? column).getBoundingClientRect().top;
    const cards = measured(column, composer.current, state, near, origin);
    const tops = layOutMargin(
      cards.map(({ element, wanted }) => ({ wanted, height: element.offsetHeight })),
      { gap: GAP, active: cards.findIndex(({ level }) => level), floor: 0 },
    );
    // One that is in hand may be on words that are far away in a long text.
    const there = new Set(cards.map(({ element }) => element));
    for (const element of column.querySelectorAll<HTMLElement>(':scope > li')) element.hidden = !there.has(element);
    cards.forEach(({ element }, index) => (element.style.top = `${Math.round(tops[index] ?? 0)}px`));
    for (const { element } of cards) heights.current.set(element, element.offsetHeight);
    const last = cards.at(-1);
    // The page must reach to the last card.
    column.style.minHeight = last ? `${Math.round((tops.at(-1) ?? 0) + last.element.offsetHeight)}px` : '';
    if (cards.length > 0) requestAnimationFrame(() => (column.dataset.placed = ''));
  });
  const shown = useShownText();
  const pages = useLoadedPages();
  useLayoutEffect(() => place(), [near, state.active, state.writing, ready, shown, pages]);
  useEffect(() => {
    let frame = 0;
    const later = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => place());
    };
    // At once: the text has moved under the cards.
    const deaf = onPages(() => {
      list.current?.setAttribute('data-steady', '');
      place();
      requestAnimationFrame(() => list.current?.removeAttribute('data-steady'));
    });
    // What begins to be observed is told of, too, and has just been placed.
    const watch = new ResizeObserver((entries) => {
      if (entries.some(({ target }) => heights.current.get(target) !== (target as HTMLElement).offsetHeight)) later();
    });
    for (const element of [articleElement(), composer.current, ...(list.current?.children ?? [])])
      if (element) watch.observe(element);
    document.fonts.addEventListener('loadingdone', later);
    addEventListener('resize', later);
    return () => {
      cancelAnimationFrame(frame);
      watch.disconnect();
      deaf();
      document.fonts.removeEventListener('loadingdone', later);
      removeEventListener('resize', later);
    };
  }, [near, state.writing, composer, ready]);
  return list;
}

/** Cards and composer in the order of their places. */
function measured(
  column: HTMLElement,
  composer: HTMLElement | null,
  state: MarginState,
  near: readonly Note[],
  origin: number,
): Placed[] {
  const notes = new Map(near.map((note) => [note.id, note]));
  let above: number | null = null;
  const cards = [...column.querySelectorAll<HTMLElement>(':scope > li')].flatMap((element): Placed[] => {
    // The line under a paragraph's cards keeps to the last of them.
    if (element.dataset.more !== undefined) return above === null ? [] : [{ element, wanted: above, level: false }];
    const note = notes.get(element.dataset.card ?? '');
    const level = note?.id === state.active && !state.writing;
    const top = note && placeOf(note)?.top;
    above = top === undefined ? null : top - origin - (level ? RISE.active : RISE.plain);
    return above === null ? [] : [{ element, wanted: above, level }];
  });
  if (!composer || !state.writing) return cards;
  // What one writes on may be far away in a long text: then one goes on at the top of the window.
  const wanted = (placeOfTarget(state.writing.target)?.top ?? WRITING_TOP) - origin - RISE.active;
  const before = cards.findIndex((card) => card.wanted > wanted);
  return cards.toSpliced(before === -1 ? cards.length : before, 0, { element: composer, wanted, level: true });
}
