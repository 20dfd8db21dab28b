'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useLayoutEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import type { SelectedWords } from './use-selected-words';
import styles from './selection-bar.module.css';

export type BarAction = 'highlight' | 'comment' | 'question' | 'cite' | 'original' | 'term';

interface Props {
  selected: SelectedWords;
  /** Whether one may write here, or the way to where one may. */
  writing: 'here' | { readonly signIn: string } | { readonly newest: string };
  /** Whether the page shows the words otherwise than their author wrote them. */
  converted: boolean;
  /** What one may do for the glossary: ask for a term, or make one. Null: it is off, or not for this reader. */
  term: 'ask' | 'make' | null;
  onAct: (action: BarAction) => void;
  onLeave: () => void;
}

/** Distance from the words, in CSS pixels. */
const AWAY = 10;

/** What can be done with the selected words. */
export function SelectionBar({ selected, writing, converted, term, onAct, onLeave }: Props) {
  const t = useTranslations('margin');
  const button = (action: BarAction, key?: string) => (
    <button type="button" data-action={action} aria-keyshortcuts={key} onClick={() => onAct(action)}>
      {t(`bar.${action}`)}
    </button>
  );
  return (
    <WordsBar selected={selected} onLeave={onLeave}>
      {writing === 'here' && (
        <>
          {button('highlight', 'h')}
          {button('comment', 'c')}
          {button('question', 'q')}
        </>
      )}
      {button('cite')}
      {converted && button('original', 'o')}
      {term && (
        <button type="button" data-action="term" onClick={() => onAct('term')}>
          {t(term === 'ask' ? 'bar.term' : 'bar.newTerm')}
        </button>
      )}
      {writing !== 'here' && 'signIn' in writing && <a href={writing.signIn}>{t('bar.signIn')}</a>}
      {writing !== 'here' && 'newest' in writing && <a href={writing.newest}>{t('bar.newest')}</a>}
    </WordsBar>
  );
}

/**
 * Below the selected words' last line, or above it at the window's bottom; on a touch screen fixed at the bottom, clear
 * of the system's own menu. Pressing it leaves the selection alone.
 */
export function WordsBar({
  selected,
  onLeave,
  children,
}: Pick<Props, 'selected' | 'onLeave'> & { children: ReactNode }) {
  const t = useTranslations('margin');
  const bar = useRef<HTMLDivElement>(null);
  useBarPlace(bar, selected);
  useTabInto(bar);
  return createPortal(
    <div
      ref={bar}
      className={styles.bar}
      role="toolbar"
      aria-label={t('bar.label')}
      data-chrome=""
      onPointerDown={(event) => event.preventDefault()}
      onKeyDown={(event) => (event.key === 'Escape' ? onLeave() : walk(event))}
    >
      {children}
    </div>,
    document.body,
  );
}

function useBarPlace(bar: React.RefObject<HTMLDivElement | null>, { line }: SelectedWords): void {
  useLayoutEffect(() => {
    const element = bar.current;
    if (!element) return;
    const { offsetWidth: width, offsetHeight: height } = element;
    const below = line.bottom + AWAY;
    const fits = below + height < scrollY + innerHeight;
    const center = (line.left + line.right) / 2 - width / 2;
    const left = Math.max(8, Math.min(center, document.documentElement.clientWidth - width - 8));
    element.style.setProperty('left', `${left}px`);
    element.style.setProperty('top', `${fits ? below : line.top - height - AWAY}px`);
  }, [bar, line]);
}

/** The bar stands at the page's end; from the selection, Tab goes straight into it. */
function useTabInto(bar: React.RefObject<HTMLDivElement | null>): void {
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'Tab' || event.shiftKey || event.defaultPrevented || event.isComposing) return;
      const focused = document.activeElement;
      if (focused && focused !== document.body && !focused.closest('#text')) return;
      event.preventDefault();
      bar.current?.querySelector<HTMLElement>('button, a')?.focus({ preventScroll: true });
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [bar]);
}

/** Arrows walk a toolbar. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!by) return;
  event.preventDefault();
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('button, a')];
  const here = items.indexOf(document.activeElement as HTMLElement);
  items.at((here + by) % items.length)?.focus();
}
