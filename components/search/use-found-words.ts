import { useEffect, useState } from 'react';
import { articleText, blockElements, blockNumber } from '@/components/reader/reading-line';
import { useShownText } from '@/components/reader/shown-script';
import { useTextNodes } from '@/components/reader/text-nodes';
import { useLoadedPages } from '@/components/reader/use-loaded-pages';
import type { WordsTarget } from '@/lib/domain/anchoring/anchor';
import { sourceOffset } from '@/lib/domain/text/offset';
import { rangesToPaint } from '@/lib/dom/range-target';
import { askIn, type FoundHit } from './use-find';

/** One occurrence: in which block, and which of the block's. */
export interface Occurrence {
  readonly block: string;
  readonly span: { readonly start: number; readonly end: number };
}

interface Options {
  readonly slug: string;
  readonly revision: number;
  /** What was found; empty: nothing to paint. */
  readonly query: string;
  readonly now: Occurrence | null;
}

/**
 * Marks what was found in the blocks that are in the page, and the one occurrence that one is at, without
 * touching the DOM. A browser without the Highlight API lists them all the same.
 */
export function useFoundWords({ slug, revision, query, now }: Options): void {
  const shown = useShownText();
  const pages = useLoadedPages();
  const nodes = useTextNodes();
  const [found, setFound] = useState<{ query: string; hits: readonly FoundHit[] }>({ query: '', hits: [] });

  useEffect(() => {
    if (query === '') return;
    const leaving = new AbortController();
    void inPage({ slug, revision, query }, leaving.signal).then((hits) => {
      if (hits && !leaving.signal.aborted) setFound({ query, hits });
    });
    return () => leaving.abort();
  }, [slug, revision, query, shown, pages]);
  useEffect(
    () => paint('found', query !== '' && found.query === query ? found.hits.flatMap(occurrencesIn).map(targetOf) : []),
    [found, query, shown, pages, nodes],
  );
  useEffect(() => paint('found-now', query !== '' && now ? [targetOf(now)] : []), [query, now, shown, pages, nodes]);
}

/** The hits in the blocks of the page; null: the network failed, and they are listed but not marked. */
async function inPage(
  { slug, revision, query }: { slug: string; revision: number; query: string },
  signal: AbortSignal,
): Promise<FoundHit[] | null> {
  const blocks = blockElements();
  const [first, last] = [blocks[0], blocks.at(-1)];
  if (!first || !last) return [];
  const [hits, to]: [FoundHit[], number] = [[], blockNumber(last)];
  for (let from: number | null = blockNumber(first); from !== null;) {
    const answer = await askIn({ slug, revision }, { query, from, to, limit: 200 }, signal);
    if (!answer.ok) return null;
    hits.push(...answer.data.hits);
    from = answer.data.next;
  }
  return hits;
}

export const occurrencesIn = ({ block, spans }: FoundHit): Occurrence[] => spans.map((span) => ({ block, span }));

export const targetOf = ({ block, span }: Occurrence): WordsTarget => ({
  start: { block, offset: sourceOffset(span.start) },
  end: { block, offset: sourceOffset(span.end) },
});

/** @returns takes the paint off again */
function paint(name: 'found' | 'found-now', targets: readonly WordsTarget[]): (() => void) | undefined {
  const text = articleText();
  if (!text || targets.length === 0 || typeof Highlight === 'undefined') return undefined;
  const ranges = rangesToPaint(targets, blockElements());
  const highlight = new Highlight(...ranges);
  // Over the washes of notes.
  highlight.priority = name === 'found' ? 10 : 11;
  CSS.highlights.set(name, highlight);
  return () => {
    if (CSS.highlights.get(name) === highlight) CSS.highlights.delete(name);
  };
}
