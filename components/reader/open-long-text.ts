import { goToAddress, namedIn } from './go-to-place';
import { longText, type PageTable } from './long-text';
import { READING_LINE_PX } from './reading-line';
import { goToSpot, spotNow, type Spot, type SpotState } from './spot';
import { TextWindow } from './text-window';

/** After this rest in scrolling the address names the page one reads. */
const REST_MS = 800;

/** @returns lets everything be */
export function openLongText(options: Parameters<typeof TextWindow.open>[0]): () => void {
  const opened = TextWindow.open(options);
  const stops = [fetchAhead(), followHistory(), keepAddress(options.pages)];
  return () => {
    for (const stop of stops) stop();
    opened?.close();
  };
}

/** Whoever points at a chapter may want it next. */
function fetchAhead(): () => void {
  const onEnter = ({ target }: PointerEvent) => {
    const number = target instanceof HTMLElement && Number(target.dataset.section);
    if (number) longText()?.prefetch(number);
  };
  document.addEventListener('pointerover', onEnter, { passive: true });
  return () => document.removeEventListener('pointerover', onEnter);
}

/** Scroll positions mean nothing where heights are estimates: places do. */
function followHistory(): () => void {
  window.history.scrollRestoration = 'manual';
  const onPop = ({ state }: PopStateEvent) => {
    const spot = (state as SpotState | null)?.meipiSpot;
    void (spot ? goToSpot(spot) : goToHere());
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
  const block = await longText()?.bringNumber(from);
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

/** Index of the page with the block that the address names; undefined where it names none, or one far away. */
function pageNamed(): number | undefined {
  const { block } = namedIn(new URL(window.location.href));
  const page = block === null ? null : document.getElementById(`b-${block}`)?.closest<HTMLElement>('[data-page]');
  return page ? Number(page.dataset.page) : undefined;
}

/** What one reads is what one shares, reloads and bookmarks: `?from=` names its page. */
function keepAddress(pages: PageTable): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let [named, at] = [pageNamed() ?? longText()?.indexAtLine(READING_LINE_PX), window.location.search];
  const name = () => {
    const index = longText()?.indexAtLine(READING_LINE_PX);
    // A link has been followed.
    if (window.location.search !== at) [named, at] = [pageNamed(), window.location.search];
    if (index === undefined || index === named) return;
    named = index;
    const address = new URL(window.location.href);
    for (const one of ['b', 'note', 'from']) address.searchParams.delete(one);
    if (index > 0) address.searchParams.set('from', String(pages[index]?.[0]));
    address.hash = '';
    window.history.replaceState(null, '', address);
    at = window.location.search;
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
