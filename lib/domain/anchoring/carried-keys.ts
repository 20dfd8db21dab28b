/** A block keeps its key while it is recognisably the same. */
import { JOINT, type Comparison, type EditionBlock, type Group } from './compare-editions';

/**
 * Keys of the later edition's blocks, no two equal. Of a split block the part that kept most of its words keeps the key, of
 * merged ones the one that most words came from gives its own. What is new has the importer's, made another where that is
 * taken (a corrected paragraph keeps the key of the words it had, and somebody may write those anew).
 */
export function carriedKeys({ before, after, groups }: Comparison): string[] {
  const keys = new Map<number, string>();
  for (const group of groups)
    for (const [old, next] of inheritance(group, before, after)) keys.set(next, before[old]?.key ?? '');
  const taken = new Set(keys.values());
  return after.map(({ key }, index) => {
    const carried = keys.get(index);
    if (carried !== undefined) return carried;
    const own = untaken(key, taken);
    taken.add(own);
    return own;
  });
}

function untaken(key: string, taken: ReadonlySet<string>): string {
  for (let copy = 0; ; copy++) {
    const candidate = copy === 0 ? key : `${key.slice(0, 8)}${copy.toString(36)}`;
    if (!taken.has(candidate)) return candidate;
  }
}

/** [before, after] indexes of blocks that are the same: those that share most first, each once. */
export function inheritance(
  group: Group,
  before: readonly EditionBlock[],
  after: readonly EditionBlock[],
): [number, number][] {
  const [firstOld, firstNext] = [group.before[0], group.after[0]];
  if (firstOld === undefined || firstNext === undefined) return [];
  if (group.before.length === 1 && group.after.length === 1) return [[firstOld, firstNext]];
  const [old, next] = [new Set<number>(), new Set<number>()];
  return sharedLengths(group, before, after)
    .sort((one, other) => other.length - one.length || one.old - other.old || one.next - other.next)
    .flatMap((shared): [number, number][] => {
      if (old.has(shared.old) || next.has(shared.next)) return [];
      old.add(shared.old);
      next.add(shared.next);
      return [[shared.old, shared.next]];
    });
}

interface Shared {
  readonly old: number;
  readonly next: number;
  /** UTF-16 code units. */
  readonly length: number;
}

function sharedLengths(group: Group, before: readonly EditionBlock[], after: readonly EditionBlock[]): Shared[] {
  const [olds, nexts] = [extents(group.before, before), extents(group.after, after)];
  return olds.flatMap((old) =>
    nexts.flatMap((next) => {
      const length = equalRuns(group, olds.at(-1)?.end ?? 0).reduce((sum, run) => {
        const start = Math.max(old.start, run.start, next.start - run.shift);
        const end = Math.min(old.end, run.end, next.end - run.shift);
        return sum + Math.max(0, end - start);
      }, 0);
      return length > 0 ? [{ old: old.index, next: next.index, length }] : [];
    }),
  );
}

/** Where each block lies in the group's joined text. */
function extents(indexes: readonly number[], blocks: readonly EditionBlock[]) {
  let start = 0;
  return indexes.map((index) => {
    const end = start + (blocks[index]?.text.length ?? 0);
    const extent = { index, start, end };
    start = end + JOINT.length;
    return extent;
  });
}

/** What is equal between the hunks. `shift`: from the old joined text to the new. @param length of the old one */
function equalRuns({ hunks }: Group, length: number): { start: number; end: number; shift: number }[] {
  const edges = [...hunks, { oldStart: length, oldEnd: length, newStart: 0, newEnd: 0 }];
  let [start, shift] = [0, 0];
  return edges.map((hunk) => {
    const run = { start, end: hunk.oldStart, shift };
    start = hunk.oldEnd;
    shift = hunk.newEnd - hunk.oldEnd;
    return run;
  });
}
