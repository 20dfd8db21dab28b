import { useCallback, useEffect, type Dispatch } from 'react';
import { api } from '@/lib/client/api';
import type { MarginAction } from './margin-state';
import { pageBlocks } from './page-text';

/** Fetches the notes on the blocks of this page, after the text is there. @returns fetches them again */
export function useNotes(slug: string, revision: number, dispatch: Dispatch<MarginAction>): () => void {
  const fetchNotes = useCallback(
    async (signal?: AbortSignal) => {
      const blocks = pageBlocks();
      const numbers = blocks.map((block) => Number(block.dataset.number));
      if (blocks.length === 0) return dispatch({ type: 'loaded', notes: [], order: [] });
      const answer = await api('GET /api/articles/:slug/annotations', {
        params: { slug },
        query: { revision, from: Math.min(...numbers), to: Math.max(...numbers) },
        signal,
      });
      if (signal?.aborted) return;
      if (!answer.ok) return dispatch({ type: 'failed' });
      const order = blocks.map((block) => block.dataset.block ?? '');
      dispatch({ type: 'loaded', notes: answer.data.annotations, order });
    },
    [slug, revision, dispatch],
  );
  useEffect(() => {
    const control = new AbortController();
    void fetchNotes(control.signal);
    return () => control.abort();
  }, [fetchNotes]);
  return useCallback(() => {
    dispatch({ type: 'loading' });
    void fetchNotes();
  }, [fetchNotes, dispatch]);
}
