'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { useAboveKeyboard } from '@/components/editor/use-above-keyboard';
import { Icon } from '@/components/ui/icon';
import { stackNotes } from '@/lib/domain/discussion/note-stacks';
import type { Outbox } from '@/lib/client/outbox';
import type { MarginArticle } from './margin-root';
import type { MarginState } from './margin-state';
import { blockOf } from './note';
import { NoteCard } from './note-card';
import { useNow } from './note-column';
import { blockElement, blockNumber, wordsShown } from './page-text';
import { ToastLine } from './toast-line';
import type { Commands } from './use-commands';
import styles from './notes-sheet.module.css';

/** So many cards at once. */
const SHEETFUL = 40;

interface Props {
  state: MarginState;
  article: MarginArticle;
  /** Id of who reads; null: nobody who has signed in. */
  viewer: string | null;
  /** Null: nobody may write. */
  onAnnotate: ((block: string) => void) | null;
  outbox: Outbox | null;
  commands: Commands;
}

/** One paragraph's notes, from below: what the margin is where there is no room for one. */
export function NotesSheet({ state, article, viewer, outbox, onAnnotate, commands }: Props) {
  const t = useTranslations('margin');
  const now = useNow();
  const dialog = useRef<HTMLDialogElement>(null);
  const block = state.sheet || null;
  const number = blockNumber(block);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  useAboveKeyboard(dialog);
  const close = () => {
    commands.openSheet(null);
    commands.activate(null);
    if (block) blockElement(block)?.focus({ preventScroll: true });
  };
  const only = commands.onlyLayer();
  const notes = state.notes.filter((note) => blockOf(note) === block);
  const [asked, setAsked] = useState(0);
  const { cards, rest } = stackNotes(notes, { room: SHEETFUL, asked, active: state.active });
  return (
    <dialog
      ref={dialog}
      className={styles.sheet}
      aria-labelledby="sheet-title"
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      onClick={(event) => event.target === event.currentTarget && close()}
    >
      <div className={styles.inside}>
        <header>
          <h2 id="sheet-title">
            {number === null ? t('wholeArticle') : t('sheetTitle', { number })}
            <small>
              {t('count', { count: notes.length })}
              {only !== null && ` · ${t('onlyLayer', { layer: only })}`}
            </small>
          </h2>
          <button type="button" aria-label={t('close')} onClick={close}>
            <Icon name="close" />
          </button>
        </header>
        <ol>
          {cards.map((note) => (
            <li key={note.id}>
              <NoteCard
                note={note}
                active={note.id === state.active || notes.length === 1}
                hovered={false}
                number={number}
                words={wordsShown(note)}
                article={article}
                viewer={viewer}
                now={now}
                pending={state.pending.get(note.id)}
                outbox={outbox}
                commands={commands}
                inSheet
              />
            </li>
          ))}
        </ol>
        {rest > 0 && (
          <button type="button" className={styles.annotate} onClick={() => setAsked(cards.length + SHEETFUL)}>
            {t('stack.more', { count: rest })}
          </button>
        )}
        {notes.length === 0 && <p className={styles.empty}>{t('sheetEmpty')}</p>}
        {onAnnotate && block && (
          <button type="button" className={styles.annotate} onClick={() => onAnnotate(block)}>
            {t('annotateBlock')}
          </button>
        )}
      </div>
      {/* Outside a dialog nothing can be pressed while it is open. */}
      <ToastLine toast={state.toast} onDone={() => commands.toast(null)} />
    </dialog>
  );
}
