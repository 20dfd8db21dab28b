'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import lines from '@/components/editor/sending-line.module.css';
import { NoteText } from '@/components/notes/note-body';
import type { ReplySending } from './use-reply-sending';

interface Props {
  sending: ReplySending;
  signIn: string;
  /** Whether a reply that is there already is being changed. */
  editing: boolean;
  onOverwrite: () => void;
  onTakeTheirs: () => void;
  onCopy: () => void;
}

/** What became of a reply when it was sent, and what to do: the words are still here. */
export function ReplyTrouble({ sending, ...rest }: Props) {
  const trouble = sending.state !== 'resting' && sending.state !== 'sending';
  return (
    <div role="alert">
      {trouble && (
        <div className={lines.line}>
          <Words sending={sending} {...rest} />
        </div>
      )}
    </div>
  );
}

function Words({ sending, signIn, editing, onOverwrite, onTakeTheirs, onCopy }: Props): ReactNode {
  const t = useTranslations('editor.trouble');
  const told = useTranslations('margin.replies.trouble');
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
      return (
        <>
          {told(editing ? 'goneReply' : 'gone')}
          <button type="button" onClick={onCopy}>
            {told('copy')}
          </button>
        </>
      );
    case 'conflict': {
      const { content } = sending.theirs;
      return (
        <>
          {told('conflict')}
          <blockquote>
            <NoteText body={content.body} />
          </blockquote>
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
