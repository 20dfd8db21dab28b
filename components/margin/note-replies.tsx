'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { NoteText } from '@/components/notes/note-body';
import type { ReplyView } from '@/lib/contract/annotations';
import { authorOf } from './note-author';
import styles from './note-replies.module.css';

/** A thread longer than this is folded: one goes on reading the margin. */
const SHOWN = 2;

/** What was answered to a note, oldest first. */
export function NoteReplies({ replies, now }: { replies: readonly ReplyView[]; now: number }) {
  const t = useTranslations('margin');
  const format = useFormatter();
  const [unfolded, setUnfolded] = useState(false);
  const shown = unfolded ? replies : replies.slice(0, SHOWN);
  return (
    <div className={styles.thread}>
      <ol aria-label={t('replies.label')}>
        {shown.map((reply) => (
          <li key={reply.id}>
            <NoteText body={reply.shownBody ?? reply.body} />
            <p className={styles.facts}>
              {authorOf(reply, t)} ·{' '}
              <time
                dateTime={reply.createdAt}
                title={format.dateTime(new Date(reply.createdAt), { dateStyle: 'medium', timeStyle: 'short' })}
              >
                {format.relativeTime(new Date(reply.createdAt), now)}
              </time>
            </p>
          </li>
        ))}
      </ol>
      {replies.length > SHOWN && (
        <button type="button" aria-expanded={unfolded} onClick={() => setUnfolded(!unfolded)}>
          {unfolded ? t('replies.fewer') : t('replies.more', { count: replies.length - SHOWN })}
        </button>
      )}
    </div>
  );
}
