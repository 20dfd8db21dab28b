/**
 * Where cards stand in the margin: each as level with its words as its neighbours allow.
 *
 * Distances are in CSS pixels from the margin's top.
 */

export interface MarginCard {
  /** Where its words are. */
  readonly wanted: number;
  readonly height: number;
}

interface MarginOptions {
  /** Free space between two cards. */
  readonly gap: number;
  /** Index of the card that must stand exactly level; the others make way. */
  readonly active?: number;
  /** Nothing stands above this line, not even for the active card's sake. */
  readonly floor?: number;
}

/**
 * Tops of the cards, in their given order, without overlap, such that the sum of squared
 * displacements is the least possible.
 *
 * Taking off from each wanted top the heights and gaps before it turns "no overlap" into "never
 * decreasing", and the task into isotonic regression: neighbours out of order are pooled at their
 * mean. An active card, or a floor, bounds the solution, which is then the free one clamped.
 */
export function layOutMargin(cards: readonly MarginCard[], { gap, active = -1, floor = -Infinity }: MarginOptions) {
  const room: number[] = [];
  let taken = 0;
  for (const card of cards) {
    room.push(taken);
    taken += card.height + gap;
  }
  const ideal = cards.map((card, index) => card.wanted - (room[index] ?? 0));
  const fixed = ideal[active];
  const placed =
    fixed === undefined
      ? isotonic(ideal)
      : [
          ...isotonic(ideal.slice(0, active)).map((value) => Math.min(value, fixed)),
          fixed,
          ...isotonic(ideal.slice(active + 1)).map((value) => Math.max(value, fixed)),
        ];
  return placed.map((value, index) => Math.max(value, floor) + (room[index] ?? 0));
}

/** The never decreasing sequence nearest to `values` (pool adjacent violators, linear). */
function isotonic(values: readonly number[]): number[] {
  const pools: { sum: number; count: number }[] = [];
  for (const value of values) {
    let pool = { sum: value, count: 1 };
    for (let before = pools.at(-1); before && mean(before) > mean(pool); before = pools.at(-1)) {
      pool = { sum: before.sum + pool.sum, count: before.count + pool.count };
      pools.pop();
    }
    pools.push(pool);
  }
  return pools.flatMap((pool) => new Array<number>(pool.count).fill(mean(pool)));
}

const mean = ({ sum, count }: { sum: number; count: number }): number => sum / count;
