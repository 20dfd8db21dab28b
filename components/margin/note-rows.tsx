import { useFormatter, useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useRef } from 'react';
import { plainText } from '@/lib/richtext/body';
import { layerName } from './layer-name';
import type { MarginState } from './margin-state';
import { inLine, type Note } from './note';
import { authorOf } from './note-author';
import { useNow } from './note-column';
import { wordsShown } from './page-text';
import { UnreadMark } from './unread-mark';
import styles from './note-list.module.css';

interface Props {
  notes: readonly Note[];
  /** What has been read since they were listed. */
  read: MarginState['read'];
  active: string | null;
  /** BCP 47, of the article's words. */
  lang: string;
  /** More are on their way. */
  busy: boolean;
  /** There are more. */
  more: boolean;
  onChoose: (note: Note) => void;
  /** Its end comes into sight. */
  onEnd: () => void;
}

/** The threads, one a row: their words, what is said, by whom. Grows as one scrolls. */
export function NoteRows({ notes, read, active, lang, busy, more, onChoose, onEnd }: Props) {
  const t = useTranslations('margin');
  const now = useNow();
  const [box, end] = [useRef<HTMLOListElement>(null), useRef<HTMLLIElement>(null)];
  const reached = useEffectEvent(() => onEnd());
  useEffect(() => {
    if (!end.current) return;
    const watch = new IntersectionObserver(([entry]) => entry?.isIntersecting && reached(), {
      root: box.current,
      rootMargin: '400px',
    });
    watch.observe(end.current);
    return () => watch.disconnect();
  }, [more, notes.length]);
  return (
    <ol ref={box} className={styles.list} aria-label={t('noteList.label')} aria-busy={busy}>
      {notes.map((note) => (
        <li key={note.id}>
          <button
            type="button"
            aria-current={note.id === active ? 'true' : undefined}
            data-kind={note.motivation === 'questioning' ? 'question' : note.mine ? 'mine' : 'others'}
            onClick={() => onChoose(note)}
          >
            <Row note={note} unread={note.unread && note.activity > (read.get(note.id) ?? -1)} lang={lang} now={now} />
          </button>
        </li>
      ))}
      {more && <li ref={end} className={styles.end} aria-hidden="true" />}
    </ol>
  );
}

function Row({ note, unread, lang, now }: { note: Note; unread: boolean; lang: string; now: number }) {
  const t = useTranslations('margin');
  const format = useFormatter();
  const words = note.shown?.words ?? wordsShown(note) ?? note.words;
  const body = note.shownBody ?? note.body;
  const said = new Date(note.replies.at(-1)?.createdAt ?? note.createdAt);
  const facts = [
    note.deleted ? null : authorOf(note, t),
    note.motivation === 'commenting' ? null : t(`motivation.${note.motivation}`),
    note.resolved && t('noteList.isResolved'),
    note.mine || note.layer !== 'public' ? layerName(note, t) : null,
    note.replies.length > 0 ? t('noteList.replies', { count: note.replies.length }) : null,
    now - said.getTime() < 60_000 ? t('justNow') : format.relativeTime(said, now),
  ];
  return (
    <>
      <span className={styles.words} lang={lang}>
        {words === null ? t(note.target === null ? 'wholeArticle' : 'standing.block') : inLine(words)}
      </span>
      {(body || note.deleted) && (
        <span className={styles.body}>{body ? inLine(plainText(body)) : t('noteList.deleted')}</span>
      )}
      {note.tags.length > 0 && <span className={styles.tags}>{note.tags.map((tag) => `#${tag}`).join(' ')}</span>}
      <span className={styles.facts}>
        {unread && <UnreadMark />}
        {facts.filter(Boolean).join(' · ')}
      </span>
    </>
  );
}
