'use client';

import { useEffect } from 'react';

/**
 * Brings the self-hosted typefaces once the page stands: their style sheets name some two hundred
 * subsets each (33 kB gzipped), which must not hold the text up. Until then system fonts serve.
 */
export function Fonts() {
  useEffect(() => {
    void import('./font-faces');
  }, []);
  return null;
}
