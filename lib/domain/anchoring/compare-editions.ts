/** What became of the blocks of one edition in the next. */
import { alignEqual, increasing } from './align-equal';
import { similarBlocks } from './similar-blocks';
import { hunksBetween, type Hunk } from './text-diff';

export interface EditionBlock {
  /** Of the later edition's blocks: as the importer made it; `carriedKeys` gives the final ones. */
  readonly key: string;
  readonly kind: string;
  readonly text: string;
}

export const BLOCK_FATES = ['unchanged', 'corrected', 'split', 'merged', 'moved', 'new', 'gone'] as const;
export type BlockFate = (typeof BLOCK_FATES)[number];

/** Blocks that answer to one another. Several blocks' texts are joined by {@link JOINT}. */
export interface Group {
  readonly fate: BlockFate;
  /** Whether it stands elsewhere among what stayed, too. */
  readonly moved: boolean;
  /** Indexes, from 0, in the order in which their texts are joined: that of the other side where it is one block. */
  readonly before: readonly number[];
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

/** Between blocks' texts where they are one text. */
export const JOINT = '\n';

export const joinedText = (blocks: readonly EditionBlock[], indexes: readonly number[]): string =>
  indexes.map((index) => blocks[index]?.text ?? '').join(JOINT);

/** Indexes of blocks on either side that belong together. */
export interface Match {
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/**
 * Equal texts first, in order; then equal ones elsewhere; then those that are alike. Near linear in the length of the texts.
 * Whether a heading became a paragraph is not asked: notes stand on words.
 */
export function compareEditions(before: readonly EditionBlock[], after: readonly EditionBlock[]): Comparison {
  const inOrder = alignEqual(before.map(textOf), after.map(textOf));
  const equal = [...inOrder, ...equalElsewhere(before, after, inOrder)];
  const similar = similarBlocks(before, after, equal);
  const matches: Match[] = [...equal.map(([a, b]) => ({ before: [a], after: [b] })), ...similar];
  return { before, after, groups: inReadingOrder(before, after, matches) };
}

const textOf = ({ text }: EditionBlock): string => text;

/** Equal texts among what is left, the first with the first. */
function equalElsewhere(
  before: readonly EditionBlock[],
  after: readonly EditionBlock[],
  matched: readonly [number, number][],
): [number, number][] {
  const [old, next] = [new Set(matched.map(([a]) => a)), new Set(matched.map(([, b]) => b))];
  const left = new Map<string, number[]>();
  before.forEach(({ text }, index) => {
    if (old.has(index) || text.trim() === '') return;
    const known = left.get(text);
    if (known) known.push(index);
    else left.set(text, [index]);
  });
  return after.flatMap(({ text }, index): [number, number][] => {
    const found = next.has(index) ? undefined : left.get(text)?.shift();
    return found === undefined ? [] : [[found, index]];
  });
}

function inReadingOrder(
  before: readonly EditionBlock[],
  after: readonly EditionBlock[],
  matches: readonly Match[],
): Group[] {
  const byPlace = [...matches].sort((one, other) => Math.min(...one.after) - Math.min(...other.after));
  const stayed = new Set(
    increasing(byPlace.map(({ before: [first = 0] }, index): [number, number] => [index, first])).map(
      ([index]) => index,
    ),
  );
  const groups = byPlace.map((match, index) => groupOf(before, after, match, !stayed.has(index)));
  const matchedBefore = new Map(groups.flatMap((group) => group.before.map((index) => [index, group] as const)));
  const matchedAfter = new Map(groups.flatMap((group) => group.after.map((index) => [index, group] as const)));

  const ordered: Group[] = [];
  const placed = new Set<Group>();
  const said = new Set<number>();
  /** What is gone from before block `from` on, up to the next that stayed. */
  const leave = (from: number) => {
    for (let index = from; index < before.length; index++) {
      const group = matchedBefore.get(index);
      if (group && !group.moved && !placed.has(group)) return;
      if (group || said.has(index)) continue;
      said.add(index);
      ordered.push({ fate: 'gone', moved: false, before: [index], after: [], hunks: [] });
    }
  };
  leave(0);
  after.forEach((_, index) => {
    const group = matchedAfter.get(index);
    if (!group) return void ordered.push({ fate: 'new', moved: false, before: [], after: [index], hunks: [] });
    if (placed.has(group)) return;
    placed.add(group);
    ordered.push(group);
    if (!group.moved) leave(Math.max(...group.before) + 1);
  });
  return ordered;
}

function groupOf(
  blocks: readonly EditionBlock[],
  laterBlocks: readonly EditionBlock[],
  { before, after }: Match,
  moved: boolean,
): Group {
  const hunks = hunksBetween(joinedText(blocks, before), joinedText(laterBlocks, after));
  return { fate: fateOf(before.length, after.length, hunks.length > 0, moved), moved, before, after, hunks };
}

function fateOf(before: number, after: number, changed: boolean, moved: boolean): BlockFate {
  if (after > before) return 'split';
  if (after < before) return 'merged';
  if (changed) return 'corrected';
  return moved ? 'moved' : 'unchanged';
}
