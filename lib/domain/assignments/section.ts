/**
 * The section of an assignment, from its first block to its last, as an edition's blocks follow one another. It goes
 * with its blocks: design §9.
 */

/** Keys of the blocks it begins and ends with. */
export interface Section {
  readonly first: string;
  readonly last: string;
}

/** Keys of the blocks of a section, in order; empty where it is not in the text as it stands. */
export function blocksOf(section: Section, keys: readonly string[]): readonly string[] {
  const from = keys.indexOf(section.first);
  const to = keys.indexOf(section.last);
  return from < 0 || to < from ? [] : keys.slice(from, to + 1);
}

/**
 * Where a section is in the next edition: the stretch that holds most of its blocks and none that stood outside it
 * before. So what is inserted within belongs to it, what is inserted before or behind it does not, and a block that
 * went elsewhere does not draw the section after it. Of two stretches with as many blocks it is the earlier.
 *
 * @param before keys of the edition before, in order
 * @param after keys of the next edition, in order
 * @returns null: none of its blocks is left
 */
export function followSection(section: Section, before: readonly string[], after: readonly string[]): Section | null {
  const within = new Set(blocksOf(section, before));
  const known = new Set(before);
  let best = null as Stretch | null;
  let current = null as Stretch | null;
  for (const key of after) {
    if (within.has(key)) current = { first: current?.first ?? key, last: key, size: (current?.size ?? 0) + 1 };
    else if (known.has(key)) current = null;
    if (current && current.size > (best?.size ?? 0)) best = current;
  }
  return best && { first: best.first, last: best.last };
}

interface Stretch extends Section {
  /** How many of the section's blocks it has. */
  readonly size: number;
}
