import { useEffect, useEffectEvent, useState } from 'react';
import { goToAddress, isThisText, namedIn } from './go-to-place';
import { longText, type PageTable } from './long-text';
import { rememberSpot, spotNow } from './spot';

interface Options {
  readonly slug: string;
  readonly revision: number;
  readonly pages: PageTable;
}

/**
 * Pages of a long text come and go as one scrolls; links into the text, going back and coming back lead to their
 * places though these may not be in the page.
 *
 * @returns whether pages cannot be fetched, and tries again
 */
export function useTextWindow({ slug, revision, pages }: Options): { trouble: boolean; retry: () => void } {
  const [trouble, setTrouble] = useState(false);
  // An edition never changes, nor do its pages.
  const openText = useEffectEvent(() => {
    const isLong = pages.length > 1;
    let [gone, close] = [false, (): void => undefined];
    if (!isLong) void goToNamed();
    else
      void import('./open-long-text').then(({ openLongText }) => {
        if (!gone) close = openLongText({ slug, revision, pages, onTrouble: setTrouble });
        // The links to the pages before and after stay where they are, else.
      }, console.error);
    const stop = followLinks(isLong);
    return () => {
      gone = true;
      stop();
      close();
    };
  });
  useEffect(() => openText(), [slug, revision]);
  return { trouble, retry: () => longText()?.retry() };
}

/**
 * Links within the text, the contents, the way back: without loading the page anew, and not by height. Where all of
 * the text is there, fragments are the browser's own.
 */
function followLinks(isLong: boolean): () => void {
  const onClick = (event: MouseEvent) => {
    const link = plainLink(event);
    if (!link || !isThisText(new URL(link.href)) || namedIn(new URL(link.href)).id === null) return;
    if (!isLong && link.getAttribute('href')?.startsWith('#')) return;
    event.preventDefault();
    const address = new URL(link.href);
    const number = Number(link.dataset.section) || undefined;
    const ownNumber = link.parentElement?.dataset.block && link.parentElement.id === address.hash.slice(1);
    const spot = spotNow();
    void goToAddress(address, number).then((found) => {
      if (!found) return window.location.assign(address);
      if (ownNumber) window.history.replaceState(null, '', address);
      else {
        rememberSpot(spot);
        window.history.pushState(null, '', address);
      }
    });
  };
  document.addEventListener('click', onClick);
  return () => document.removeEventListener('click', onClick);
}

const plainLink = (event: MouseEvent): HTMLAnchorElement | null =>
  event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey
    ? null
    : event.target instanceof Element
      ? event.target.closest<HTMLAnchorElement>('a[href]')
      : null;

/** `?b=<key>` without a fragment still goes to its block. */
async function goToNamed(): Promise<void> {
  const { hash, href } = window.location;
  if (!hash && namedIn(new URL(href)).block !== null) await goToAddress(new URL(href));
}
