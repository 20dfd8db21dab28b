import { useEffect, useEffectEvent } from 'react';
import { onPages } from '@/components/reader/long-text';
import { onShown } from '@/components/reader/shown-script';
import { BlocksRead, keptBlocks, sendBlocks } from '@/lib/client/blocks-read';
import type { AssignmentView } from '@/lib/contract/assignments';
import { endingIn, ReadingWatch } from '@/lib/domain/assignments/reading';
import { blocksOfSection } from './block-range';
import type { Begin } from './use-assignments';

interface Given {
  slug: string;
  viewer: string;
  assignments: readonly AssignmentView[];
  begin: Begin;
}

/** Tells the server which blocks of one's assigned sections one has read, and of no others. */
export function useReadBlocks({ slug, viewer, assignments, begin }: Given): void {
  const look = useEffectEvent(() => {
    const wanted = new Set(assignments.filter(isToRead).flatMap(({ section }) => section && blocksOfSection(section)));
    const blocks = [...wanted].filter((block) => block !== null).map(seen);
    return endingIn({ top: barBottom(), bottom: window.innerHeight }, blocks);
  });
  useEffect(() => {
    const out = new BlocksRead({ kept: keptBlocks(viewer, slug), send: sendBlocks(slug, begin) });
    const watch = new ReadingWatch({ look: () => look(), isVisible, onRead: out.add });
    const { moved } = watch;
    const onVisibility = () => {
      moved();
      if (!isVisible()) out.leave();
    };
    window.addEventListener('scroll', moved, { passive: true });
    window.addEventListener('resize', moved);
    window.addEventListener('online', out.hurry);
    window.addEventListener('pagehide', out.leave);
    document.addEventListener('visibilitychange', onVisibility);
    const deaf = [onPages(moved), onShown(moved)];
    return () => {
      window.removeEventListener('scroll', moved);
      window.removeEventListener('resize', moved);
      window.removeEventListener('online', out.hurry);
      window.removeEventListener('pagehide', out.leave);
      document.removeEventListener('visibilitychange', onVisibility);
      deaf.forEach((stop) => stop());
      watch.end();
      // Going elsewhere within the site is leaving, too.
      out.leave();
      out.end();
    };
  }, [slug, viewer, begin]);
}

const isVisible = (): boolean => document.visibilityState === 'visible';

const isToRead = ({ mine, phase }: AssignmentView): boolean =>
  mine !== null && mine.read < mine.blocks && (phase === 'open' || phase === 'overdue');

/** Of what has no lines. */
const SOME_LINE = 24;

function seen(block: HTMLElement) {
  const { bottom, height } = block.getBoundingClientRect();
  const line = parseFloat(getComputedStyle(block).lineHeight) || SOME_LINE;
  return { key: block.dataset.block ?? '', bottom, line: Math.min(line, height) };
}

/** Text under the bar is not seen. */
const barBottom = (): number => document.querySelector('[data-bar]')?.getBoundingClientRect().bottom ?? 0;
