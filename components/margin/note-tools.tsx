'use client';

import { useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { NOTE_LIST_ID } from '@/components/reader/note-list-id';
import { isSingleKey } from '@/components/reader/single-key';
import { api } from '@/lib/client/api';
import type { MarginProps } from './margin-root';
import type { MarginState } from './margin-state';
import { persistently } from './persistently';
import { useAllRead } from './use-all-read';
import type { Commands } from './use-commands';
import { useGoToNote } from './use-go-to-note';
import { useNextUnread } from './use-next-unread';
import { useReading } from './use-reading';
import { useUnreadCount } from './use-unread-count';

const NoteList = dynamic(() => persistently(() => import('./note-list').then((module) => module.NoteList)), {
  ssr: false,
});

interface Props {
  /** With the notes of all layers. */
  state: MarginState;
  /** With those of the layer that is looked at. */
  shown: MarginState;
  article: MarginProps['article'];
  viewer: MarginProps['viewer'];
  /** Whether they have opened the article before. */
  opened: boolean;
  commands: Commands;
}

/**
 * What goes on among the notes while one reads them: which are read, how many are not, the way to the next, the list of
 * all. Comes to the browser after the notes.
 */
export function NoteTools({ state, shown, article, viewer, opened, commands }: Props) {
  const t = useTranslations('margin');
  const { slug, revision } = article;
  useFirstOpening({ slug, upTo: state.newest, first: viewer !== null && !opened });
  const { count, refresh, lower } = useUnreadCount({ slug, revision, signedIn: viewer !== null, state });
  const flush = useReading({ slug, state: shown, commands, onRead: lower, onSent: refresh });
  const allRead = useAllRead({ slug, state, commands, onSent: refresh });
  const goToNote = useGoToNote(shown, commands);
  const nextUnread = useNextUnread({ slug, revision, state: shown, commands, goToNote, flush });
  const [open, setOpen] = useState(false);
  /** How often the list was asked for; 0: never, so nothing is loaded. */
  const [asked, setAsked] = useState(0);
  const button = useBarButton(open, () => {
    setOpen(!open);
    setAsked(asked + 1);
  });

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (!isSingleKey(event)) return;
    const act = KEYS[event.key];
    if (!act || (viewer === null && act !== 'list')) return;
    event.preventDefault();
    if (act === 'next') void nextUnread();
    else if (act === 'all') allRead.mark();
    else {
      setOpen(true);
      setAsked(asked + 1);
    }
  });
  useEffect(() => {
    const keys = (event: KeyboardEvent) => onKey(event);
    document.addEventListener('keydown', keys);
    return () => document.removeEventListener('keydown', keys);
  }, []);

  const slot = button?.querySelector('[data-slot="unread"]');
  const left = allRead.pending ? 0 : count;
  return (
    <>
      {slot &&
        left > 0 &&
        createPortal(
          <>
            <b aria-hidden="true">{left > 99 ? '99+' : left}</b>
            <span className="visually-hidden">{t('unread.count', { count: left })}</span>
          </>,
          slot,
        )}
      {asked > 0 && (
        <NoteList
          state={state}
          article={article}
          viewer={viewer}
          unread={left}
          open={open}
          asked={asked}
          onAllRead={allRead.mark}
          onGo={goToNote}
          onClose={() => {
            setOpen(false);
            button?.focus();
          }}
        />
      )}
    </>
  );
}

const KEYS: Partial<Record<string, 'next' | 'all' | 'list'>> = { u: 'next', U: 'all', f: 'list' };

/** From now on what is said in public is unread for them. */
function useFirstOpening({ slug, upTo, first }: { slug: string; upTo: number; first: boolean }): void {
  const told = useRef(false);
  const tell = useEffectEvent(() => {
    if (told.current) return;
    told.current = true;
    void api('PUT /api/articles/:slug/opened', { params: { slug }, body: { upTo }, keepalive: true });
  });
  useEffect(() => {
    if (first) tell();
  }, [first]);
}

/** The server's button in the bar: it is there before what it opens. */
function useBarButton(open: boolean, onPress: () => void): HTMLElement | null {
  const [button, setButton] = useState<HTMLElement | null>(null);
  const press = useEffectEvent(onPress);
  useEffect(() => {
    const found = document.getElementById(NOTE_LIST_ID);
    const listen = () => press();
    found?.addEventListener('click', listen);
    // eslint-disable-next-line react-hooks/set-state-in-effect -- it is of another part of the page, known only now
    setButton(found);
    return () => found?.removeEventListener('click', listen);
  }, []);
  useEffect(() => button?.setAttribute('aria-expanded', String(open)), [button, open]);
  return button;
}
