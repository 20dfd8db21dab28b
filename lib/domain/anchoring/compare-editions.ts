/** What became of the blocks of one edition in the next. */

export interface EditionBlock {
  /** Of the later edition's blocks: as the importer made it; {@link carriedKeys} gives the final ones. */
  readonly key: string;
  readonly kind: string;
  readonly text: string;
}

export const BLOCK_FATES = ['unchanged', 'corrected', 'split', 'merged', 'moved', 'new', 'gone'] as const;
export type BlockFate = (typeof BLOCK_FATES)[number];

/** A stretch that differs; either side may be empty. UTF-16 code units into the group's joined texts. */
export interface Hunk {
  readonly oldStart: number;
  readonly oldEnd: number;
  readonly newStart: number;
  readonly newEnd: number;
}

/** Blocks that answer to one another. Several blocks' texts are joined by a line feed. */
export interface Group {
  readonly fate: BlockFate;
  /** Whether it stands elsewhere among what stayed, too. */
  readonly moved: boolean;
  /** Indexes, from 0, ascending; empty for what is new. */
  readonly before: readonly number[];
  /** Empty for what is gone. */
  readonly after: readonly number[];
  /** Between the joined texts; none where they are equal, or where one side is empty. */
  readonly hunks: readonly Hunk[];
}

export interface Comparison {
  readonly before: readonly EditionBlock[];
  readonly after: readonly EditionBlock[];
  /** Every block of either side is in exactly one. In the later edition's order; what is gone stands where it stood. */
  readonly groups: readonly Group[];
}

export function compareEditions(before: readonly EditionBlock[], after: readonly EditionBlock[]): Comparison {
  const free = new Map<string, number[]>();
  before.forEach(({ text }, index) => free.set(text, [...(free.get(text) ?? []), index]));
  const groups: Group[] = after.map(({ text }, index) => {
    const old = free.get(text)?.shift();
    return {
      fate: old === undefined ? 'new' : 'unchanged',
      moved: false,
      before: old === undefined ? [] : [old],
      after: [index],
      hunks: [],
    };
  });
  for (const rest of free.values())
    for (const index of rest) groups.push({ fate: 'gone', moved: false, before: [index], after: [], hunks: [] });
  return { before, after, groups };
}

/** Keys of the later edition's blocks: a block that is recognisably the same keeps its own. No two are equal. */
export function carriedKeys({ before, after, groups }: Comparison): string[] {
  const keys = after.map(({ key }) => key);
  for (const group of groups)
    if (group.before[0] !== undefined && group.after[0] !== undefined)
      keys[group.after[0]] = before[group.before[0]]?.key ?? '';
  return keys;
}
