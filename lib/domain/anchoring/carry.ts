/** Through several editions, one after the other. */
import type { Standing } from './anchor';
import type { Anchored } from './rebase';

/** Where an anchor stands in some editions in a row. */
export interface Stay {
  /** Numbers of editions, 1… */
  readonly first: number;
  /** Null: there is none after it. */
  readonly last: number | null;
  readonly standing: Standing;
}

/**
 * @param from number of the edition that the anchor stands in
 * @param steps to each following edition: what {@link rebaser} gives, which answers the very same object when nothing
 * changes
 * @returns one stay for each change, the first as the anchor stands; never none
 */
export function carry(anchor: Anchored, from: number, steps: readonly ((anchor: Anchored) => Standing)[]): Stay[] {
  const stays: Stay[] = [];
  let now: { first: number; standing: Anchored } = { first: from, standing: anchor };
  steps.forEach((rebase, index) => {
    const next = rebase(now.standing);
    if (next === now.standing) return;
    stays.push({ first: now.first, last: from + index, standing: now.standing });
    now = { first: from + index + 1, standing: { ...next, quote: anchor.quote } };
  });
  return [...stays, { first: now.first, last: null, standing: now.standing }];
}
