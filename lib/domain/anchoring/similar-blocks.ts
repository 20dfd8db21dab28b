/** Which blocks are recognisably the same though their words changed: corrected, split, merged. */
import type { EditionBlock, Match } from './compare-editions';
import { survivors } from './text-diff';

/** Share of what two blocks have in common (Dice's coefficient) from which one is the other, corrected. */
const ALIKE = 0.5;
/** Share of a block's words that another has, from which it is a part of it. */
const CONTAINED = 0.5;
/** The same of a block whose neighbour is in the same whole already, if so much of it is nobody else's. */
const CONTAINED_BESIDE = 0.25;

/**
 * @param equal pairs of blocks already matched
 * @returns further matches; no block is in two, nor in an equal pair — except that what a block was cut off from, or went
 * into, may be one of an equal pair: then there is no match, for nobody can say which words were meant
 */
export function similarBlocks(
  before: readonly EditionBlock[],
  after: readonly EditionBlock[],
  equal: readonly (readonly [number, number])[],
): Match[] {
  const [old, next] = leftOver(before, after, equal);
  const gapOf = gaps(equal);
  const pairs = bestPairs(old, next, gapOf);
  const groups = pairs.map(([a, b]): Draft => ({ before: [a], after: [b] }));
  attachParts(groups, old, next);
  pairByPlace(groups, before, after, { old, next, gapOf });
  return joinNeighbours(groups, old, next).map((group) => {
    const [wholeBefore, wholeAfter] = [onlyOne(group.before, before), onlyOne(group.after, after)];
    return {
      before: wholeAfter === null ? sorted(group.before) : inOrderOf(group.before, before, wholeAfter),
      after: wholeBefore === null ? sorted(group.after) : inOrderOf(group.after, after, wholeBefore),
    };
  });
}

const onlyOne = (indexes: readonly number[], blocks: readonly EditionBlock[]): string | null =>
  indexes.length === 1 ? (blocks[indexes[0] ?? -1]?.text ?? null) : null;

interface Draft {
  before: number[];
  after: number[];
}

const sorted = (indexes: readonly number[]): number[] => [...indexes].sort((a, b) => a - b);

/** A block by the hashes of its characters, three in a row. */
type Grams = ReadonlySet<number>;

const GRAM = 3;
/** In UTF-16 code units. Of so much every fourth gram must do, the same everywhere: a novel rewritten is half of it. */
const MUCH = 2_000_000;

function gramsOf(text: string, every: 1 | 4): Grams {
  const grams = new Set<number>();
  for (let at = 0; at + GRAM <= text.length; at++) {
    let hash = 0;
    for (let i = at; i < at + GRAM; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x9e3779b1) ^ (hash >>> 13);
    if ((hash & (every - 1)) === 0) grams.add(hash);
  }
  return grams;
}

type LeftOver = ReadonlyMap<number, Grams>;

function leftOver(
  before: readonly EditionBlock[],
  after: readonly EditionBlock[],
  equal: readonly (readonly [number, number])[],
): [LeftOver, LeftOver] {
  const unmatched = (blocks: readonly EditionBlock[], matched: ReadonlySet<number>) =>
    blocks.flatMap(({ text }, index) => (matched.has(index) ? [] : [{ index, text }]));
  const old = unmatched(before, new Set(equal.map(([a]) => a)));
  const next = unmatched(after, new Set(equal.map(([, b]) => b)));
  const length = [...old, ...next].reduce((sum, { text }) => sum + text.length, 0);
  const grams = (blocks: typeof old): LeftOver =>
    new Map(blocks.map(({ index, text }) => [index, gramsOf(text, length > MUCH ? 4 : 1)]));
  return [grams(old), grams(next)];
}

/** Between which equal pairs, counted in the earlier edition's order, a block of either side lies. */
interface Gaps {
  readonly before: (index: number) => number;
  readonly after: (index: number) => number;
}

function gaps(equal: readonly (readonly [number, number])[]): Gaps {
  const firsts = sorted(equal.map(([a]) => a));
  const rank = new Map(firsts.map((index, position) => [index, position + 1]));
  const byAfter = [...equal].sort(([, one], [, other]) => one - other);
  const seconds = byAfter.map(([, b]) => b);
  return {
    before: (index) => countBelow(firsts, index),
    after: (index) => rank.get(byAfter[countBelow(seconds, index) - 1]?.[0] ?? -1) ?? 0,
  };
}

