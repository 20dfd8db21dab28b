import { useEffect, useRef, useState } from 'react';
import { api } from '@/lib/client/api';
import type { Place } from '@/lib/domain/text/outline';
import { loadPlace, storePlace } from './local-place';
import { readShare } from './read-share';
import { blockNumber, currentBlock } from './reading-line';

/** The scrolling has come to rest. */
const REST_MS = 1_200;
/** After a jump (contents, footnote, link to a paragraph) one looks around before one reads on. */
const LOOK_AROUND_MS = 8_000;
/** Nearer than this many blocks is no place to offer. */
const NEAR_BLOCKS = 2;
/** What moves the page because the reader wants to read on. */
const OWN_MOVES = ['wheel', 'touchmove', 'keydown'] as const;

interface Options {
  slug: string;
  signedIn: boolean;
  place: Place | null;
  /** Whether there is a place at all: in the newest edition. */
  kept: boolean;
}

/**
 * Remembers where one stops reading — in the account, or in this browser for those without one —
 * and offers the place of last time when the page opens far from it.
 */
export function usePlace({ slug, signedIn, place, kept }: Options): { offered: Place | null; dismiss: () => void } {
  const [offered, setOffered] = useState<Place | null>(null);
  const known = useRef(place);

  useEffect(() => {
    if (!kept) return;
    const last = known.current ?? loadPlace(slug);
    if (last && !addressNamesPlace() && isFar(last)) setOffered(last);
  }, [slug, kept]);

  useEffect(() => {
    if (!kept) return;
    const keep = (placeNow: Place, leaving: boolean) => {
      if (!signedIn) return storePlace(slug, placeNow);
      const { block, progress } = placeNow;
      void api('PUT /api/articles/:slug/place', { params: { slug }, body: { block, progress }, keepalive: leaving });
    };
    return followReading(keep);
  }, [slug, signedIn, kept]);

  return { offered, dismiss: () => setOffered(null) };
}

const addressNamesPlace = (): boolean =>
  window.location.hash !== '' ||
  ['b', 'note', 'from'].some((name) => new URLSearchParams(window.location.search).has(name));

const isFar = (place: Place): boolean => {
  const here = currentBlock();
  return here === undefined || Math.abs(blockNumber(here) - place.number) > NEAR_BLOCKS;
};

function placeNow(): Place | undefined {
  const block = currentBlock();
  if (!block?.dataset.block) return undefined;
  return { block: block.dataset.block, number: blockNumber(block), progress: readShare() };
}

/** Calls `keep` with the place whenever the reader's own scrolling comes to rest, and on leaving. */
function followReading(keep: (place: Place, leaving: boolean) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let movedAt = 0;
  let jumpedAt = -Infinity;
  let latest: Place | undefined;
  let kept: string | undefined;

  const flush = (leaving: boolean) => {
    clearTimeout(timer);
    if (!latest || latest.block === kept) return;
    kept = latest.block;
    keep(latest, leaving);
  };
  const onMove = () => {
    movedAt = performance.now();
  };
  const onScroll = () => {
    const now = performance.now();
    if (now - movedAt > REST_MS || now - jumpedAt < LOOK_AROUND_MS) return;
    movedAt = now; // a fling scrolls on by itself
    latest = placeNow();
    clearTimeout(timer);
    timer = setTimeout(() => flush(false), REST_MS);
  };
  const onJump = () => {
    jumpedAt = performance.now();
    flush(false);
  };
  const onClick = (event: MouseEvent) => {
    if (event.target instanceof Element && event.target.closest('a[href*="#"]')) onJump();
  };
  const onPointerDown = (event: PointerEvent) => {
    if (event.target === document.documentElement) onMove(); // the scroll bar
  };
  const onLeave = () => flush(true);

  for (const name of OWN_MOVES) window.addEventListener(name, onMove, { passive: true });
  window.addEventListener('pointerdown', onPointerDown);
  window.addEventListener('scroll', onScroll, { passive: true });
  window.addEventListener('hashchange', onJump);
  document.addEventListener('click', onClick, { capture: true });
  window.addEventListener('pagehide', onLeave);
  return () => {
    flush(true);
    for (const name of OWN_MOVES) window.removeEventListener(name, onMove);
    window.removeEventListener('pointerdown', onPointerDown);
    window.removeEventListener('scroll', onScroll);
    window.removeEventListener('hashchange', onJump);
    document.removeEventListener('click', onClick, { capture: true });
    window.removeEventListener('pagehide', onLeave);
  };
}
