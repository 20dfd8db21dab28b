'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { MarginArticle } from '@/components/margin/margin-root';
import { signInLink } from '@/components/margin/links';
import { NoteText } from '@/components/notes/note-body';
import type { AnnotationView } from '@/lib/contract/annotations';
import type { Sending } from './use-sending';
import styles from './sending-line.module.css';

interface Props {
  sending: Sending;
  article: MarginArticle;
  onOverwrite: (version: number) => void;
  onTakeTheirs: (note: AnnotationView) => void;
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

function Words({ sending, article, onOverwrite, onTakeTheirs, onSendAsNew }: Props): ReactNode {
  const t = useTranslations('editor');
  switch (sending.state) {
    case 'resting':
    case 'sending':
      return null;
    case 'waiting':
      return t('trouble.waiting');
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
      const { theirs } = sending;
      return (
        <>
          {t('trouble.conflict')}
          {theirs.body && (
            <blockquote>
              <NoteText body={theirs.body} />
            </blockquote>
          )}
          <button type="button" onClick={() => onOverwrite(theirs.version)}>
            {t('trouble.overwrite')}
          </button>
          <button type="button" onClick={() => onTakeTheirs(theirs)}>
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
