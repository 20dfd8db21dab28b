import type { Page } from '@playwright/test';

/**
 * Waits, once a page, until nothing has come for half a second: fonts come after the text, and move it. The network is
 * never idle, for what happens to notes is followed by a stream that does not end.
 */
export const untilQuiet = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const known = globalThis as typeof globalThis & { isQuiet?: boolean };
    const come = () => performance.getEntriesByType('resource').length;
    const isLoading = () => document.readyState !== 'complete' || document.fonts.status === 'loading';
    for (let [last, steady] = [come(), 0]; !known.isQuiet; last = come()) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      steady = come() === last && !isLoading() ? steady + 1 : 0;
      if (steady === 5) known.isQuiet = true;
    }
  });
