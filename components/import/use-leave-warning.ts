'use client';

import { useEffect } from 'react';

/** Asks before the page is left, by the browser's own means or by a link. */
export function useLeaveWarning(active: boolean, question: string): void {
  useEffect(() => {
    if (!active) return;
    const beforeUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const click = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href]') : null;
      const elsewhere = link && !link.target && !event.metaKey && !event.ctrlKey && !event.shiftKey;
      if (!elsewhere || link.hash || confirm(question)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    addEventListener('beforeunload', beforeUnload);
    // Before the router hears of it.
    document.addEventListener('click', click, { capture: true });
    return () => {
      removeEventListener('beforeunload', beforeUnload);
      document.removeEventListener('click', click, { capture: true });
    };
  }, [active, question]);
}
