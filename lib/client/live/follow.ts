/** One connection to what happens, kept as long as it is wanted: over lost networks, restarts and sleep. */
import type { LiveEvent } from '@/lib/contract/events';
import { api } from '../api';
import { eventLines } from './event-lines';

export interface News {
  readonly events: readonly LiveEvent[];
  /** The event up to which everything has been told. */
  readonly at: number;
}

interface Following {
  /** Slugs. */
  readonly articles: readonly string[];
  readonly after: number;
  readonly onNews: (news: News) => void;
}

/** Milliseconds. The server is heard every 20 s: a longer silence is a lost connection, or a sleep. */
const SILENCE = 45_000;
const LOOK = 5_000;
/** A stream that lasted so long has not failed, however it ended. */
const LASTED = 10_000;
const PAUSE = { first: 400, most: 30_000, polling: 10_000 };
/** After so many failures in a row it is polled, as where a proxy lets no stream through, … */
const TRIES = 3;
/** … and now and then a stream is tried again. */
const POLLS_A_TRY = 6;

/** Whether a stream is tried next, not a poll. */
export const triesStream = (failures: number): boolean => failures < TRIES || failures % POLLS_A_TRY === 0;

/** Milliseconds until the next try: all who were cut off at once don't come back at once. */
export function pauseAfter(failures: number, random: () => number = Math.random): number {
  const pause = failures < TRIES ? Math.min(PAUSE.most, PAUSE.first * 3 ** failures) : PAUSE.polling;
  return pause * (0.5 + random());
}

/** @returns ends it */
export function follow({ articles, after, onNews }: Following): () => void {
  const ending = new AbortController();
  const article = articles.join(',');
  let at = after;
  let failures = 0;
  /** Whether the server itself was not to be had when a stream was tried last. */
  let away = false;
  let attempt = new AbortController();
  let heard = Date.now();
  let endPause: (() => void) | null = null;
  const hear = (news: News) => {
    if (ending.signal.aborted) return;
    at = news.at;
    onNews(news);
  };

  /** @returns whether there was a stream worth its name; `refused`: there is no room */
  async function stream(): Promise<'held' | 'failed' | 'refused'> {
    const begun = (heard = Date.now());
    attempt = new AbortController();
    const { signal } = attempt;
    const watchdog = setInterval(() => Date.now() - heard > SILENCE && attempt.abort(), LOOK);
    let opened = false;
    away = true;
    try {
      const headers = { accept: 'text/event-stream', 'last-event-id': String(at) };
      const response = await fetch(`/api/events?${new URLSearchParams({ article })}`, { headers, signal });
      away = false;
      if (response.status === 429 || response.status === 503) return 'refused';
      if (!response.ok || !response.body) return 'failed';
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      const read = eventLines();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        opened = true;
        heard = Date.now();
        for (const told of read(value)) hear({ at: told.at, events: told.event ? [told.event] : [] });
      }
    } catch {
      // Cut off, by whomever.
    } finally {
      clearInterval(watchdog);
      attempt.abort();
    }
    return opened && (heard - begun > LASTED || signal.reason === AGAIN) ? 'held' : 'failed';
  }

  async function poll(): Promise<void> {
    const answer = await api('GET /api/events', { query: { article, after: at }, signal: ending.signal });
    if (answer.ok) hear({ events: answer.data.events, at: answer.data.upTo });
    // It is there again: nothing is known against streams.
    failures = answer.ok && away ? 0 : failures + 1;
  }

  async function keepOn(): Promise<void> {
    while (!ending.signal.aborted) {
      if (triesStream(failures)) {
        const outcome = await stream();
        failures = outcome === 'held' ? 0 : Math.max(failures + 1, outcome === 'refused' ? TRIES : 0);
      } else {
        await poll();
      }
      if (!ending.signal.aborted) await pause(pauseAfter(failures));
    }
  }

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(() => endPause?.(), ms);
      endPause = () => {
        clearTimeout(timer);
        endPause = null;
        resolve();
      };
    });

  /** A connection of before a sleep, or of another network, is not waited for. */
  const wake = (event: Event) => {
    if (event.type === 'visibilitychange' && document.visibilityState === 'hidden') return;
    if (event.type === 'online' || Date.now() - heard > SILENCE / 2) attempt.abort(AGAIN);
    if (endPause) failures = 0;
    endPause?.();
  };
  const { signal } = ending;
  addEventListener('online', wake, { signal });
  document.addEventListener('visibilitychange', wake, { signal });
  void keepOn();
  return () => {
    ending.abort();
    attempt.abort();
    endPause?.();
  };
}

const AGAIN = 'again';
