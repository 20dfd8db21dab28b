'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { replyId, signInLink } from '@/components/margin/links';
import type { MarginArticle } from '@/components/margin/margin-root';
import type { Note } from '@/components/margin/note';
import type { Commands } from '@/components/margin/use-commands';
import { foldedReplies } from '@/lib/domain/discussion/fold-thread';
import { PendingReplies } from './pending-replies';
import { Reply } from './reply';
import { ReplyField } from './reply-field';
import styles from './thread.module.css';

interface Props {
  note: Note;
  article: MarginArticle;
  /** Id of who reads; null: nobody who has signed in. */
  viewer: string | null;
  /** Milliseconds since 1970. */
  now: number;
  commands: Commands;
  /** Before ids of this card. */
  prefix: string;
  onWriting: (writing: boolean) => void;
}

/** What was answered to the note in hand, oldest first, and where one answers. */
export function Thread({ note, article, viewer, now, commands, prefix, onWriting }: Props) {
  const t = useTranslations('margin.replies');
  const asked = useAskedReply(note, commands, prefix);
  // As it was when it was opened: what is in sight stays so when others are added.
  const [folded, setFolded] = useState(() =>
    foldedReplies(
      note.replies.map(({ id }) => id),
      asked,
    ),
  );
  const hidden = note.replies.filter(({ id }) => folded.has(id));
  const mayAnswer = !article.old && note.may.includes('answer');
  const unfold = () => {
    setFolded(new Set());
    if (hidden[0]) focusWhenThere(`${prefix}${replyId(hidden[0].id)}`);
  };
  return (
    <>
      {note.replies.length > 0 && (
        <ol className={styles.thread} aria-label={t('label')}>
          {note.replies.map((reply) =>
            reply.id === hidden[0]?.id ? (
              <li key="folded" className={styles.more}>
                <button type="button" aria-expanded={false} onClick={unfold}>
                  {t('more', { count: hidden.length })}
                </button>
              </li>
            ) : folded.has(reply.id) ? null : (
              <Reply
                key={reply.id}
                {...{ note, reply, article, viewer, now, commands, prefix, onWriting }}
                marked={reply.id === asked}
              />
            ),
          )}
        </ol>
      )}
      {viewer && <PendingReplies {...{ note, article, viewer, commands, onWriting }} />}
      {mayAnswer && viewer && <ReplyField {...{ note, article, viewer, commands, prefix, onWriting }} />}
      {!viewer && !article.old && (
        <p className={styles.signIn}>
          <a href={signInLink(article, note.id)}>{t('signIn')}</a>
        </p>
      )}
    </>
  );
}

const focusWhenThere = (id: string): number =>
  requestAnimationFrame(() => document.getElementById(id)?.focus({ preventScroll: true }));

/** The reply that the address names (`?note=…#reply-…`), in this thread: gone to once. */
function useAskedReply(note: Note, commands: Commands, prefix: string): string | null {
  const t = useTranslations('margin.replies');
  const [asked] = useState(() => askedIn(note));
  const done = useRef(false);
  useEffect(() => {
    if (asked === null || done.current) return;
    if (!note.replies.some(({ id }) => id === asked)) {
      done.current = true;
      return commands.toast({ text: t('unknown'), stays: true });
    }
    // The card comes to its place first.
    const timer = setTimeout(() => {
      done.current = true;
      const element = document.getElementById(`${prefix}${replyId(asked)}`);
      if (!element?.checkVisibility()) return;
      element.scrollIntoView({ block: 'center' });
      element.focus({ preventScroll: true });
    }, 300);
    return () => clearTimeout(timer);
  }, [asked, note.replies, commands, prefix, t]);
  return asked;
}

function askedIn({ id }: Note): string | null {
  if (new URLSearchParams(location.search).get('note') !== id) return null;
  return /^#reply-([\w-]+)$/.exec(location.hash)?.[1] ?? null;
}
