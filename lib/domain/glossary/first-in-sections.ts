/** Which occurrences of terms are the first of their term in a section: those are offered to the keyboard. */
import type { Heading } from '../text/sections';

/**
 * Every heading begins a section, of whatever level; what stands before the first is one of its own, and a heading is
 * in the section that it begins.
 *
 * @param blocks in order, each with its places in order; whole sections, or what is first in a stretch is not known
 * @param headings of the article, in order
 * @returns those of the places
 */
export function firstInSections<Place extends { readonly term: string }>(
  blocks: Iterable<{ readonly number: number; readonly places: readonly Place[] }>,
  headings: readonly Pick<Heading, 'number'>[],
): Set<Place> {
  const first = new Set<Place>();
  const met = new Set<string>();
  let next = 0;
  for (const { number, places } of blocks) {
    for (; (headings[next]?.number ?? Infinity) <= number; next++) met.clear();
    for (const place of places) {
      if (!met.has(place.term)) first.add(place);
      met.add(place.term);
    }
  }
  return first;
}
