import { useEffect, useEffectEvent, useRef, useState, type Dispatch } from 'react';
import { useTranslations } from 'next-intl';
import { api } from '@/lib/client/api';
import { followArticle } from '@/lib/client/live/share';
import { quotesFollow } from '@/lib/client/settings';
import type { LiveEvent } from '@/lib/contract/events';
import type { ShownLayer } from '@/lib/domain/discussion/layer-choice';
import { wouldDisturb } from './disturbance';
import { cardId } from './links';
import type { MarginArticle } from './margin-root';
import type { MarginAction, MarginState } from './margin-state';
import { blockOf, type Note } from './note';
import { blockElement } from './page-text';
import { threadQueue } from './thread-queue';
import type { Commands } from './use-commands';
import { scriptIn } from './use-notes';

export interface LiveProps {
  /** What is shown, … */
  readonly state: MarginState;
  /** … of what is known: one may look at a single layer. */
  readonly known: MarginState;
  readonly layer: ShownLayer;
  readonly article: MarginArticle;
  /** Id of who reads; null: nobody who has signed in. */
  readonly viewer: string | null;
  readonly dispatch: Dispatch<MarginAction>;
  readonly commands: Commands;
  /** What the text is shown by: `useShownText`. */
  readonly shown: string;
}

/** With more threads to fetch than this the lists are fetched instead. */
const MANY = 20;
/** Milliseconds between two looks whether somebody has done writing. */
const LOOK = 1_500;

/**
 * Keeps the notes as they are on the server, without disturbing who reads: nothing scrolls, nothing takes the focus,
 * and what would move the text or a card in hand waits until it is asked for.
 */
export function useLive({ state, known, layer, article, viewer, dispatch, commands, shown }: LiveProps) {
  const t = useTranslations('margin');
  /** Number of the newest edition, where it came while this one was read. */
  const [edition, setEdition] = useState<number | null>(null);
  const settled = useSettled();
  const since = useRef(known.upTo ?? 0);

  const fetchThread = useEffectEvent(async (id: string): Promise<Note | null | 'failed'> => {
    const query = { revision: article.revision, script: scriptIn(shown), quotes: String(quotesFollow()) };
    const answer = await api('GET /api/annotations/:id', { params: { id }, query });
    if (answer.ok) return answer.data;
    return answer.status === 404 ? null : 'failed';
  });

  const receive = useEffectEvent((note: Note) => {
    const before = known.notes.find(({ id }) => id === note.id);
    // What was written here meanwhile is newer; it is told of, too.
    if (before && before.version > note.version) return;
    const isShown = layer === 'all' || note.layer === layer;
    const waits = !before && !note.mine && isShown && wouldDisturb(note, state);
    dispatch({ type: waits ? 'hold' : 'heard', note });
  });

  /** Threads that are gone while somebody answers them. */
  const answered = useRef(new Set<string>());
  const lose = useEffectEvent((id: string) => {
    const note = known.notes.find((one) => one.id === id);
    // One that waits, or is on its way in a list.
    if (!note) return dispatch({ type: 'remove', id });
    if (isWritingIn(id)) {
      if (!answered.current.has(id)) commands.toast({ text: t('live.goneInHand'), stays: true });
      answered.current.add(id);
      return;
    }
    answered.current.delete(id);
    if (state.writing?.note?.id === id) commands.toast({ text: t('live.goneInHand'), stays: true });
    else if (state.active === id) commands.toast({ text: t('live.gone') });
    const hadFocus = hasFocus(id);
    dispatch({ type: 'remove', id });
    const block = blockOf(note);
    if (hadFocus && block) blockElement(block)?.focus({ preventScroll: true });
  });
  useEffect(() => {
    const timer = setInterval(() => {
      for (const id of answered.current) lose(id);
    }, LOOK);
    return () => clearInterval(timer);
  }, []);

  const hearOfEdition = useEffectEvent((revision: number) => {
    if (revision > article.revision && !article.old) setEdition(revision);
  });

  const { slug } = article;
  useEffect(() => {
    const queue = threadQueue(
      (id) => fetchThread(id),
      (id, note) => settled(() => (note ? receive(note) : lose(id))),
    );
    const refetch = () => {
      queue.clear();
      settled(() => dispatch({ type: 'stale' }));
    };
    const hear = (event: LiveEvent) => {
      if (event.kind === 'changed') {
        queue.want(event.annotation);
        if (queue.size() > MANY) refetch();
      } else if (event.kind === 'gone') settled(() => lose(event.annotation));
      else {
        if (event.kind === 'article') hearOfEdition(event.revision);
        refetch();
      }
    };
    const leave = followArticle({ account: viewer, article: slug, after: since.current, onEvent: hear });
    return () => {
      leave();
      queue.end();
    };
  }, [slug, viewer, dispatch, settled]);

  return {
    edition,
    dismissEdition: () => setEdition(null),
  };
}

/** Whether somebody writes an answer in a note's card. */
const isWritingIn = (id: string): boolean => inCards(id, 'textarea, [contenteditable="true"]');
const hasFocus = (id: string): boolean => inCards(id, ':focus');

/** Whether its card, in the margin or in a sheet, has such a thing in it. */
const inCards = (id: string, selector: string): boolean =>
  ['', 'sheet-'].some((place) => document.getElementById(place + cardId(id))?.querySelector(selector));

/** @returns does something now, or as soon as an input method has composed: nothing renders while it does */
function useSettled(): (act: () => void) => void {
  const composing = useRef(false);
  const later = useRef<(() => void)[]>([]);
  useEffect(() => {
    const begin = () => (composing.current = true);
    const end = () => {
      composing.current = false;
      // After whoever else listens has the composed words.
      setTimeout(() => {
        if (!composing.current) for (const act of later.current.splice(0)) act();
      });
    };
    document.addEventListener('compositionstart', begin);
    document.addEventListener('compositionend', end);
    return () => {
      document.removeEventListener('compositionstart', begin);
      document.removeEventListener('compositionend', end);
    };
  }, []);
  const [settled] = useState(() => (act: () => void) => {
    if (composing.current) later.current.push(act);
    else act();
  });
  return settled;
}
