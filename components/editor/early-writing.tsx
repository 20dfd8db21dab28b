'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, type RefObject } from 'react';
import type { Writing } from '@/components/margin/margin-state';
import styles from './composer.module.css';

/** What somebody has typed before the editor was there. */
export type EarlyWords = RefObject<HTMLTextAreaElement | null>;

interface Props {
  writing: Writing;
  words: EarlyWords;
  /** What the margin places beside the words. */
  ref: RefObject<HTMLElement | null>;
}

/** Takes the keys until the editor is loaded: its first words must not be lost, nor act as shortcuts. */
export function EarlyWriting({ writing, words, ref }: Props) {
  const t = useTranslations('editor');
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    ref.current = box.current;
    words.current?.focus({ preventScroll: true });
  }, [ref, words]);
  return (
    <div ref={box} className={styles.composer} data-kind={writing.motivation}>
      <textarea
        ref={words}
        className={styles.early}
        aria-label={t('early')}
        placeholder={t('opening')}
        onCompositionStart={({ currentTarget }) => (currentTarget.dataset.composing = '')}
        onCompositionEnd={({ currentTarget }) => delete currentTarget.dataset.composing}
      />
    </div>
  );
}

/** Hands the early words over, once no input method is composing in them. @returns gives up waiting */
export function takeOver({ current: area }: EarlyWords, take: (words: string) => void): () => void {
  if (!area || area.dataset.composing === undefined) {
    take(area?.value ?? '');
    return () => undefined;
  }
  const onEnd = () => take(area.value);
  area.addEventListener('compositionend', onEnd, { once: true });
  return () => area.removeEventListener('compositionend', onEnd);
}
