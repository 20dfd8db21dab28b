import { useEffect } from 'react';
import { readQuery } from '@/lib/domain/reading/read-path';
import { blockNumber, currentBlock } from './reading-line';

/**
 * From an old edition to the paragraph that one reads, in the newest, and in the same script: the server knew only
 * how one began.
 */
export function useNewestLink(old: boolean): void {
  useEffect(() => {
    if (!old) return;
    const onPress = ({ target }: Event) => {
      const link = target instanceof Element ? target.closest<HTMLAnchorElement>('a[data-newest]') : null;
      const block = currentBlock();
      if (!link || !block?.dataset.block) return;
      // Where the paragraph is gone, its number leads nearby.
      const place = readQuery({ from: blockNumber(block), block: block.dataset.block });
      link.href = `${window.location.pathname}${place}`;
    };
    document.addEventListener('click', onPress, { capture: true });
    return () => document.removeEventListener('click', onPress, { capture: true });
  }, [old]);
}
