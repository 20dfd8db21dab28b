import type { TermsGroup } from '@/components/glossary/terms-listed';
import { termsShown } from '@/lib/server/terms-view';

/** A page of a glossary also as a script shows it: only what is on it is converted. As `termsShown`. */
export async function shownGroups(
  groups: readonly TermsGroup[],
  ...how: Parameters<typeof termsShown> extends [unknown, ...infer Rest] ? Rest : never
): Promise<TermsGroup[]> {
  const views = groups.flatMap(({ terms }) => terms.map(({ term }) => term));
  const shown = new Map((await termsShown(views, ...how)).map((term) => [term.id, term]));
  return groups.map((group) => ({
    ...group,
    terms: group.terms.map((listed) => ({ ...listed, term: shown.get(listed.term.id) ?? listed.term })),
  }));
}
