'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { MarginArticle } from '@/components/margin/margin-root';
import { signInLink } from '@/components/margin/links';
import { NoteText } from '@/components/notes/note-body';
import type { Sending } from './use-sending';
import styles from './sending-line.module.css';

interface Props {
  sending: Sending;
  article: MarginArticle;
  /** Both texts into the editor, to be looked over. */
  onMerge: () => void;
  onOverwrite: () => void;
  onTakeTheirs: () => void;
  onSendAsNew: () => void;
}

/** What became of the words when they were sent, and what to do: they are still here. */
export function SendingLine({ sending, ...rest }: Props) {
  const trouble = sending.state !== 'resting' && sending.state !== 'sending';
  return (
    <div className={styles.region} role="alert">
      {trouble && (
        <div className={styles.line}>
          <Words sending={sending} {...rest} />
        </div>
      )}
    </div>
  );
}

function Words({ sending, article, onMerge, onOverwrite, onTakeTheirs, onSendAsNew }: Props): ReactNode {
  const t = useTranslations('editor');
  switch (sending.state) {
    case 'resting':
    case 'sending':
      return null;
    case 'signed-out':
      return (
        <>
          {t('trouble.signedOut')} <a href={signInLink(article)}>{t('trouble.signIn')}</a>
        </>
      );
    case 'gone':
      return (
        <>
          {t('trouble.gone')}
          <button type="button" onClick={onSendAsNew}>
            {t('trouble.sendAsNew')}
          </button>
        </>
      );
    case 'conflict': {
      const { content } = sending.theirs;
      return (
        <>
          {t('trouble.conflict')}
          {content.body && (
            <blockquote>
              <NoteText body={content.body} />
            </blockquote>
          )}
          <button type="button" onClick={onMerge}>
            {t('trouble.merge')}
          </button>
          <button type="button" onClick={onOverwrite}>
            {t('trouble.overwrite')}
          </button>
          <button type="button" onClick={onTakeTheirs}>
            {t('trouble.takeTheirs')}
          </button>
        </>
      );
    }
    case 'refused': {
      const { title, detail, errors } = sending.problem;
      return (
        <>
          <strong>{title}</strong> {errors?.map(({ message }) => message).join(' ') || detail}
        </>
      );
    }
  }
}
