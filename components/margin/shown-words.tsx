'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { NoteText } from '@/components/notes/note-body';
import { LongWords } from '@/components/thread/long-words';
import styles from './shown-words.module.css';

/** What somebody wrote, in the reader's script where that differs; the original on demand. */
export function ShownWords({ body, shownBody }: { body: unknown; shownBody: unknown }) {
  const t = useTranslations('margin');
  const [original, setOriginal] = useState(false);
  return (
    <>
      <LongWords>
        <NoteText body={original ? body : (shownBody ?? body)} />
      </LongWords>
      {shownBody !== undefined && (
        <button
          type="button"
          className={styles.original}
          aria-pressed={original}
          onClick={() => setOriginal(!original)}
        >
          {t('showOriginal')}
        </button>
      )}
    </>
  );
}
