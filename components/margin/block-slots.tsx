'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
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
  const t = useTranslations('margin');
  const current = useCurrentBlock();
  useLoadedPages();
  const counts = new Map<string, number>();
  for (const note of notes) {
    const block = blockOf(note);
    if (block !== null) counts.set(block, (counts.get(block) ?? 0) + 1);
  }
  const keys = new Set([...counts.keys(), ...(current ? [current] : [])]);
  return [...keys].map((key) => {
    const slot = blockElement(key)?.querySelector('[data-slot="notes"]');
    if (!slot) return null;
    const count = counts.get(key) ?? 0;
    return createPortal(
      <>
        {count > 0 && (
          <button type="button" className={styles.count} onClick={() => onList(key)} aria-label={t('count', { count })}>
            {count}
          </button>
        )}
        {key === current && onAnnotate && (
          <button type="button" className={styles.add} aria-label={t('annotateBlock')} onClick={() => onAnnotate(key)}>
            <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" fill="none" stroke="currentColor">
              <path d="M8 3v10M3 8h10" strokeWidth="1.5" strokeLinecap="round" />
            </svg>
          </button>
        )}
      </>,
      slot,
      key,
    );
  });
}

/** The block that the pointer is over (on a narrow window: that was last tapped), or that holds the focus. */
function useCurrentBlock(): string | null {
  const [block, setBlock] = useState<string | null>(null);
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
