import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import { api } from '@/lib/client/api';
import { followArticle } from '@/lib/client/live/share';
import type { AssignmentView } from '@/lib/contract/assignments';
import type { LiveEvent } from '@/lib/contract/events';

/** Milliseconds: what one has just written is counted at once, … */
const SOON = 250;
/** … and while a whole class writes, not more often than this. */
const APART = 2_000;
/** Longer than this no browser waits. */
const LONGEST = 2 ** 31 - 1;

/** A question has gone to the server. @returns takes its answer, unless a later question has been answered already */
export type Begin = () => (answer: readonly AssignmentView[]) => void;

interface Given {
  slug: string;
  viewer: string;
  initial: readonly AssignmentView[];
}

/** What of an article is assigned, as the server counts it: asked for again whenever something may have changed it. */
export function useAssignments({ slug, viewer, initial }: Given) {
  const [assignments, setAssignments] = useState(initial);
  const [isStale, setStale] = useState(false);
  const asked = useRef(0);
  const answered = useRef(0);
  const begin = useCallback<Begin>(() => {
    const number = ++asked.current;
    return (answer) => {
      if (number < answered.current) return;
      answered.current = number;
      setAssignments(answer);
      setStale(false);
    };
  }, []);
  const ask = useEffectEvent(async () => {
    const take = begin();
    const answer = await api('GET /api/articles/:slug/assignments', { params: { slug } });
    if (answer.ok) take(answer.data.assignments);
    // Whoever was removed from the group, or signed out, has nothing to do here any more.
    else if (answer.status === 404 || answer.status === 401) take([]);
    else setStale(true);
  });
  /** Where nothing is assigned, notes count for nothing: only an assignment would change that. */
  const concerns = useEffectEvent(
    ({ kind }: LiveEvent) => assignments.length > 0 || kind === 'article' || kind === 'reset',
  );
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let last = 0;
    let gone = false;
    let leave: (() => void) | undefined;
    const soon = () => {
      timer ??= setTimeout(
        () => {
          [timer, last] = [undefined, Date.now()];
          void ask();
        },
        Math.max(SOON, last + APART - Date.now()),
      );
    };
    const follow = async () => {
      const now = await api('GET /api/events', { query: { article: slug } });
      if (gone) return;
      // From nowhere on, what was missed is told by a reset.
      const after = now.ok ? now.data.upTo : 0;
      leave = followArticle({ account: viewer, article: slug, after, onEvent: (event) => concerns(event) && soon() });
      soon();
    };
    void follow();
    const onVisible = () => document.visibilityState === 'visible' && soon();
    document.addEventListener('visibilitychange', onVisible);
    window.addEventListener('online', soon);
    return () => {
      gone = true;
      clearTimeout(timer);
      leave?.();
      document.removeEventListener('visibilitychange', onVisible);
      window.removeEventListener('online', soon);
    };
  }, [slug, viewer]);
  useEffect(() => {
    const wait = nextDate(assignments) - Date.now();
    if (wait > LONGEST) return;
    const timer = setTimeout(() => void ask(), wait);
    return () => clearTimeout(timer);
  }, [assignments]);
  return { assignments, isStale, begin };
}

/** When one of them opens, is due, closes or is revealed next, in milliseconds since 1970. */
function nextDate(assignments: readonly AssignmentView[]): number {
  const dates = assignments.flatMap(({ opensAt, dueAt, closesAt, mine, reveal }) => [
    ...[opensAt, dueAt, closesAt, mine?.dueAt ?? null],
    reveal.kind === 'from-date' ? reveal.at : null,
  ]);
  const times = dates.filter((date) => date !== null).map((date) => Date.parse(date));
  // A little later: the server's clock may be behind.
  return Math.min(Infinity, ...times.filter((time) => time > Date.now())) + SOON;
}
