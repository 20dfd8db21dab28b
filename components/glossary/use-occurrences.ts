import { useCallback, useEffect, useRef, useState } from 'react';
import { loadedPages } from '@/components/reader/loaded-pages';
import { useLoadedPages } from '@/components/reader/use-loaded-pages';
import { api } from '@/lib/client/api';
import type { TermOccurrences } from '@/lib/contract/terms';
import type { TermSpans } from './draw-terms';

interface Known {
  /** By which glossary; '': nothing is known yet. */
  readonly glossary: string;
  readonly spans: TermSpans;
  /** Numbers of the first blocks of the pages that were asked about. */
  readonly pages: ReadonlySet<number>;
}

const NOTHING: Known = { glossary: '', spans: new Map(), pages: new Set() };

interface Occurrences extends Known {
  readonly failed: boolean;
  /** Asks for what could not be had, or again for everything: the glossary has changed. */
  readonly ask: (what: 'failed' | 'all') => void;
}

/** Where terms stand in the pages of the text that are there; asked once a page, and again when the glossary is another. */
export function useOccurrences({ slug, revision }: { slug: string; revision: number }): Occurrences {
  const pages = useLoadedPages();
  const [known, setKnown] = useState(NOTHING);
  const [failed, setFailed] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const asking = useRef(new Set<number>());
  /** What was asked before the glossary changed is answered too late. */
  const turn = useRef(0);
  const gone = useRef(false);
  useEffect(() => {
    gone.current = false;
    return () => void (gone.current = true);
  }, []);
  useEffect(() => {
    const ask = async ({ from, to }: { from: number; to: number }) => {
      const asked = turn.current;
      asking.current.add(from);
      const answer = await api('GET /api/articles/:slug/terms/occurrences', {
        params: { slug },
        query: { revision: String(revision), from: String(from), to: String(to) },
      });
      if (gone.current || asked !== turn.current) return;
      asking.current.delete(from);
      setFailed(!answer.ok);
      if (answer.ok) setKnown((before) => withPage(before, from, answer.data));
    };
    for (const page of loadedPages()) if (!known.pages.has(page.from) && !asking.current.has(page.from)) void ask(page);
  }, [slug, revision, pages, known.pages, attempt]);
  const ask = useCallback((what: 'failed' | 'all') => {
    if (what === 'all') {
      turn.current += 1;
      asking.current.clear();
      setKnown(NOTHING);
    }
    setAttempt((before) => before + 1);
  }, []);
  return { ...known, failed, ask };
}

/** What another glossary said does not hold any more. */
function withPage(before: Known, from: number, { glossary, blocks }: TermOccurrences): Known {
  const { spans, pages } = before.glossary === glossary ? before : NOTHING;
  return {
    glossary,
    spans: new Map([...spans, ...blocks.map(({ key, spans: found }) => [key, found] as const)]),
    pages: new Set([...pages, from]),
  };
}
