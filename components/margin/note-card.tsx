'use client';

import { useFormatter, useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import { memo, useEffect, useRef, useState } from 'react';
import { NoteText } from '@/components/notes/note-body';
import { layerName } from './layer-name';
import { cardId } from './links';
import type { MarginArticle } from './margin-root';
import { MoveMenu } from './move-menu';
import { authorOf } from './note-author';
import type { Commands } from './use-commands';
import { blockOf, inLine, type Note } from './note';
import { persistently } from './persistently';
import { UnreadMark } from './unread-mark';
import styles from './note-card.module.css';

const NoteReplies = dynamic(() => persistently(() => import('./note-replies').then((module) => module.NoteReplies)), {
  ssr: false,
});
const NoteStanding = dynamic(
  () => persistently(() => import('./note-standing').then((module) => module.NoteStanding)),
  { ssr: false },
);
const NoteHistory = dynamic(() => persistently(() => import('./note-history').then((module) => module.NoteHistory)), {
  ssr: false,
});

const ModerationNotice = dynamic(
  () => persistently(() => import('./note-moderation').then((module) => module.ModerationNotice)),
  { ssr: false },
);
const ModerationActions = dynamic(
  () => persistently(() => import('./note-moderation').then((module) => module.ModerationActions)),
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
  commands: Commands;
  /** In a list of one paragraph's notes: told apart from its card in the margin. */
  inSheet?: boolean;
}

/** One note: the words it is on, what it says, by whom, for whom, when; the active one with what can be done. */
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
  commands,
  inSheet = false,
}: Props) {
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    if (focus !== null) card.current?.focus({ preventScroll: true });
  }, [focus]);
  const mayRepair = !article.old && (note.mine || (viewer !== null && note.layer === 'public' && article.canEdit));
  const id = `${inSheet ? 'sheet-' : ''}${cardId(note.id)}`;
  return (
    <article
      ref={card}
      id={id}
      className={styles.card}
      data-kind={note.motivation === 'questioning' ? 'question' : note.mine ? 'mine' : 'others'}
      data-active={active || undefined}
      data-hovered={hovered || undefined}
      data-past={note.state === 'removed' || undefined}
      tabIndex={-1}
      aria-labelledby={`${id}-words`}
      aria-describedby={`${id}-facts`}
      onPointerEnter={() => commands.hover(note.id)}
      onPointerLeave={() => commands.hover(null)}
      onClick={(event) => {
        const pressed = (event.target as Element).closest('a, button');
        if (!pressed && !active && document.getSelection()?.isCollapsed !== false) commands.activate(note);
      }}
    >
      <Words note={note} exact={words} number={number} id={`${id}-words`} onPress={() => commands.activate(note)} />
      <Body note={note} />
      {note.tags.length > 0 && <Tags tags={note.tags} />}
      <Facts note={note} now={now} id={`${id}-facts`} mark={active ? null : markOf(note, mayRepair)} />
      {(note.hidden !== null || note.flagged) && <ModerationNotice note={note} reply={null} />}
      {active && isChanged(note) && (
        <NoteStanding note={note} mayRepair={mayRepair} lang={article.sourceScript} commands={commands} />
      )}
      {note.replies.length > 0 && <NoteReplies replies={note.replies} now={now} />}
      {active && <Actions id={id} note={note} article={article} viewer={viewer} commands={commands} />}
    </article>
  );
});

/** In the reader's script, where that differs from what was written; the original on demand. */
function Body({ note }: { note: Note }) {
  const t = useTranslations('margin');
  const [original, setOriginal] = useState(false);
  if (!note.body) return null;
  if (!note.shownBody) return <NoteText body={note.body} />;
  return (
    <>
      <NoteText body={original ? note.body : note.shownBody} />
      <button type="button" className={styles.original} aria-pressed={original} onClick={() => setOriginal(!original)}>
        {t('showOriginal')}
      </button>
    </>
  );
}