function countBelow(ascending: readonly number[], value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What more blocks share says little about which is which. */
const TOO_COMMON = 24;

interface Edge {
  readonly before: number;
  readonly after: number;
  readonly dice: number;
  readonly sameGap: boolean;
}

/** The most alike first; of equally alike ones those between the same neighbours. */
function bestPairs(old: LeftOver, next: LeftOver, gapOf: Gaps): [number, number][] {
  const edges: Edge[] = [];
  const index = postingsOf(next);
  for (const [a, grams] of old)
    for (const [b, shared] of sharing(grams, index)) {
      const dice = (2 * shared) / (grams.size + (next.get(b)?.size ?? 0));
      if (dice >= ALIKE * 0.8)
        edges.push({
          before: a,
          after: b,
          dice: diceOf(grams, next.get(b)),
          sameGap: gapOf.before(a) === gapOf.after(b),
        });
    }
  edges.sort(
    (one, other) =>
      other.dice - one.dice ||
      Number(other.sameGap) - Number(one.sameGap) ||
      Math.abs(one.before - one.after) - Math.abs(other.before - other.after),
  );
  const [takenBefore, takenAfter] = [new Set<number>(), new Set<number>()];
  return edges.flatMap(({ before, after, dice }): [number, number][] => {
    if (dice < ALIKE || takenBefore.has(before) || takenAfter.has(after)) return [];
    takenBefore.add(before);
    takenAfter.add(after);
    return [[before, after]];
  });
}

function postingsOf(blocks: LeftOver): Map<number, number[]> {
  const postings = new Map<number, number[]>();
  for (const [index, grams] of blocks)
    for (const gram of grams) {
      const known = postings.get(gram);
      if (!known) postings.set(gram, [index]);
      else if (known.length <= TOO_COMMON) known.push(index);
    }
  return postings;
}

/** How many grams each block shares with these, what is too common left out. */
function sharing(grams: Grams, postings: ReadonlyMap<number, number[]>): Map<number, number> {
  const shared = new Map<number, number>();
  for (const gram of grams) {
    const blocks = postings.get(gram);
    if (!blocks || blocks.length > TOO_COMMON) continue;
    for (const block of blocks) shared.set(block, (shared.get(block) ?? 0) + 1);
  }
  return shared;
}

const diceOf = (one: Grams, other: Grams = new Set()): number =>
  one.size + other.size === 0 ? 0 : (2 * common(one, other)) / (one.size + other.size);

function common(one: Grams, other: Grams): number {
  const [small, large] = one.size < other.size ? [one, other] : [other, one];
  let count = 0;
  for (const gram of small) if (large.has(gram)) count++;
  return count;
}

/** What was cut off goes with what it was cut from; what was put into another block goes with that. */
function attachParts(groups: Draft[], old: LeftOver, next: LeftOver): void {
  attach(groups, { parts: next, wholes: old, part: 'after', whole: 'before' });
  attach(groups, { parts: old, wholes: next, part: 'before', whole: 'after' });
}

interface Attaching {
  readonly parts: LeftOver;
  readonly wholes: LeftOver;
  readonly part: 'before' | 'after';
  readonly whole: 'before' | 'after';
}

function attach(groups: Draft[], { parts, wholes, part, whole }: Attaching): void {
  const groupOf = new Map(groups.flatMap((group) => group[whole].map((index) => [index, group] as const)));
  const taken = new Set(groups.flatMap((group) => group[part]));
  const postings = postingsOf(wholes);
  for (const [index, grams] of parts) {
    if (taken.has(index) || grams.size === 0) continue;
    const [best] = [...sharing(grams, postings)].sort(([, one], [, other]) => other - one);
    if (!best || best[1] < grams.size * CONTAINED_BESIDE * 0.8) continue;
    const [wholeIndex] = best;
    const wholeGrams = wholes.get(wholeIndex) ?? new Set();
    const group = groupOf.get(wholeIndex) ?? { before: [], after: [] };
    const beside = group[part].some((other) => Math.abs(other - index) === 1);
    const accounted = new Set(group[part].flatMap((other) => [...(parts.get(other) ?? [])]));
    const gained = [...grams].filter((gram) => wholeGrams.has(gram) && !accounted.has(gram)).length;
    if (gained < grams.size * (beside ? CONTAINED_BESIDE : CONTAINED)) continue;
    if (!groupOf.has(wholeIndex)) {
      group[whole].push(wholeIndex);
      groupOf.set(wholeIndex, group);
      groups.push(group);
    }
    group[part].push(index);
  }
}

/** Grams that have gone from one group into the next, from which they are one. */
const CARRIED_OVER = 4;
/** Blocks of a group on one side: what goes over from paragraph to paragraph through a whole chapter is another text. */
const MAX_JOINED = 8;

/** A sentence went from one paragraph into its neighbour: together they are as they were. */
function joinNeighbours(groups: readonly Draft[], old: LeftOver, next: LeftOver): Draft[] {
  const joined: Draft[] = [];
  const byPlace = [...groups].sort((one, other) => Math.min(...one.before) - Math.min(...other.before));
  for (const group of byPlace) {
    const last = joined.at(-1);
    const follows =
      last &&
      last.before.length + group.before.length <= MAX_JOINED &&
      last.after.length + group.after.length <= MAX_JOINED &&
      Math.max(...last.before) + 1 === Math.min(...group.before) &&
      Math.max(...last.after) + 1 === Math.min(...group.after);
    if (follows && Math.max(wentOver(last, group, old, next), wentOver(group, last, old, next)) >= CARRIED_OVER)
      joined[joined.length - 1] = {
        before: [...last.before, ...group.before],
        after: [...last.after, ...group.after],
      };
    else joined.push(group);
  }
  return joined;
}

/** How many grams one group lost that the other gained. */
function wentOver(from: Draft, to: Draft, old: LeftOver, next: LeftOver): number {
  const grams = (indexes: readonly number[], blocks: LeftOver) =>
    new Set(indexes.flatMap((index) => [...(blocks.get(index) ?? [])]));
  const [kept, had, has] = [grams(from.after, next), grams(to.before, old), grams(to.after, next)];
  return [...grams(from.before, old)].filter((gram) => !kept.has(gram) && has.has(gram) && !had.has(gram)).length;
}

/** Blocks of one gap that are compared one with another. */
const MAX_IN_GAP = 12;
/** In UTF-16 code units. */
const LONG = 3000;

/**
 * A heading of five characters of which one changed has no grams left, and of a paragraph half may be written anew: between
 * the same neighbours, characters count.
 */
function pairByPlace(
  groups: Draft[],
  before: readonly EditionBlock[],
  after: readonly EditionBlock[],
  { old, next, gapOf }: { old: LeftOver; next: LeftOver; gapOf: Gaps },
): void {
  const takenBefore = new Set(groups.flatMap((group) => group.before));
  const takenAfter = new Set(groups.flatMap((group) => group.after));
  const inGap = new Map<number, { old: number[]; next: number[] }>();
  const gap = (number: number) => {
    const known = inGap.get(number) ?? { old: [], next: [] };
    inGap.set(number, known);
    return known;
  };
  const fit = (text = '') => text.length <= LONG && text.trim() !== '';
  for (const index of old.keys())
    if (!takenBefore.has(index) && fit(before[index]?.text)) gap(gapOf.before(index)).old.push(index);
  for (const index of next.keys())
    if (!takenAfter.has(index) && fit(after[index]?.text)) gap(gapOf.after(index)).next.push(index);
  for (const { old: olds, next: nexts } of inGap.values()) {
    if (olds.length > MAX_IN_GAP || nexts.length > MAX_IN_GAP) continue;
    let from = 0;
    for (const a of olds) {
      const found = nexts.findIndex((b, position) => position >= from && areAlikeHere(before[a], after[b]));
      if (found === -1) continue;
      groups.push({ before: [a], after: [nexts[found] as number] });
      from = found + 1;
    }
  }
}

/** So many characters in a row or in rows are no accident: then a quarter of the shorter one will do, else half. */
const TELLING = 12;

function areAlikeHere(one?: EditionBlock, other?: EditionBlock): boolean {
  if (!one || !other || one.kind !== other.kind) return false;
  const left = survivors(one.text, other.text);
  return left >= 1 && left / Math.min(one.text.length, other.text.length) >= (left >= TELLING ? ALIKE / 2 : ALIKE);
}

/** Parts of one whole in the order in which they stand in it; else as they are. */
function inOrderOf(parts: readonly number[], blocks: readonly EditionBlock[], whole: string): number[] {
  const places = new Map(parts.map((index) => [index, placeIn(whole, blocks[index]?.text ?? '')]));
  return sorted(parts).sort((one, other) => (places.get(one) ?? 0) - (places.get(other) ?? 0));
}

/** Where a part begins in a whole, by the first of its words that are there, longer ones before shorter. */
function placeIn(whole: string, part: string): number {
  for (const length of [12, GRAM])
    for (let at = 0; at + length <= part.length; at++) {
      const found = whole.indexOf(part.slice(at, at + length));
      if (found !== -1) return found - at;
    }
  return Infinity;
}
