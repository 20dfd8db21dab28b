import { useEffect } from 'react';
import { readShare } from './read-share';
import { blockNumber, currentBlock } from './reading-line';
import { onPages } from './long-text';

/** Keeps the progress line and the current section of the contents as the page scrolls. */
export function useScrollMarks(): void {
  useEffect(() => {
    const line = document.querySelector<HTMLElement>('[data-progress]');
    const links = Array.from(document.querySelectorAll<HTMLAnchorElement>('a[data-section]'));
    let frame = 0;
    const mark = () => {
      frame = 0;
      line?.style.setProperty('--read', readShare().toFixed(4));
      const current = currentBlock();
      if (current) markSection(links, blockNumber(current));
    };
    const schedule = () => {
      frame ||= requestAnimationFrame(mark);
    };
    schedule();
    window.addEventListener('scroll', schedule, { passive: true });
    window.addEventListener('resize', schedule);
    const deaf = onPages(schedule);
    return () => {
      cancelAnimationFrame(frame);
      deaf();
      window.removeEventListener('scroll', schedule);
      window.removeEventListener('resize', schedule);
    };
  }, []);
}

/** The current section is the last one that has begun. */
function markSection(links: readonly HTMLAnchorElement[], block: number): void {
  const current = links.findLast((link) => Number(link.dataset.section) <= block);
  if (current?.hasAttribute('aria-current')) return;
  for (const link of links) link.removeAttribute('aria-current');
  if (!current) return;
  current.setAttribute('aria-current', 'location');
  unfoldTo(current);
  keepInSight(current);
}

/** Unfolds what the current section stands in, and folds again what was unfolded only for the one before. */
function unfoldTo(link: HTMLElement): void {
  const rail = link.closest<HTMLElement>('nav');
  for (const folder of rail?.querySelectorAll<HTMLDetailsElement>('details') ?? []) {
    if (folder.contains(link)) {
      if (!folder.open) folder.dataset.unfolded = '';
      folder.open = true;
    } else if (folder.dataset.unfolded !== undefined) {
      delete folder.dataset.unfolded;
      folder.open = false;
    }
  }
}

/** Scrolls a long rail, never the page. */
function keepInSight(link: HTMLElement): void {
  const rail = link.closest<HTMLElement>('nav');
  if (!rail || rail.scrollHeight <= rail.clientHeight) return;
  const [inner, outer] = [link.getBoundingClientRect(), rail.getBoundingClientRect()];
  if (inner.top < outer.top || inner.bottom > outer.bottom) rail.scrollTop += inner.top - outer.top - outer.height / 3;
}