interface WordsProps {
  note: Note;
  exact: string | null;
  number: number | null;
  id: string;
  onPress: () => void;
}

function Words({ note, exact, number, id, onPress }: WordsProps) {
  const t = useTranslations('margin');
  const isPast = note.state === 'removed';
  const said = isPast ? (note.shown?.words ?? note.words) : exact;
  const words = said === null ? null : inLine(said);
  const whole = isPast
    ? t('standing.block')
    : blockOf(note) === null
      ? t('wholeArticle')
      : t('wholeBlock', { number: number ?? 0 });
  return (
    <button
      type="button"
      id={id}
      className={styles.words}
      data-whole={said === null || undefined}
      data-past={isPast || undefined}
      onClick={onPress}
    >
      {words ?? whole}
    </button>
  );
}

function Tags({ tags }: { tags: readonly string[] }) {
  const t = useTranslations('margin');
  return (
    <ul className={styles.tags} aria-label={t('tags')}>
      {tags.map((tag) => (
        <li key={tag}>#{tag}</li>
      ))}
    </ul>
  );
}

/** Whether publishing has done something to its words that readers should know of. */
const isChanged = ({ state }: Note): boolean => state === 'edited' || state === 'uncertain' || state === 'removed';

/** What says so in few words; who may say where it stands is asked. */
const markOf = (note: Note, mayRepair: boolean): string | null =>
  isChanged(note) ? (note.state === 'uncertain' && mayRepair ? 'ask' : note.state) : null;

/** @param mark of `standing`; null where nothing is to be said, or more is said elsewhere */
function Facts({ note, now, id, mark }: { note: Note; now: number; id: string; mark: string | null }) {
  const t = useTranslations('margin');
  const format = useFormatter();
  const written = new Date(note.createdAt);
  const author = authorOf(note, t);
  const kind = note.motivation === 'commenting' ? null : t(`motivation.${note.motivation}`);
  const facts = [author, kind, note.mine || note.layer !== 'public' ? layerName(note, t) : null].filter(Boolean);
  return (
    <footer id={id} className={styles.facts}>
      {note.unread && <UnreadMark />}
      {facts.join(' · ')} ·{' '}
      <time dateTime={note.createdAt} title={format.dateTime(written, { dateStyle: 'medium', timeStyle: 'short' })}>
        {now - written.getTime() < 60_000 ? t('justNow') : format.relativeTime(written, now)}
      </time>
      {note.updatedAt !== note.createdAt && ` · ${t('edited')}`}
      {mark && (
        <>
          {' · '}
          <span className={styles.standing} data-state={note.state}>
            {t(`standing.${mark}`)}
          </span>
        </>
      )}
    </footer>
  );
}

function Actions({
  id,
  note,
  article,
  viewer,
  commands,
}: Pick<Props, 'note' | 'article' | 'viewer' | 'commands'> & { id: string }) {
  const t = useTranslations('margin');
  const mine = note.mine && !article.old;
  // One from elsewhere has no author here: its article's editors answer for it.
  const deletable =
    mine || (!article.old && article.canEdit && note.layer === 'public' && !note.author && note.originAuthor !== null);
  const [told, setTold] = useState(false);
  // One that was made on this edition has been nowhere else.
  const hasHistory = note.state !== 'kept' || note.revision < article.revision;
  return (
    <>
      <div className={styles.actions} role="group" aria-label={t('actions')}>
        {mine && (
          <button type="button" onClick={() => commands.edit(note)}>
            {t(note.body ? 'edit' : 'addWords')}
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
        {note.may.some((right) => right === 'flag' || right === 'hide') && (
          <ModerationActions note={note} reply={null} commands={commands} />
        )}
        {deletable && (
          <button type="button" className={styles.delete} onClick={() => commands.remove(note)}>
            {t('delete')}
          </button>
        )}
      </div>
      {told && <NoteHistory id={`${id}-history`} note={note} article={article} viewer={viewer} />}
    </>
  );
}
