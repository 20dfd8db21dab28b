import { useCallback, useEffect, useRef, useState } from 'react';
import { shownScript } from '@/components/reader/shown-script';
import { api } from '@/lib/client/api';
import { quotesFollow } from '@/lib/client/settings';
import type { ResponseOf } from '@/lib/contract/endpoint';
import type { Endpoints } from '@/lib/contract/endpoints';
import type { MarginProps } from './margin-root';
import type { Note } from './note';
import type { Filters } from './note-filters';

export type Facets = ResponseOf<Endpoints['GET /api/articles/:slug/annotations/facets']>;

interface Listed {
  readonly notes: readonly Note[];
  /** How many fit, those not listed yet too. */
  readonly count: number;
  readonly cursor: string | null;
  /** The newest event that the list knows. */
  readonly upTo: number;
}

export type ListState =
  | { readonly kind: 'loading'; readonly slow: boolean }
  | (Listed & { readonly kind: 'listed'; readonly busy: boolean })
  /** With what was listed before. */
  | (Listed & { readonly kind: 'failed' });

/** At a time. */
const PAGE = 50;
/** Slower than this it is said that it takes its time. Milliseconds. */
const SLOW_MS = 500;
const NONE: Listed = { notes: [], count: 0, cursor: null, upTo: 0 };

/** The threads that fit, a page at a time, and by what they can be told apart. */
export function useNoteList(
  { slug, revision }: MarginProps['article'],
  viewer: MarginProps['viewer'],
  filters: Filters,
): { list: ListState; facets: Facets | null; more: () => void; reload: () => void } {
  const [list, setList] = useState<ListState>({ kind: 'loading', slow: false });
  const [facets, setFacets] = useState<Facets | null>(null);
  const [tries, setTries] = useState(0);
  /** Answers to earlier questions are not wanted any more. */
  const turn = useRef(0);
  const query = queryOf(filters, viewer?.id ?? null);
  const asked = JSON.stringify(query);

  const ask = useCallback(
    async (from: string | null, before: Listed) => {
      const mine = (turn.current += 1);
      const answer = await api('GET /api/articles/:slug/annotations', {
        params: { slug },
        query: {
          ...{ revision, script: shownScript(), quotes: String(quotesFollow()), limit: PAGE },
          ...(JSON.parse(asked) as ReturnType<typeof queryOf>),
          ...(from !== null && { cursor: from }),
        },
      });
      if (mine !== turn.current) return;
      if (!answer.ok) return setList({ ...before, kind: 'failed' });
      const { annotations, count, cursor, upTo } = answer.data;
      const known = new Set(before.notes.map(({ id }) => id));
      const notes = [...before.notes, ...annotations.filter(({ id }) => !known.has(id))];
      setList({ kind: 'listed', busy: false, notes, count, cursor, upTo: from === null ? upTo : before.upTo });
    },
    [slug, revision, asked],
  );

  useEffect(() => {
    const timer = setTimeout(
      () => setList((now) => (now.kind === 'listed' ? now : { kind: 'loading', slow: true })),
      SLOW_MS,
    );
    void ask(null, NONE).finally(() => clearTimeout(timer));
    return () => clearTimeout(timer);
  }, [ask, tries]);

  useEffect(() => {
    void api('GET /api/articles/:slug/annotations/facets', { params: { slug }, query: { revision } }).then(
      (answer) => answer.ok && setFacets(answer.data),
    );
  }, [slug, revision, tries]);

  const more = () => {
    if (list.kind !== 'listed' || list.busy || list.cursor === null) return;
    setList({ ...list, busy: true });
    void ask(list.cursor, list);
  };
  return { list, facets, more, reload: () => setTries((count) => count + 1) };
}

const queryOf = (
  { unread, mine, questions, answered, section, author, tag, layer, sort }: Filters,
  viewer: string | null,
) => ({
  sort,
  ...(unread && { unread: 'true' }),
  ...(questions && { motivation: 'questioning' as const }),
  ...(questions && answered !== 'any' && { resolved: String(answered === 'resolved') }),
  ...(section !== null && { section }),
  ...(mine && viewer !== null ? { author: viewer } : author !== '' && { author }),
  ...(tag !== '' && { tag }),
  ...(layer !== '' && { layer }),
});
