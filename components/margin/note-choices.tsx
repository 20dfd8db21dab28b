'use client';

import { useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { resolve } from '@/components/thread/thread-actions';
import type { MarginArticle } from './margin-root';
import { MoveMenu } from './move-menu';
import { canResolve, type Note } from './note';
import { persistently } from './persistently';
import type { Commands } from './use-commands';
import styles from './note-choices.module.css';

const NoteHistory = dynamic(() => persistently(() => import('./note-history').then((module) => module.NoteHistory)), {
  ssr: false,
});

const ModerationActions = dynamic(
  () => persistently(() => import('./note-moderation').then((module) => module.ModerationActions)),
  { ssr: false },
);

interface Props {
  id: string;
  note: Note;
  article: MarginArticle;
  /** Id of who reads; null: nobody who has signed in. */
  viewer: string | null;
  commands: Commands;
}

/** What can be done with the note in hand. */
export function NoteChoices({ id, note, article, viewer, commands }: Props) {
  const t = useTranslations('margin');
  const mine = note.mine && !article.old;
  const [told, setTold] = useState(false);
  // One that was made on this edition has been nowhere else.
  const hasHistory = note.state !== 'kept' || note.revision < article.revision;
  return (
    <>
      <div className={styles.choices} role="group" aria-label={t('actions')}>
        {mine && note.may.includes('change') && (
          <button type="button" onClick={() => commands.edit(note)}>
            {t(note.body ? 'edit' : 'addWords')}
          </button>
        )}
        {canResolve(note, article) && (
          <button type="button" onClick={() => void commands.acting((acting) => resolve(acting, note, !note.resolved))}>
            {t(note.resolved ? 'resolution.reopen' : 'resolution.resolve')}
          </button>
        )}
        <button type="button" onClick={() => commands.copyLink(note)}>
          {t('copyLink')}
        </button>
        {mine && <MoveMenu note={note} commands={commands} />}
        {hasHistory && (
          <button type="button" aria-expanded={told} aria-controls={`${id}-history`} onClick={() => setTold(!told)}>
            {t('history.open')}
          </button>
        )}
        {!article.old && note.may.some((right) => right === 'flag' || right === 'hide') && (
          <ModerationActions note={note} reply={null} commands={commands} />
        )}
        {!article.old && note.may.includes('delete') && (
          <button type="button" className={styles.delete} onClick={() => commands.remove(note)}>
            {t('delete')}
          </button>
        )}
      </div>
      {told && <NoteHistory id={`${id}-history`} note={note} article={article} viewer={viewer} />}
    </>
  );
}
