import { useEffect } from 'react';
import { articleText } from './reading-line';

const MARK_MS = 3_200; // as long as the animation in text.module.css

/** `?b=<key>` without a fragment still goes to its block; a paragraph's number becomes the address. */
export function useMarkedBlock(): void {
  useEffect(() => {
    const text = articleText();
    if (!text) return;
    if (!window.location.hash) text.querySelector('[data-marked]')?.scrollIntoView({ block: 'start' });
    const onClick = (event: MouseEvent) => {
      if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      const link = event.target instanceof Element && event.target.closest<HTMLAnchorElement>('a[href^="?b="]');
      const block = link && link.parentElement?.dataset.block;
      if (!block || link.hash !== `#b-${block}`) return;
      event.preventDefault();
      window.history.replaceState(null, '', link.href);
      mark(text, link.parentElement);
    };
    text.addEventListener('click', onClick);
    return () => text.removeEventListener('click', onClick);
  }, []);
}

function mark(text: HTMLElement, block: HTMLElement | null): void {
  text.querySelector('[data-marked]')?.removeAttribute('data-marked');
  if (!block) return;
  block.dataset.marked = 'true';
  setTimeout(() => block.removeAttribute('data-marked'), MARK_MS);
}
