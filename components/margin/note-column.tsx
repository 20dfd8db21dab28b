'use client';

import { useTranslations } from 'next-intl';
import { Fragment, useEffect, useMemo, useState, type RefObject } from 'react';
import type { Outbox } from '@/lib/client/outbox';
import type { MarginArticle } from './margin-root';
import type { MarginState } from './margin-state';
import { NoteCard } from './note-card';
import { blockOf } from './note';
import { blockNumber, wordsShown } from './page-text';
import type { Commands } from './use-commands';
import { StackLine, useOpenStacks } from './stack-line';
import { useMarginLayout } from './use-margin-layout';
import { useNearNotes } from './use-near-notes';
import { useThreadKeys } from './use-thread-keys';
import styles from './note-column.module.css';

interface Props {
  state: MarginState;
  /** Changes when the composer is another element. */
  ready: number | null;
  article: MarginArticle;
  /** Id of who reads; null: nobody who has signed in. */
  viewer: string | null;
  outbox: Outbox | null;
  commands: Commands;
  /** The composer, which takes part in the layout. */
  composer: RefObject<HTMLElement | null>;
}

/** The notes' cards beside the text, in reading order. Loaded with the first note. */
export function NoteColumn({ state, ready, article, viewer, outbox, commands, composer }: Props) {
  const t = useTranslations('margin');
  const now = useNow();
  const { asked, ask, toFocus } = useOpenStacks();
  const stacks = useNearNotes(state.notes, state.active, asked);
  const near = useMemo(() => stacks.flatMap(({ cards }) => cards), [stacks]);
  const list = useMarginLayout(state, near, composer, ready);
  useThreadKeys(state, article, commands);
  return (
    <ol ref={list} className={styles.column} aria-label={t('list')}>
      {stacks.map((stack) => (
        <Fragment key={stack.block}>
          {stack.cards
            .filter(({ id }) => id !== state.writing?.note?.id)
            .map((note, index) => (
              <li key={note.id} data-card={note.id}>
                <NoteCard
                  note={note}
                  active={note.id === state.active && !state.writing}
                  focus={
                    note.id === state.active
                      ? state.focus
                      : toFocus?.block === stack.block && toFocus.index === index
                        ? toFocus.key
                        : null
                  }
                  hovered={note.id === state.hovered}
                  number={blockNumber(blockOf(note))}
                  words={wordsShown(note)}
                  article={article}
                  viewer={viewer}
                  now={now}
                  pending={state.pending.get(note.id)}
                  outbox={outbox}
                  commands={commands}
                />
              </li>
            ))}
          {(stack.rest > 0 || stack.open) && <StackLine stack={stack} onAsk={ask} />}
        </Fragment>
      ))}
    </ol>
  );
}

/** Minutes pass: 刚刚 becomes 1 分钟前. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 60_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
