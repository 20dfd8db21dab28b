'use client';

import { useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import { memo, useEffect, useRef, useState } from 'react';
import { Thread } from '@/components/thread/thread';
import { cardId } from './links';
import type { MarginArticle } from './margin-root';
import { isChanged, type Note } from './note';
import { NoteChoices } from './note-choices';
import { NoteFacts } from './note-facts';
import { NoteWords } from './note-words';
import type { Outbox } from '@/lib/client/outbox';
import type { NoteEntry } from '@/lib/client/outbox-entry';
import { PendingNote } from './pending-note';
import { persistently } from './persistently';
import { ShownWords } from './shown-words';
import type { Commands } from './use-commands';
import styles from './note-card.module.css';

const NoteStanding = dynamic(
  () => persistently(() => import('./note-standing').then((module) => module.NoteStanding)),
  { ssr: false },
);

const ModerationNotice = dynamic(
  () => persistently(() => import('./note-moderation').then((module) => module.ModerationNotice)),
  { ssr: false },
);

interface Props {
  note: Note;
  active: boolean;
  /** Takes the focus when this changes to a number. */
  focus?: number | null;
  hovered: boolean;
  /** Number of the paragraph it begins in. */
  number: number | null;
  /** The words it is on, as the page shows them; null for a whole block or article. */
  words: string | null;
  article: MarginArticle;
  /** Id of who reads; null: nobody who has signed in. */
  viewer: string | null;
  /** Milliseconds since 1970, to say how long ago. */
  now: number;
  /** What waits in the outbox of it, and there. */
  pending?: NoteEntry;
  outbox: Outbox | null;
  commands: Commands;
  /** In a list of one paragraph's notes: told apart from its card in the margin. */
  inSheet?: boolean;
}

/** One note: the words it is on, what it says, by whom, for whom, when; the active one with its thread. */
export const NoteCard = memo(function NoteCard({
  note,
  active,
  focus = null,
  hovered,
  number,
  words,
  article,
  viewer,
  now,
  pending,
  outbox,
  commands,
  inSheet = false,
}: Props) {
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    if (focus !== null) card.current?.focus({ preventScroll: true });
  }, [focus]);
  // Whoever is writing a reply may look elsewhere meanwhile: the words stay where they are.
  const [writing, setWriting] = useState(0);
  const inHand = active || writing > 0;
  const mayRepair = !article.old && note.may.includes('repair');
  const prefix = inSheet ? 'sheet-' : '';
  const id = `${prefix}${cardId(note.id)}`;
  return (
    <article
      ref={card}
      id={id}
      className={styles.card}
      data-kind={note.motivation === 'questioning' ? 'question' : note.mine ? 'mine' : 'others'}
      data-resolved={note.resolved ? '' : undefined}
      data-active={inHand || undefined}
      data-hovered={hovered || undefined}
      data-pending={pending?.state}
      data-past={note.state === 'removed' || undefined}
      tabIndex={-1}
      aria-labelledby={`${id}-words`}
      aria-describedby={`${id}-facts`}
      onPointerEnter={() => commands.hover(note.id)}
      onPointerLeave={() => commands.hover(null)}
      onClick={(event) => {
        const pressed = (event.target as Element).closest('a, button, form');
        if (!pressed && !active && document.getSelection()?.isCollapsed !== false) commands.activate(note);
      }}
    >
      <NoteWords note={note} exact={words} number={number} id={`${id}-words`} onPress={() => commands.activate(note)} />
      <Said note={note} />
      <NoteFacts {...{ note, article, viewer, mayRepair, now, commands }} active={inHand} id={`${id}-facts`} />
      {(note.hidden !== null || note.flagged) && <ModerationNotice note={note} reply={null} />}
      {inHand && isChanged(note) && !note.deleted && (
        <NoteStanding note={note} mayRepair={mayRepair} lang={article.sourceScript} commands={commands} />
      )}
      {pending && outbox && (
        <PendingNote
          entry={pending}
          outbox={outbox}
          note={note}
          article={article}
          active={active}
          commands={commands}
        />
      )}
      {inHand && !pending && !note.deleted && <NoteChoices {...{ id, note, article, viewer, commands }} />}
      {inHand && (
        <Thread
          {...{ note, article, viewer, now, commands, prefix }}
          onWriting={(is) => setWriting((count) => count + (is ? 1 : -1))}
        />
      )}
    </article>
  );
});

function Said({ note }: { note: Note }) {
  const t = useTranslations('margin');
  if (note.deleted) return <p className={styles.tombstone}>{t('tombstone')}</p>;
  return (
    <>
      {note.body && <ShownWords body={note.body} shownBody={note.shownBody} />}
      {note.tags.length > 0 && (
        <ul className={styles.tags} aria-label={t('tags')}>
          {note.tags.map((tag) => (
            <li key={tag}>#{tag}</li>
          ))}
        </ul>
      )}
    </>
  );
}
