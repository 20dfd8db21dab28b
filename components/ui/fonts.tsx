'use client';

import { useEffect } from 'react';

/**
 * Brings the self-hosted typefaces once the page stands: their style sheets name some two hundred
 * subsets each (33 kB gzipped), which must not hold the text up. Until then system fonts serve. Those
 * for Traditional script come when something on the page is in it.
 */
export function Fonts() {
  useEffect(() => {
    void import('./font-faces');
    const look = () => {
      if (!document.querySelector('[lang|="zh-Hant"]')) return;
      watch.disconnect();
      void import('./font-faces-traditional');
    };
    const watch = new MutationObserver(look);
    watch.observe(document.documentElement, { subtree: true, attributeFilter: ['lang'] });
    look();
    return () => watch.disconnect();
  }, []);
  return null;
}
