import { useSyncExternalStore } from 'react';
import { loadedPages } from './loaded-pages';
import { onPages } from './long-text';

/** Which pages of the text are in the page: another value whenever others are. */
export const useLoadedPages = (): string => useSyncExternalStore(onPages, pagesNow, () => '');

const pagesNow = (): string =>
  loadedPages()
    .map(({ from, to }) => `${from}–${to}`)
    .join(' ');
