'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { shownScript } from '@/components/reader/shown-script';
import { shownLanguage } from '@/lib/domain/script/script';
import { inLine, type Note } from './note';
import type { Commands } from './use-commands';
import styles from './note-standing.module.css';

interface Props {
  note: Note;
  /** Whether one may say where it stands. */
  mayRepair: boolean;
  /** BCP 47, of the article as written. */
  lang: string;
  commands: Commands;
}

/** Notes that were left as they are: on this visit nobody is asked again. */
const left = new Set<string>();

/** What publishing did to the words of the note in hand, and what its author can do about it. */
export function NoteStanding({ note, mayRepair, lang, commands }: Props) {
  return note.state === 'removed' ? (
    <Removed note={note} mayRepair={mayRepair} commands={commands} />
  ) : (
    <Changed key={`${note.id} ${note.version}`} note={note} mayRepair={mayRepair} lang={lang} commands={commands} />
  );
}

function Removed({ note, mayRepair, commands }: Omit<Props, 'lang'>) {
  const t = useTranslations('margin.standing');
  return (
    <div className={styles.standing}>
      <p>{t(note.words === null ? 'removedBlock' : 'removedWords')}</p>
      {mayRepair && (
        <div className={styles.choices}>
          <button type="button" onClick={() => commands.move(note)}>
            {t('choose')}
          </button>
        </div>
      )}
    </div>
  );
}

function Changed({ note, mayRepair, lang, commands }: Props) {
  const t = useTranslations('margin.standing');
  const asks = note.state === 'uncertain' && mayRepair;
  const [open, setOpen] = useState(asks && !left.has(note.id));
  const leave = () => {
    left.add(note.id);
    setOpen(false);
  };
  return (
    <div className={styles.standing} data-asks={(asks && open) || undefined}>
      <button type="button" className={styles.mark} aria-expanded={open} onClick={() => setOpen(!open)}>
        {t(asks ? 'ask' : note.state === 'uncertain' ? 'uncertain' : 'edited')}
      </button>
      {open && (
        <>
          <dl className={styles.words} lang={note.shown ? shownLanguage(lang, shownScript()) : lang}>
            <dt>{t('before')}</dt>
            <dd className={styles.before}>{lineOf(note.shown?.quote ?? note.quote) ?? t('block')}</dd>
            <dt>{t('now')}</dt>
            <dd>{lineOf(note.shown?.words ?? note.words) ?? t('block')}</dd>
          </dl>
          {mayRepair && (
            <div className={styles.choices}>
              <button type="button" onClick={() => commands.repair(note)}>
                {t('here')}
              </button>
              <button type="button" onClick={() => commands.move(note)}>
                {t('elsewhere')}
              </button>
              {asks && (
                <button type="button" className={styles.later} onClick={leave}>
                  {t('later')}
                </button>
              )}
            </div>
          )}
        </>
      )}
    </div>
  );
}

const lineOf = (words: string | null): string | null => (words === null ? null : inLine(words));
