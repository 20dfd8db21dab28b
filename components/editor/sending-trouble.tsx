'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { NoteText } from '@/components/notes/note-body';
import type { AnnotationView } from '@/lib/contract/annotations';
import type { ProblemDetails } from '@/lib/contract/problem';
import type { Theirs } from '@/lib/client/outbox-entry';
import styles from './sending-trouble.module.css';

/** What becomes of words on their way. `Content`: of a note, of a reply. */
export type Sending<Content> =
  | { readonly state: 'resting' | 'sending' }
  /** They wait in the outbox, and are sent when the same person has signed in again. */
  | { readonly state: 'signed-out' }
  /** Somebody, most likely their writer elsewhere, changed what stands there meanwhile. */
  | { readonly state: 'conflict'; readonly theirs: Theirs<Content> }
  /** What was edited, or answered, is not there any more. */
  | { readonly state: 'gone' }
  | { readonly state: 'refused'; readonly problem: ProblemDetails };

interface Props {
  sending: Sending<{ readonly body: AnnotationView['body'] }>;
  /** Where one signs in and comes back from. */
  signIn: string;
  /** What is said, and what can be done, when it is gone. */
  gone: ReactNode;
  /** What is said when something else stands there. */
  conflict: string;
  /** Both texts into the editor, to be looked over. */
  onMerge: () => void;
  onOverwrite: () => void;
  onTakeTheirs: () => void;
}

/** What became of the words when they were sent, and what to do: they are still here. */
export function SendingTrouble({ sending, ...rest }: Props) {
  const trouble = sending.state !== 'resting' && sending.state !== 'sending';
  return (
    <div role="alert">
      {trouble && (
        <div className={styles.line}>
          <Words sending={sending} {...rest} />
        </div>
      )}
    </div>
  );
}

function Words({ sending, signIn, gone, conflict, onMerge, onOverwrite, onTakeTheirs }: Props): ReactNode {
  const t = useTranslations('editor.trouble');
  switch (sending.state) {
    case 'resting':
    case 'sending':
      return null;
    case 'signed-out':
      return (
        <>
          {t('signedOut')} <a href={signIn}>{t('signIn')}</a>
        </>
      );
    case 'gone':
      return gone;
    case 'conflict': {
      const { body } = sending.theirs.content;
      return (
        <>
          {conflict}
          {body && (
            <blockquote>
              <NoteText body={body} />
            </blockquote>
          )}
          <button type="button" onClick={onMerge}>
            {t('merge')}
          </button>
          <button type="button" onClick={onOverwrite}>
            {t('overwrite')}
          </button>
          <button type="button" onClick={onTakeTheirs}>
            {t('takeTheirs')}
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
