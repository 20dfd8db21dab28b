/** From one edition to the next: where anchors stand then. */
import type { Quote, Standing } from './anchor';
import type { Comparison } from './compare-editions';

/** An anchor with the words it was made on; a null quote: a whole block or article. */
export interface Anchored extends Standing {
  readonly quote: Quote | null;
}

/**
 * @param comparison its `after` with the keys that the edition has
 * @returns where an anchor of the earlier edition stands in the later; the very same object when nothing changes
 */
export function rebaser(_comparison: Comparison): (anchor: Anchored) => Standing {
  return (anchor) => anchor;
}
