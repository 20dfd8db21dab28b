'use client';

import { useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { noteLink, replyId } from '@/components/margin/links';
import type { MarginArticle } from '@/components/margin/margin-root';
import type { Note } from '@/components/margin/note';
import { persistently } from '@/components/margin/persistently';
import type { Commands } from '@/components/margin/use-commands';
import { ShownWords } from '@/components/margin/shown-words';
import type { ReplyView } from '@/lib/contract/annotations';
import { Ago, Byline, useAgo } from './byline';
import { Reactions } from './reactions';
import { focusLater, ReplyWriter, useWritingTold } from './reply-field';
import { copyReplyLink, react, removeReply } from './thread-actions';
import styles from './reply.module.css';

const Wordings = dynamic(() => persistently(() => import('./wordings').then((module) => module.Wordings)), {
  ssr: false,
});

const ModerationNotice = dynamic(
  () => persistently(() => import('@/components/margin/note-moderation').then((module) => module.ModerationNotice)),
  { ssr: false },
);
const ModerationActions = dynamic(
  () => persistently(() => import('@/components/margin/note-moderation').then((module) => module.ModerationActions)),
  { ssr: false },
);

interface Props {
  note: Note;
  reply: ReplyView;
  article: MarginArticle;
  /** Id of who reads; null: nobody who has signed in. */
  viewer: string | null;
  now: number;
  commands: Commands;
  /** Before ids of this card. */
  prefix: string;
  /** The address names it. */
  marked: boolean;
  onWriting: (writing: boolean) => void;
}

/** One reply: what it says, by whom, when; what others think of it; one's own with what can be done. */
export function Reply({ note, reply, article, viewer, now, commands, prefix, marked, onWriting }: Props) {
  const t = useTranslations('margin');
  const [editing, setEditing] = useState(false);
  const [told, setTold] = useState(false);
  const id = `${prefix}${replyId(reply.id)}`;
  useWritingTold(editing, onWriting);
  return (
    <li id={id} className={styles.reply} data-reply={reply.id} data-marked={marked || undefined} tabIndex={-1}>
      {editing && viewer ? (
        <ReplyWriter
          note={note}
          reply={reply}
          article={article}
          viewer={viewer}
          commands={commands}
          onDone={() => {
            setEditing(false);
            focusLater(id);
          }}
        />
      ) : (
        <ShownWords body={reply.body} shownBody={reply.shownBody} />
      )}
      <div className={styles.facts}>
        <Byline written={reply} /> · <Permalink {...{ note, reply, article, now, commands }} />
        {reply.updatedAt !== reply.createdAt && (
          <>
            {' · '}
            <button
              type="button"
              className={styles.quiet}
              aria-expanded={told}
              aria-controls={`${id}-wordings`}
              onClick={() => setTold(!told)}
            >
              {t('wordings.open')}
            </button>
          </>
        )}
        <Reactions
          counts={reply.reactions}
          onReact={
            !article.old && reply.may.includes('react')
              ? (emoji, own) => commands.acting((acting) => react(acting, { note, reply }, emoji, own))
              : null
          }
        />
        {!article.old && !editing && <Own {...{ note, reply, commands }} onEdit={() => setEditing(true)} />}
        {!article.old && reply.may.some((right) => right === 'flag' || right === 'hide') && (
          <span className={styles.own}>
            <ModerationActions note={note} reply={reply} commands={commands} />
          </span>
        )}
      </div>
      {(reply.hidden !== null || reply.flagged) && <ModerationNotice note={note} reply={reply} />}
      {told && <Wordings id={`${id}-wordings`} note={note.id} reply={reply.id} version={reply.version} />}
    </li>
  );
}

function Permalink({
  note,
  reply,
  article,
  now,
  commands,
}: Pick<Props, 'note' | 'reply' | 'article' | 'now' | 'commands'>) {
  const t = useTranslations('margin.replies');
  const ago = useAgo();
  return (
    <a
      href={`${noteLink(article, note.id)}#${replyId(reply.id)}`}
      aria-label={t('linkTo', { when: ago(reply.createdAt, now) })}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        void commands.acting((acting) => copyReplyLink(acting, note, reply));
      }}
    >
      <Ago at={reply.createdAt} now={now} />
    </a>
  );
}

function Own({ note, reply, commands, onEdit }: Pick<Props, 'note' | 'reply' | 'commands'> & { onEdit: () => void }) {
  const t = useTranslations('margin.replies');
  return (
    <span className={styles.own}>
      {reply.may.includes('change') && (
        <button type="button" className={styles.quiet} data-edit="" onClick={onEdit}>
          {t('edit')}
        </button>
      )}
      {reply.may.includes('delete') && (
        <button
          type="button"
          className={styles.quiet}
          onClick={() => void commands.acting((acting) => removeReply(acting, note, reply))}
        >
          {t('delete')}
        </button>
      )}
    </span>
  );
}
