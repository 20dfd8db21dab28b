import { useEffect, useEffectEvent, useMemo, useState } from 'react';
import { onPages } from '@/components/reader/long-text';
import { blockOf, type Note } from './note';
import { pageBlocks } from './page-text';

/** So few have all their cards in the margin. */
const FEW = 60;
/** Above and below the window, in heights of it. */
const NEAR = 1;

/**
 * Where there are many notes, only those near the window have cards; others follow as one scrolls.
 *
 * @param active has its card wherever it is
 */
export function useNearNotes(notes: readonly Note[], active: string | null): readonly Note[] {
  const many = notes.length > FEW;
  /** Indices of the first and last near one. */
  const [near, setNear] = useState<readonly [number, number]>([0, FEW - 1]);
  const look = useEffectEvent(() => {
    const [first, last] = stretchNear(notes);
    if (first !== near[0] || last !== near[1]) setNear([first, last]);
  });
  useEffect(() => {
    if (!many) return;
    let frame = 0;
    const soon = () => {
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        look();
      });
    };
    soon();
    const deaf = onPages(soon);
    addEventListener('scroll', soon, { passive: true });
    addEventListener('resize', soon);
    return () => {
      cancelAnimationFrame(frame);
      deaf();
      removeEventListener('scroll', soon);
      removeEventListener('resize', soon);
    };
  }, [many, notes]);
  return useMemo(
    () => (many ? notes.filter(({ id }, index) => (near[0] <= index && index <= near[1]) || id === active) : notes),
    [many, notes, near, active],
  );
}

/** Notes are in order, so those near the window are a stretch of them: at most `FEW`, the middle of it. */
function stretchNear(notes: readonly Note[]): [number, number] {
  const places = new Map(pageBlocks().map((block) => [block.dataset.block, block]));
  const known = new Map<string | null, boolean>();
  const isNear = (block: string | null): boolean => {
    const box = (block === null ? undefined : places.get(block))?.getBoundingClientRect();
    return box !== undefined && box.bottom > -NEAR * innerHeight && box.top < (1 + NEAR) * innerHeight;
  };
  const nearBlock = (note: Note): boolean => {
    const block = blockOf(note);
    const near = known.get(block) ?? isNear(block);
    known.set(block, near);
    return near;
  };
  const first = notes.findIndex(nearBlock);
  const last = notes.findLastIndex(nearBlock);
  const over = last - first + 1 - FEW;
  return over > 0 ? [first + Math.floor(over / 2), last - Math.ceil(over / 2)] : [first, last];
}
