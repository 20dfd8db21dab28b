import { goToPlace } from '@/components/reader/go-to-place';
import { articleText } from '@/components/reader/reading-line';
import { rangeOfTarget } from '@/lib/dom/range-target';
import { targetOf, type Occurrence } from './use-found-words';

/** Below the bar, with some air. */
const TOP_PX = 90;

let latest = 0;

/**
 * Brings an occurrence into sight: not at all when it is, by its block when that is long or far.
 *
 * @param panel what may cover the lower part of the window
 */
export async function comeToWords(occurrence: Occurrence, panel: HTMLElement | null): Promise<void> {
  const turn = (latest += 1);
  if (isInSight(occurrence, panel)) return;
  const block = await goToPlace(occurrence.block);
  if (!block || turn !== latest || isInSight(occurrence, panel)) return;
  const place = placeOf(occurrence);
  if (place) window.scrollBy({ top: place.top - TOP_PX - 60, behavior: 'instant' });
}

function placeOf(occurrence: Occurrence): DOMRect | null {
  const text = articleText();
  const range = text && rangeOfTarget(targetOf(occurrence), text);
  return range?.getClientRects()[0] ?? null;
}

function isInSight(occurrence: Occurrence, panel: HTMLElement | null): boolean {
  const place = placeOf(occurrence);
  if (!place) return false;
  const cover = panel?.getBoundingClientRect();
  // A sheet from below covers what lies behind it; a panel beside the text does not.
  const isSheet = cover !== undefined && cover.width > 0 && cover.left <= place.left && cover.right >= place.right;
  const bottom = isSheet ? Math.min(cover.top, window.innerHeight) : window.innerHeight;
  return place.top >= TOP_PX && place.bottom <= bottom - 16;
}
