/** Which blocks are recognisably the same though their words changed: corrected, split, merged. */
import type { EditionBlock, Match } from './compare-editions';
import { survivors } from './text-diff';

/** Share of what two blocks have in common (Dice's coefficient) from which one is the other, corrected. */
const ALIKE = 0.5;
/** Share of a block's words that another has, from which it is a part of it. */
const CONTAINED = 0.6;
/** Share of a part's words that no other part accounts for. */
const GAIN = 0.5;

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
  const old = leftOver(before, new Set(equal.map(([a]) => a)));
  const next = leftOver(after, new Set(equal.map(([, b]) => b)));
  const gapOf = gaps(equal);
  const pairs = bestPairs(old, next, gapOf);
  const groups = pairs.map(([a, b]): Draft => ({ before: [a], after: [b] }));
  attachParts(groups, old, next);
  pairShortOnes(groups, before, after, { old, next, gapOf });
  return groups.map((group) => ({ before: sorted(group.before), after: sorted(group.after) }));
}

interface Draft {
  before: number[];
  after: number[];
}

const sorted = (indexes: readonly number[]): number[] => [...indexes].sort((a, b) => a - b);

/** A block by the hashes of all its three characters in a row: of a long one of every fourth, the same on both sides. */
type Grams = ReadonlySet<number>;

const GRAM = 3;
const SAMPLED_FROM = 400;

function gramsOf(text: string): Grams {
  const grams = new Set<number>();
  const sampled = text.length > SAMPLED_FROM;
  for (let at = 0; at + GRAM <= text.length; at++) {
    let hash = 0;
    for (let i = at; i < at + GRAM; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x9e3779b1) ^ (hash >>> 13);
    if (!sampled || (hash & 3) === 0) grams.add(hash);
  }
  return grams;
}

function leftOver(blocks: readonly EditionBlock[], matched: ReadonlySet<number>): Map<number, Grams> {
  return new Map(blocks.flatMap(({ text }, index) => (matched.has(index) ? [] : [[index, gramsOf(text)] as const])));
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
function bestPairs(old: ReadonlyMap<number, Grams>, next: ReadonlyMap<number, Grams>, gapOf: Gaps): [number, number][] {
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

function postingsOf(blocks: ReadonlyMap<number, Grams>): Map<number, number[]> {
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
function attachParts(groups: Draft[], old: ReadonlyMap<number, Grams>, next: ReadonlyMap<number, Grams>): void {
  attach(groups, { parts: next, wholes: old, part: 'after', whole: 'before' });
  attach(groups, { parts: old, wholes: next, part: 'before', whole: 'after' });
}

interface Attaching {
  readonly parts: ReadonlyMap<number, Grams>;
  readonly wholes: ReadonlyMap<number, Grams>;
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
    if (!best || best[1] < grams.size * CONTAINED * 0.8) continue;
    const [wholeIndex] = best;
    const wholeGrams = wholes.get(wholeIndex) ?? new Set();
    if (common(grams, wholeGrams) < grams.size * CONTAINED) continue;
    const group = groupOf.get(wholeIndex) ?? { before: [], after: [] };
    const accounted = new Set(group[part].flatMap((other) => [...(parts.get(other) ?? [])]));
    const gained = [...grams].filter((gram) => wholeGrams.has(gram) && !accounted.has(gram)).length;
    if (gained < grams.size * GAIN) continue;
    if (!groupOf.has(wholeIndex)) {
      group[whole].push(wholeIndex);
      groupOf.set(wholeIndex, group);
      groups.push(group);
    }
    group[part].push(index);
  }
}

/** Blocks of one gap that are compared one with another. */
const MAX_IN_GAP = 12;
const SHORT = 60;

/** A heading of five characters of which one changed has few grams left: between the same neighbours, its characters count. */
function pairShortOnes(
  groups: Draft[],
  before: readonly EditionBlock[],
  after: readonly EditionBlock[],
  { old, next, gapOf }: { old: ReadonlyMap<number, Grams>; next: ReadonlyMap<number, Grams>; gapOf: Gaps },
): void {
  const takenBefore = new Set(groups.flatMap((group) => group.before));
  const takenAfter = new Set(groups.flatMap((group) => group.after));
  const inGap = new Map<number, { old: number[]; next: number[] }>();
  const gap = (number: number) => {
    const known = inGap.get(number) ?? { old: [], next: [] };
    inGap.set(number, known);
    return known;
  };
  const short = (text = '') => text.length <= SHORT && text.trim() !== '';
  for (const index of old.keys())
    if (!takenBefore.has(index) && short(before[index]?.text)) gap(gapOf.before(index)).old.push(index);
  for (const index of next.keys())
    if (!takenAfter.has(index) && short(after[index]?.text)) gap(gapOf.after(index)).next.push(index);
  for (const { old: olds, next: nexts } of inGap.values()) {
    if (olds.length > MAX_IN_GAP || nexts.length > MAX_IN_GAP) continue;
    let from = 0;
    for (const a of olds) {
      const found = nexts.findIndex((b, position) => position >= from && likeness(before[a], after[b]) >= ALIKE);
      if (found === -1) continue;
      groups.push({ before: [a], after: [nexts[found] as number] });
      from = found + 1;
    }
  }
}

function likeness(one?: EditionBlock, other?: EditionBlock): number {
  if (!one || !other || one.kind !== other.kind) return 0;
  return (2 * survivors(one.text, other.text)) / (one.text.length + other.text.length);
}
