'use client';

import { useTranslations } from 'next-intl';
import { blockOf, inLine, type Note } from './note';
import styles from './note-words.module.css';

interface Props {
  note: Note;
  /** The words it is on, as the page shows them; null for a whole block or article. */
  exact: string | null;
  /** Number of the paragraph it begins in. */
  number: number | null;
  id: string;
  onPress: () => void;
}

/** The words a note is on. A press takes it in hand. */
export function NoteWords({ note, exact, number, id, onPress }: Props) {
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
