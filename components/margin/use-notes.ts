import { useCallback, useEffect, useRef, useState, type Dispatch } from 'react';
import { isShownScript, type ShownScript } from '@/lib/domain/script/script';
import { api } from '@/lib/client/api';
import { quotesFollow } from '@/lib/client/settings';
import { loadedPages, type LoadedPage } from '@/components/reader/loaded-pages';
import { useLoadedPages } from '@/components/reader/use-loaded-pages';
import { chosenLayer, useChosenLayer, type LayerPlace } from './chosen-layer';
import type { MarginAction, MarginState } from './margin-state';
import { pageBlocks } from './page-text';

export const scriptIn = (shown: string): ShownScript => {
  const [script = ''] = shown.split(' ');
  return isShownScript(script) ? script : 'source';
};

/**
 * Fetches the notes on the blocks that are in the page, after the text is there: of pages of a long text as they come,
 * and quietly once more when the text is shown in another script. @returns fetches them again
 *
 * @param shown what the text is shown by: `useShownText`
 * @param place whose choice of a layer it is: of another the notes are fetched anew
 * @param state `written`: how often a note came from its writer, in the writer's script: fetched again in the reader's.
 * `overtaken`: how often one came as it stands in another edition: fetched again as it stands in the page's.
 * `stale`: how often it was said that they may not be true any more
 */
export function useNotes(
  slug: string,
  revision: number,
  dispatch: Dispatch<MarginAction>,
  shown: string,
  { written, overtaken, stale }: Pick<MarginState, 'written' | 'overtaken' | 'stale'>,
  place: LayerPlace,
): () => void {
  const pages = useLoadedPages();
  const [tries, setTries] = useState(0);
  const toConvert = scriptIn(shown) === 'source' ? 0 : written;
  const { shown: layer } = useChosenLayer(place);
  const asked = `${shown} ${toConvert} ${overtaken} ${stale} ${tries} ${layer}`;
  /** By the first block of a page: for what its notes were fetched. */
  const fetched = useRef(new Map<number, string>());
  const latest = useRef(asked);

  const fetchNotes = useCallback(
    async ({ from, to }: LoadedPage, fetchedFor: string) => {
      dispatch({ type: 'fetching' });
      const answer = await api('GET /api/articles/:slug/annotations', {
        params: { slug },
        query: {
          revision,
          script: scriptIn(fetchedFor),
          quotes: String(quotesFollow()),
          from,
          to,
          ...(layer !== 'all' && { layer }),
        },
      });
      // Asked anew meanwhile, in other words: what came is not wanted any more.
      if (latest.current !== fetchedFor) return dispatch({ type: 'outdated' });
      if (!answer.ok) {
        for (const first of fetched.current.keys()) if (from <= first && first <= to) fetched.current.delete(first);
        return dispatch({ type: 'failed' });
      }
      const blocks = pageBlocks();
      const within = blocks.filter(({ dataset }) => from <= Number(dataset.number) && Number(dataset.number) <= to);
      dispatch({
        type: 'loaded',
        notes: answer.data.annotations,
        of: [...within.map(keyOf), ...(from === 1 ? [null] : [])],
        order: blocks.map(keyOf),
        upTo: answer.data.upTo,
      });
    },
    [slug, revision, dispatch, layer],
  );

  useEffect(() => {
    // While the page comes alive: what was chosen on an earlier visit is about to be known.
    if (chosenLayer(place).shown !== layer) return;
    latest.current = asked;
    const there = loadedPages();
    for (const from of fetched.current.keys())
      if (!there.some((page) => page.from === from)) fetched.current.delete(from);
    dispatch({ type: 'blocks', order: pageBlocks().map(keyOf) });
    const missing = there.filter(({ from }) => fetched.current.get(from) !== asked);
    for (const { from } of missing) fetched.current.set(from, asked);
    for (const run of inRuns(missing)) void fetchNotes(run, asked);
  }, [asked, pages, fetchNotes, dispatch, place, layer]);

  return useCallback(() => {
    dispatch({ type: 'loading' });
    setTries((count) => count + 1);
  }, [dispatch]);
}

const keyOf = ({ dataset }: HTMLElement): string => dataset.block ?? '';

/** Pages that follow one another are asked for at once. */
function inRuns(pages: readonly LoadedPage[]): LoadedPage[] {
  const runs: { from: number; to: number }[] = [];
  for (const { from, to } of pages) {
    const last = runs.at(-1);
    // An article without a block still has notes on the whole of it.
    if (last && last.to + 1 === from) last.to = to;
    else runs.push({ from, to: Math.max(from, to) });
  }
  return runs;
}
