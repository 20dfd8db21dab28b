import { useEffect } from 'react';
import type { Stretch } from '@/lib/domain/text/outline';
import { blockElements, blockNumber, currentBlock, scrolledShare } from './reading-line';

/** Keeps the progress line and the current section of the contents as the page scrolls. */
export function useScrollMarks({ from, to, total }: Stretch): void {
  useEffect(() => {
    const line = document.querySelector<HTMLElement>('[data-progress]');
    const links = Array.from(document.querySelectorAll<HTMLAnchorElement>('a[data-section]'));
    const blocks = blockElements();
    let frame = 0;
    const mark = () => {
      frame = 0;
      const share = (from - 1 + scrolledShare() * (to - from + 1)) / Math.max(total, 1);
      line?.style.setProperty('--read', share.toFixed(4));
      const current = currentBlock(blocks);
      if (current) markSection(links, blockNumber(current));
    };
    const schedule = () => {
      frame ||= requestAnimationFrame(mark);
    };
    schedule();
    window.addEventListener('scroll', schedule, { passive: true });
    window.addEventListener('resize', schedule);
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener('scroll', schedule);
      window.removeEventListener('resize', schedule);
    };
  }, [from, to, total]);
}

/** The current section is the last one that has begun. */
function markSection(links: readonly HTMLAnchorElement[], block: number): void {
  const current = links.findLast((link) => Number(link.dataset.section) <= block);
  if (current?.hasAttribute('aria-current')) return;
  for (const link of links) link.removeAttribute('aria-current');
  if (!current) return;
  current.setAttribute('aria-current', 'location');
  keepInSight(current);
}

/** Scrolls a long rail, never the page. */
function keepInSight(link: HTMLElement): void {
  const rail = link.closest<HTMLElement>('nav');
  if (!rail || rail.scrollHeight <= rail.clientHeight) return;
  const [inner, outer] = [link.getBoundingClientRect(), rail.getBoundingClientRect()];
  if (inner.top < outer.top || inner.bottom > outer.bottom) rail.scrollTop += inner.top - outer.top - outer.height / 3;
}
