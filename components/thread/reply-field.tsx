'use client';

import { useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { replyId } from '@/components/margin/links';
import type { MarginArticle } from '@/components/margin/margin-root';
import type { Note } from '@/components/margin/note';
import { persistently } from '@/components/margin/persistently';
import type { Commands } from '@/components/margin/use-commands';
import { readReplyDraft } from '@/lib/client/reply-drafts';
import { isEmptyBody, plainText, type NoteBody } from '@/lib/richtext/body';
import styles from './reply-field.module.css';

export const ReplyWriter = dynamic(
  () => persistently(() => import('./reply-writer').then((module) => module.ReplyWriter)),
  { ssr: false },
);

interface Props {
  note: Note;
  article: MarginArticle;
  viewer: string;
  commands: Commands;
  /** Before ids of this card. */
  prefix: string;
  /** Something is being written here: the card stays as it is. */
  onWriting: (writing: boolean) => void;
}

/** One quiet line; with the first press it becomes the editor, and takes the keys until that is there. */
export function ReplyField({ note, article, viewer, commands, prefix, onWriting }: Props) {
  const t = useTranslations('margin.replies');
  const early = useRef<HTMLTextAreaElement>(null);
  const [open, setOpen] = useState(false);
  const [ready, setReady] = useState(false);
  const [begun, setBegun] = useBegun(viewer, article.slug, note.id);
  const show = (writing: boolean) => {
    setOpen(writing);
    if (!writing) setReady(false);
  };
  useWritingTold(open, onWriting);
  return (
    <div className={styles.field} data-loading={(open && !ready) || undefined}>
      {!ready && (
        // A form: Escape within is its own.
        <form onSubmit={(event) => event.preventDefault()}>
          <textarea
            ref={early}
            rows={1}
            data-reply-field=""
            aria-label={t('write')}
            placeholder={begun ? t('begun', { words: begun }) : t(isOwn(note) ? 'placeholderOwn' : 'placeholder')}
            onFocus={() => show(true)}
            onCompositionStart={({ currentTarget }) => (currentTarget.dataset.composing = '')}
            onCompositionEnd={({ currentTarget }) => delete currentTarget.dataset.composing}
          />
        </form>
      )}
      {open && (
        <div hidden={!ready}>
          <ReplyWriter
            note={note}
            reply={null}
            article={article}
            viewer={viewer}
            commands={commands}
            early={early}
            onReady={() => setReady(true)}
            onDone={({ sent, words, refocus }) => {
              setBegun(words ?? null);
              show(false);
              if (sent) focusLater(`${prefix}${replyId(sent.id)}`);
              else if (refocus) focusLater(`${prefix}note-${note.id}`);
            }}
          />
        </div>
      )}
    </div>
  );
}

/** Says that something is being written, and that it is not any more: also when its place is gone. */
export function useWritingTold(writing: boolean, onWriting: (writing: boolean) => void): void {
  const tell = useEffectEvent(onWriting);
  useEffect(() => {
    if (!writing) return;
    tell(true);
    return () => tell(false);
  }, [writing]);
}

/** Where one goes on for oneself. */
const isOwn = ({ layer }: Note): boolean => layer === 'private';

/** Frames that what has been said takes at most to be on the page. */
const PATIENCE = 120;

/** Once it is there. */
export function focusLater(id: string, frames = PATIENCE): void {
  requestAnimationFrame(() => {
    const element = document.getElementById(id);
    if (!element) return frames > 0 ? focusLater(id, frames - 1) : undefined;
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: 'nearest' });
  });
}

/** The first words of what had been begun here on an earlier visit. */
function useBegun(user: string, article: string, thread: string): [string | null, (words: string | null) => void] {
  const [begun, setBegun] = useState<string | null>(null);
  useEffect(() => {
    let gone = false;
    void readReplyDraft({ user, article, thread, edits: null }).then((draft) => {
      const body = (draft?.content.body ?? null) as NoteBody | null;
      if (!gone && body && !isEmptyBody(body)) setBegun(plainText(body));
    });
    return () => {
      gone = true;
    };
  }, [user, article, thread]);
  return [begun, setBegun];
}
