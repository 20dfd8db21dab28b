/** Equal things in the same order on both sides: how two sequences are laid side by side. */

/**
 * Pairs of indexes [a, b] of equal items, ascending on both sides. What is alike at both ends, then what occurs once on
 * either side (Bram Cohen's patience diff), then the same between those: so that what recurs goes with its neighbours.
 * Near linear; a stretch of nothing but repetitions is gone through by {@link inTurn}.
 */
export function alignEqual<T>(a: readonly T[], b: readonly T[]): [number, number][] {
  const pairs: [number, number][] = [];
  const open: Stretch[] = [{ a: 0, aEnd: a.length, b: 0, bEnd: b.length }];
  for (let stretch = open.pop(); stretch; stretch = open.pop()) {
    const rest = withoutEnds(a, b, stretch, pairs);
    if (rest.a === rest.aEnd || rest.b === rest.bEnd) continue;
    const anchors = increasing(uniquePairs(a, b, rest));
    if (anchors.length === 0) pairs.push(...inTurn(a, b, rest));
    else open.push(...between(anchors, rest));
    pairs.push(...anchors);
  }
  return pairs.sort(([one], [other]) => one - other);
}

/** [a, aEnd) of one side and [b, bEnd) of the other. */
interface Stretch {
  readonly a: number;
  readonly aEnd: number;
  readonly b: number;
  readonly bEnd: number;
}

/** @param pairs takes what is equal at both ends */
function withoutEnds<T>(a: readonly T[], b: readonly T[], stretch: Stretch, pairs: [number, number][]): Stretch {
  let { a: i, aEnd, b: j, bEnd } = stretch;
  while (i < aEnd && j < bEnd && a[i] === b[j]) pairs.push([i++, j++]);
  while (i < aEnd && j < bEnd && a[aEnd - 1] === b[bEnd - 1]) pairs.push([--aEnd, --bEnd]);
  return { a: i, aEnd, b: j, bEnd };
}

const TWICE = -1;

function uniquePairs<T>(a: readonly T[], b: readonly T[], stretch: Stretch): [number, number][] {
  const places = new Map<T, number>();
  for (let j = stretch.b; j < stretch.bEnd; j++) places.set(b[j] as T, places.has(b[j] as T) ? TWICE : j);
  const seen = new Set<T>();
  const recurring = new Set<T>();
  for (let i = stretch.a; i < stretch.aEnd; i++) (seen.has(a[i] as T) ? recurring : seen).add(a[i] as T);
  const pairs: [number, number][] = [];
  for (let i = stretch.a; i < stretch.aEnd; i++) {
    const j = places.get(a[i] as T) ?? TWICE;
    if (j !== TWICE && !recurring.has(a[i] as T)) pairs.push([i, j]);
  }
  return pairs;
}

/** The most pairs whose second numbers rise, too (patience sorting). @param pairs by their first number */
export function increasing(pairs: readonly [number, number][]): [number, number][] {
  const piles: number[] = [];
  const before: number[] = [];
  pairs.forEach(([, second], index) => {
    let low = 0;
    let high = piles.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[piles[middle] as number]?.[1] ?? 0) < second) low = middle + 1;
      else high = middle;
    }
    before[index] = low > 0 ? (piles[low - 1] as number) : -1;
    piles[low] = index;
  });
  const found: [number, number][] = [];
  for (let index = piles.at(-1) ?? -1; index !== -1; index = before[index] as number)
    found.push(pairs[index] as [number, number]);
  return found.reverse();
}

function between(anchors: readonly [number, number][], stretch: Stretch): Stretch[] {
  const edges: [number, number][] = [[stretch.a - 1, stretch.b - 1], ...anchors, [stretch.aEnd, stretch.bEnd]];
  return edges
    .slice(1)
    .map(([aEnd, bEnd], index) => {
      const [a, b] = edges[index] as [number, number];
      return { a: a + 1, aEnd, b: b + 1, bEnd };
    })
    .filter(({ a, aEnd, b, bEnd }) => a < aEnd && b < bEnd);
}

/** Each item with the next equal one that is left. */
function inTurn<T>(a: readonly T[], b: readonly T[], stretch: Stretch): [number, number][] {
  const places = new Map<T, number[]>();
  for (let j = stretch.bEnd - 1; j >= stretch.b; j--) {
    const known = places.get(b[j] as T);
    if (known) known.push(j);
    else places.set(b[j] as T, [j]);
  }
  const pairs: [number, number][] = [];
  let from = stretch.b;
  for (let i = stretch.a; i < stretch.aEnd; i++) {
    const left = places.get(a[i] as T);
    while (left?.length && (left.at(-1) as number) < from) left.pop();
    const j = left?.pop();
    if (j === undefined) continue;
    pairs.push([i, j]);
    from = j + 1;
  }
  return pairs;
}
