import type { Place } from '@/lib/domain/text/outline';

/** Where readers without an account stopped: in this browser. */
const keyOf = (slug: string): string => `meipi-place:${slug}`;

/** Storage may be full, forbidden or written by somebody else: then there is no place. */
export function loadPlace(slug: string): Place | null {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(keyOf(slug)) ?? 'null');
    return isPlace(value) ? value : null;
  } catch {
    return null;
  }
}

export function storePlace(slug: string, place: Place): void {
  try {
    localStorage.setItem(keyOf(slug), JSON.stringify(place));
  } catch {
    // Nothing to resume from, then; reading goes on.
  }
}

function isPlace(value: unknown): value is Place {
  const { block, number, progress } = (value ?? {}) as Partial<Record<keyof Place, unknown>>;
  return typeof block === 'string' && Number.isInteger(number) && typeof progress === 'number';
}
