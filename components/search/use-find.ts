import { useEffect, useEffectEvent, useState } from 'react';
import { shownScript, useShownText } from '@/components/reader/shown-script';
import { api } from '@/lib/client/api';
import { quotesFollow } from '@/lib/client/settings';
import type { ArticleHits } from '@/lib/contract/search';

export type FoundHit = ArticleHits['hits'][number];

type FindState =
  | { readonly kind: 'idle' | 'empty' | 'too-long' }
  /** `list`: what is listed all the same, when only more of it failed to come. */
  | { readonly kind: 'failed'; readonly list: FoundList | null }
  | { readonly kind: 'found'; readonly list: FoundList; readonly busy: boolean };

/** What was found of a query, as far as it has been listed. */
export interface FoundList {
  readonly query: string;
  readonly total: number;
  readonly blocks: number;
  readonly hits: readonly FoundHit[];
  readonly next: number | null;
}

interface Find {
  readonly state: FindState;
  /** The answer is on its way, and takes its time. */
  readonly slow: boolean;
  readonly retry: () => void;
  /**
   * Lists further hits, until there are enough or no more.
   *
   * @returns the list then; null when that failed, is under way already, or all are listed
   */
  readonly more: (enough?: (list: FoundList) => boolean) => Promise<FoundList | null>;
}

const SLOW_MS = 400;
/** Blocks listed at a time, after the first page. */
const MORE = 200;
const IDLE: FindState = { kind: 'idle' };

/** Looks for words in an article, in the script it is shown in. Only the newest answer counts. */
export function useFind({ slug, revision }: { slug: string; revision: number }, query: string): Find {
  const [answered, setState] = useState<FindState>(IDLE);
  const [late, setLate] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const shown = useShownText();
  const state = query === '' ? IDLE : answered;

  const ask = useEffectEvent((signal: AbortSignal, from?: number) =>
    askIn({ slug, revision }, { query, from }, signal),
  );
  useEffect(() => {
    const leaving = new AbortController();
    if (query === '') return;
    const timer = setTimeout(() => setLate(true), SLOW_MS);
    void ask(leaving.signal).then((answer) => {
      if (leaving.signal.aborted) return;
      clearTimeout(timer);
      setLate(false);
      if (answer.ok && !answer.data.asked) setState({ kind: 'empty' });
      else if (answer.ok) setState({ kind: 'found', list: listOf(query, answer.data), busy: false });
      else setState(answer.status === 422 ? { kind: 'too-long' } : { kind: 'failed', list: null });
    });
    return () => {
      clearTimeout(timer);
      setLate(false);
      leaving.abort();
    };
  }, [slug, revision, query, shown, attempt]);

  const more = async (enough: (list: FoundList) => boolean = () => true): Promise<FoundList | null> => {
    let list = state.kind === 'found' || state.kind === 'failed' ? state.list : null;
    if (!list?.next || (state.kind === 'found' && state.busy)) return null;
    do {
      const before: FoundList = list;
      setState({ kind: 'found', list: before, busy: true });
      const asked = { query: before.query, from: before.next ?? undefined, limit: MORE };
      const answer = await askIn({ slug, revision }, asked);
      const longer = answer.ok
        ? { ...before, hits: [...before.hits, ...answer.data.hits], next: answer.data.next }
        : null;
      // Meanwhile something else may have been asked for.
      setState((now) => {
        if (now.kind !== 'found' || now.list !== before) return now;
        return longer ? { kind: 'found', list: longer, busy: false } : { kind: 'failed', list: before };
      });
      if (!longer) return null;
      list = longer;
    } while (list.next !== null && !enough(list));
    return list;
  };
  const retry = () => {
    if (state.kind === 'failed' && state.list) void more();
    else setAttempt((times) => times + 1);
  };
  return { state, slow: late && query !== '', retry, more };
}

const listOf = (query: string, { total, blocks, hits, next }: ArticleHits): FoundList => ({
  query,
  total,
  blocks,
  hits,
  next,
});

interface Where {
  readonly slug: string;
  readonly revision: number;
}
interface What {
  readonly query: string;
  readonly from?: number;
  readonly to?: number;
  readonly limit?: number;
}

/** One request, in the script that the page shows now. */
export const askIn = ({ slug, revision }: Where, { query, from, to, limit }: What, signal?: AbortSignal) =>
  api('GET /api/articles/:slug/search', {
    params: { slug },
    query: { q: query, script: shownScript(), quotes: String(quotesFollow()), revision, from, to, limit },
    signal,
  });
