'use client';

import { useEffect } from 'react';

/**
 * Brings the self-hosted typefaces once the page stands: their style sheets name some two hundred
 * subsets each (33 kB gzipped), which must not hold the text up. Until then system fonts serve. Those
 * for Traditional script come when something on the page is in it.
 *
 * Letters come one by one, and a system font's are not as high: what keeps the text in place, the browser's way or ours,
 * goes by the letters, and moves it when they change. So one script's letters stand in for the other's, but not before
 * it is known where those are: they would be fetched in their place.
 */
export function Fonts() {
  useEffect(() => {
    void import('./font-faces').then(() => standIn('simplified', 'Noto Serif TC'));
    const look = () => {
      if (!document.querySelector('[lang|="zh-Hant"]')) return;
      watch.disconnect();
      void import('./font-faces-traditional').then(() => standIn('traditional', 'Noto Serif SC'));
    };
    const watch = new MutationObserver(look);
    watch.observe(document.documentElement, { subtree: true, attributeFilter: ['lang'] });
    look();
    return () => watch.disconnect();
  }, []);
  return null;
}

/** @param family what serves while letters of the script are on the way; see `app/tokens.css` */
const standIn = (script: 'simplified' | 'traditional', family: string): void =>
  document.documentElement.style.setProperty(`--stand-in-${script}`, `'${family}'`);
