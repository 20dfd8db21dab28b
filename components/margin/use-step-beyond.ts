import { useEffect, useEffectEvent, useRef } from 'react';
import { goToPlace } from '@/components/reader/go-to-place';
import { loadedPages } from '@/components/reader/loaded-pages';
import { longText } from '@/components/reader/long-text';
import { api } from '@/lib/client/api';
import { useChosenLayer, type LayerPlace } from './chosen-layer';
import type { MarginState } from './margin-state';
import { blockOf } from './note';
import type { Commands } from './use-commands';

/**
 * The next note (1) or the one before (-1) may be in a part of a long text that is not in the page.
 *
 * @returns goes there; whether there is such a note
 */
export function useStepBeyond(
  place: LayerPlace & { article: { revision: number } },
  state: MarginState,
  commands: Commands,
): (by: 1 | -1) => Promise<boolean> {
  const { slug, revision } = place.article;
  const { shown } = useChosenLayer(place);
  const wanted = useRef<{ block: string; by: 1 | -1 } | null>(null);
  const arrive = useEffectEvent(() => {
    if (!wanted.current) return;
    const { block, by } = wanted.current;
    const there = state.notes.filter((note) => blockOf(note) === block);
    const note = by === 1 ? there[0] : there.at(-1);
    if (!note) return;
    wanted.current = null;
    commands.activate(note, { focus: true });
  });
  useEffect(() => arrive(), [state.notes]);

  return async (by) => {
    if (!longText()) return false;
    const pages = loadedPages();
    const answer = await api('GET /api/articles/:slug/annotations/density', {
      params: { slug },
      query: { revision, ...(shown !== 'all' && { layer: shown }) },
    });
    if (!answer.ok) return false;
    const { blocks } = answer.data;
    const [first = 0, last = 0] = [pages[0]?.from, pages.at(-1)?.to];
    const next =
      by === 1 ? blocks.find(({ number }) => number > last) : blocks.findLast(({ number }) => number < first);
    if (!next) return false;
    wanted.current = { block: next.block, by };
    const there = (await goToPlace(next.block, next.number)) !== null;
    if (!there) wanted.current = null;
    return there;
  };
}
