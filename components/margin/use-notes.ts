import { useCallback, useEffect, type Dispatch } from 'react';
import { isShownScript, type ShownScript } from '@/lib/domain/script/script';
import { api } from '@/lib/client/api';
import { quotesFollow } from '@/lib/client/settings';
import type { MarginAction } from './margin-state';
import { pageBlocks } from './page-text';

const scriptIn = (shown: string): ShownScript => {
  const [script = ''] = shown.split(' ');
  return isShownScript(script) ? script : 'source';
};

/**
 * Fetches the notes on the blocks of this page, after the text is there, and quietly once more when it is
 * shown in another script. @returns fetches them again
 *
 * @param shown what the text is shown by: `useShownText`
 * @param written how often a note came from its writer, in the writer's script: fetched again in the reader's
 */
export function useNotes(
  slug: string,
  revision: number,
  dispatch: Dispatch<MarginAction>,
  shown: string,
  written: number,
): () => void {
  const fetchNotes = useCallback(
    async (signal?: AbortSignal) => {
      const blocks = pageBlocks();
      const numbers = blocks.map((block) => Number(block.dataset.number));
      if (blocks.length === 0) return dispatch({ type: 'loaded', notes: [], order: [] });
      dispatch({ type: 'fetching' });
      const answer = await api('GET /api/articles/:slug/annotations', {
        params: { slug },
        query: {
          revision,
          script: scriptIn(shown),
          quotes: String(quotesFollow()),
          from: Math.min(...numbers),
          to: Math.max(...numbers),
        },
        signal,
      });
      if (signal?.aborted) return;
      if (!answer.ok) return dispatch({ type: 'failed' });
      const order = blocks.map((block) => block.dataset.block ?? '');
      dispatch({ type: 'loaded', notes: answer.data.annotations, order });
    },
    [slug, revision, dispatch, shown],
  );
  const toConvert = scriptIn(shown) === 'source' ? 0 : written;
  useEffect(() => {
    const control = new AbortController();
    void fetchNotes(control.signal);
    return () => control.abort();
  }, [fetchNotes, toConvert]);
  return useCallback(() => {
    dispatch({ type: 'loading' });
    void fetchNotes();
  }, [fetchNotes, dispatch]);
}
