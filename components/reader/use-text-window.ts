import { useEffect, useEffectEvent, useState } from 'react';
import { goToAddress, isThisText, namedIn } from './go-to-place';
import { blockElements, blockNumber, currentBlock, READING_LINE_PX } from './reading-line';
import { TextWindow, textWindow, type PageTable } from './text-window';

interface Options {
  readonly slug: string;
  readonly revision: number;
  readonly pages: PageTable;
}

/** After this rest in scrolling the address names the page one reads. */
const REST_MS = 800;

/**
 * Pages of a long text come and go as one scrolls; links into the text, going back and coming back lead to their
 * places though these may not be in the page.
 *
 * @returns whether pages cannot be fetched, and tries again
 */
export function useTextWindow({ slug, revision, pages }: Options): { trouble: boolean; retry: () => void } {
  const [trouble, setTrouble] = useState(false);
  // An edition never changes, nor do its pages.
  const openWindow = useEffectEvent(() => {
    const opened = TextWindow.open({ slug, revision, pages, onTrouble: setTrouble });
    if (!opened?.isLong) void goToNamed();
    const stops = [followLinks(), ...(opened?.isLong ? [followHistory(), keepAddress(pages)] : [])];
    return () => {
      for (const stop of stops) stop();
      opened?.close();
    };
  });
  useEffect(() => openWindow(), [slug, revision]);
  return { trouble, retry: () => textWindow()?.retry() };
}

/** Where the reader is, as a history entry or this tab remembers it: a block, and where its top was in the window. */
interface Spot {
  readonly key: string;
  readonly number: number;
  readonly top: number;
}

function spotNow(): Spot | null {
  const block = currentBlock(blockElements());
  if (!block?.dataset.block) return null;
  return { key: block.dataset.block, number: blockNumber(block), top: block.getBoundingClientRect().top };
}

async function goToSpot({ key, number, top }: Spot): Promise<boolean> {
  const block = await textWindow()?.bring(key, number);
  if (!block) return false;
  window.scrollBy({ top: block.getBoundingClientRect().top - top, behavior: 'instant' });
  return true;
}

/**
 * Links within the text, the contents, the way back: without loading the page anew, and not by height. Where all of
 * the text is there, fragments are the browser's own.
 */
function followLinks(): () => void {
  const onClick = (event: MouseEvent) => {
    const link = plainLink(event);
    if (!link || !isThisText(new URL(link.href)) || namedIn(new URL(link.href)).id === null) return;
    if (!textWindow()?.isLong && link.getAttribute('href')?.startsWith('#')) return;
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
      named = textWindow()?.indexAtLine(READING_LINE_PX);
    });
  };
  const onEnter = ({ target }: PointerEvent) => {
    const number = target instanceof HTMLElement && Number(target.dataset.section);
    if (number) textWindow()?.prefetch(number);
  };
  document.addEventListener('click', onClick);
  document.addEventListener('pointerover', onEnter, { passive: true });
  return () => {
    document.removeEventListener('click', onClick);
    document.removeEventListener('pointerover', onEnter);
  };
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

interface State {
  readonly meipiSpot?: Spot | null;
}

/** In the history entry that one leaves. */
function rememberSpot(spot: Spot | null): void {
  window.history.replaceState({ ...(window.history.state as State | null), meipiSpot: spot }, '');
}

/** Scroll positions mean nothing where heights are estimates: places do. */
function followHistory(): () => void {
  window.history.scrollRestoration = 'manual';
  const onPop = ({ state }: PopStateEvent) => {
    const spot = (state as State | null)?.meipiSpot;
    void (spot ? goToSpot(spot) : goToHere()).then(() => (named = textWindow()?.indexAtLine(READING_LINE_PX)));
  };
  const onLeave = () => storeSpot();
  addEventListener('popstate', onPop);
  addEventListener('pagehide', onLeave);
  const stored = returning() ? storedSpot() : null;
  void (stored ? goToSpot(stored) : goToHere({ first: true }));
  return () => {
    window.history.scrollRestoration = 'auto';
    removeEventListener('popstate', onPop);
    removeEventListener('pagehide', onLeave);
  };
}

/** Where the address leads. @param first the browser has gone there by itself, if it could */
async function goToHere({ first = false } = {}): Promise<void> {
  const address = new URL(window.location.href);
  const { id } = namedIn(address);
  if (id !== null) {
    if (!first || !address.hash || !document.getElementById(id)) await goToAddress(address);
    return;
  }
  if (first) return;
  const from = Number(address.searchParams.get('from')) || 1;
  const block = await textWindow()?.bringNumber(from);
  if (from === 1) window.scrollTo({ top: 0, behavior: 'instant' });
  else block?.scrollIntoView({ block: 'start', behavior: 'instant' });
}

const returning = (): boolean => {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return navigation?.type === 'reload' || navigation?.type === 'back_forward';
};

const SPOT = 'meipi-spot';

function storeSpot(): void {
  try {
    sessionStorage.setItem(SPOT, JSON.stringify({ ...spotNow(), at: window.location.href }));
  } catch {
    // The page opens where its address says, then.
  }
}

function storedSpot(): Spot | null {
  try {
    const { at, ...spot } = JSON.parse(sessionStorage.getItem(SPOT) ?? 'null') as Spot & { at: string };
    return at === window.location.href && typeof spot.key === 'string' ? spot : null;
  } catch {
    return null;
  }
}

/** Index of the page that the address names, or one in it. */
let named: number | undefined;

/** What one reads is what one shares, reloads and bookmarks: `?from=` names its page. */
function keepAddress(pages: PageTable): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  named = textWindow()?.indexAtLine(READING_LINE_PX);
  const name = () => {
    const index = textWindow()?.indexAtLine(READING_LINE_PX);
    if (index === undefined || index === named) return;
    named = index;
    const address = new URL(window.location.href);
    for (const one of ['b', 'note', 'from']) address.searchParams.delete(one);
    if (index > 0) address.searchParams.set('from', String(pages[index]?.[0]));
    address.hash = '';
    window.history.replaceState(null, '', address);
  };
  const onScroll = () => {
    clearTimeout(timer);
    timer = setTimeout(name, REST_MS);
  };
  addEventListener('scroll', onScroll, { passive: true });
  return () => {
    clearTimeout(timer);
    removeEventListener('scroll', onScroll);
  };
}
