import { useEffect, useEffectEvent, useRef } from 'react';
import { api } from '@/lib/client/api';
import { cardId } from './links';
import type { MarginState, ReadThread } from './margin-state';
import type { Note } from './note';
import type { Commands } from './use-commands';

/** So long a card has been in sight, at rest, in a window that is looked at: its thread is read. Milliseconds. */
const SEEN_MS = 2_000;
/** What is read together is told together. */
const GATHER_MS = 1_000;
/** After which it is tried again. */
const RETRY_MS = 20_000;
/** As the server takes them. */
const MOST = 200;

interface Reading {
  slug: string;
  state: MarginState;
  commands: Commands;
  /** So many were unread. */
  onRead: (count: number) => void;
  /** The server knows of all that was read. */
  onSent: () => void;
}

/**
 * Threads become read as their cards are: the one in hand, and those that stay in sight. What is kept is up to which
 * event a thread was read, and nothing of how long.
 *
 * @returns tells the server at once of what it does not know yet
 */
export function useReading({ slug, state, commands, onRead, onSent }: Reading): () => Promise<void> {
  const waiting = useRef(new Map<string, number>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const send = useEffectEvent(async (leaving: boolean) => {
    clearTimeout(timer.current);
    const threads = Array.from(waiting.current, ([id, upTo]) => ({ id, upTo })).slice(0, MOST);
    if (threads.length === 0) return;
    for (const { id } of threads) waiting.current.delete(id);
    const answer = await api('POST /api/articles/:slug/read', {
      params: { slug },
      body: { threads },
      keepalive: leaving,
    });
    if (!answer.ok && (answer.status === 0 || answer.status >= 500)) {
      for (const { id, upTo } of threads) if (!waiting.current.has(id)) waiting.current.set(id, upTo);
      later(RETRY_MS);
    } else if (waiting.current.size > 0) later(0);
    else onSent();
  });
  const later = (ms: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void send(false), ms);
  };
  const look = useEffectEvent(() => {
    if (document.hidden || !document.hasFocus()) return;
    const threads: ReadThread[] = state.notes
      .filter((note) => note.unread && isInSight(note, note.id === state.active))
      .map(({ id, activity }) => ({ id, upTo: activity }));
    if (threads.length === 0) return;
    for (const { id, upTo } of threads) waiting.current.set(id, upTo);
    commands.read(threads);
    onRead(threads.length);
    later(GATHER_MS);
  });

  // Where there is nothing unread, nobody watches.
  const anyUnread = state.notes.some(({ unread }) => unread);
  const { notes, active, sheet } = state;
  useEffect(() => {
    if (!anyUnread) return;
    let rest = setTimeout(look, SEEN_MS);
    const again = () => {
      clearTimeout(rest);
      rest = setTimeout(look, SEEN_MS);
    };
    const scrolling = { passive: true, capture: true } as const;
    addEventListener('scroll', again, scrolling);
    addEventListener('resize', again);
    addEventListener('focus', again);
    document.addEventListener('visibilitychange', again);
    return () => {
      clearTimeout(rest);
      removeEventListener('scroll', again, scrolling);
      removeEventListener('resize', again);
      removeEventListener('focus', again);
      document.removeEventListener('visibilitychange', again);
    };
  }, [anyUnread, notes, active, sheet]);

  useEffect(() => {
    const leave = () => void send(true);
    const hide = () => document.hidden && leave();
    addEventListener('pagehide', leave);
    document.addEventListener('visibilitychange', hide);
    return () => {
      leave();
      removeEventListener('pagehide', leave);
      document.removeEventListener('visibilitychange', hide);
    };
  }, []);
  const flush = useRef(async () => {});
  useEffect(() => {
    flush.current = () => send(false);
  });
  return () => flush.current();
}

/** All of its card, in the margin or in the sheet from below; of the one in hand any of it. */
function isInSight(note: Note, active: boolean): boolean {
  const card = document.getElementById(`sheet-${cardId(note.id)}`) ?? document.getElementById(cardId(note.id));
  const box = card?.getBoundingClientRect();
  if (!box || box.height === 0) return false;
  if (active) return box.bottom > 0 && box.top < innerHeight;
  return box.top >= 0 && box.bottom <= innerHeight;
}
