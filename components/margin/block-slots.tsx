'use client';

import { useTranslations } from 'next-intl';
import { memo, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useLoadedPages } from '@/components/reader/use-loaded-pages';
import { blockOf, type Note } from './note';
import { articleElement, blockElement, isNarrow } from './page-text';
import styles from './block-slots.module.css';

interface Props {
  notes: readonly Note[];
  onList: (block: string) => void;
  /** Null: nobody may write. */
  onAnnotate: ((block: string) => void) | null;
}

/**
 * Inside the text, by each paragraph: how many notes it has, and a way to annotate all of it. The
 * latter appears only where the pointer or the focus is.
 */
export function BlockSlots({ notes, onList, onAnnotate }: Props) {
  const current = useCurrentBlock();
  const pages = useLoadedPages();
  // A thousand paragraphs may have notes: they are not drawn again when something else in the margin is.
  const calls = useRef({ onList, onAnnotate });
  useEffect(() => {
    calls.current = { onList, onAnnotate };
  });
  const list = useCallback((block: string) => calls.current.onList(block), []);
  const annotate = useCallback((block: string) => calls.current.onAnnotate?.(block), []);
  const counts = useMemo(() => countsOf(notes), [notes]);
  const slots = useMemo(() => slotsOf([...counts.keys()], pages), [counts, pages]);
  const own = current !== null && !slots.has(current) ? slotOf(current) : null;
  const all = own && current !== null ? [...slots, [current, own] as const] : [...slots];
  return all.map(([block, slot]) => (
    <Slot
      key={block}
      block={block}
      slot={slot}
      count={counts.get(block) ?? 0}
      onList={list}
      onAnnotate={block === current && onAnnotate ? annotate : null}
    />
  ));
}

function countsOf(notes: readonly Note[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const note of notes) {
    const block = blockOf(note);
    if (block !== null) counts.set(block, (counts.get(block) ?? 0) + 1);
  }
  return counts;
}

const slotOf = (block: string): Element | null => blockElement(block)?.querySelector('[data-slot="notes"]') ?? null;

/** @param pages which pages are in the page: others may have come */
function slotsOf(blocks: readonly string[], pages: string): ReadonlyMap<string, Element> {
  void pages;
  return new Map(
    blocks.flatMap((block): [string, Element][] => {
      const slot = slotOf(block);
      return slot ? [[block, slot]] : [];
    }),
  );
}

interface SlotProps {
  block: string;
  slot: Element;
  count: number;
  onList: (block: string) => void;
  onAnnotate: ((block: string) => void) | null;
}

const Slot = memo(function Slot({ block, slot, count, onList, onAnnotate }: SlotProps) {
  const t = useTranslations('margin');
  return createPortal(
    <>
      {count > 0 && (
        <button type="button" className={styles.count} onClick={() => onList(block)} aria-label={t('count', { count })}>
          {count}
        </button>
      )}
      {onAnnotate && (
        <button type="button" className={styles.add} aria-label={t('annotateBlock')} onClick={() => onAnnotate(block)}>
          <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" fill="none" stroke="currentColor">
            <path d="M8 3v10M3 8h10" strokeWidth="1.5" strokeLinecap="round" />
          </svg>
        </button>
      )}
    </>,
    slot,
  );
});

/** Pointer or focus may have been there before anybody followed them. */
const blockInHand = (): string | null =>
  articleElement()?.querySelector<HTMLElement>(
    `[data-block]:${isNarrow() ? 'focus-within' : 'is(:focus-within, :hover)'}`,
  )?.dataset.block ?? null;

/** The block that the pointer is over (on a narrow window: that was last tapped), or that holds the focus. */
export function useCurrentBlock(): string | null {
  const [block, setBlock] = useState(blockInHand);
  useEffect(() => {
    const article = articleElement();
    const follow = ({ type, target }: Event) => {
      // A line may break anew where the button comes in: never under a finger that begins to select.
      if (type === 'pointerover' && isNarrow()) return;
      const found = target instanceof Element ? target.closest<HTMLElement>('[data-block]') : null;
      if (found) setBlock(found.dataset.block ?? null);
    };
    article?.addEventListener('pointerover', follow);
    article?.addEventListener('focusin', follow);
    article?.addEventListener('click', follow);
    return () => {
      article?.removeEventListener('pointerover', follow);
      article?.removeEventListener('focusin', follow);
      article?.removeEventListener('click', follow);
    };
  }, []);
  return block;
}
