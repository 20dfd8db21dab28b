import { currentBlock, blockNumber } from '@/components/reader/reading-line';

/** A block that a section can begin or end with. */
export interface Point {
  readonly key: string;
  readonly number: number;
  readonly isHeading: boolean;
}

/** A section while it is picked. */
export interface Picked {
  readonly first: Point;
  /** Null: not yet. */
  readonly last: Point | null;
}

export const pointOf = (block: HTMLElement): Point => ({
  key: block.dataset.block ?? '',
  number: blockNumber(block),
  isHeading: block.dataset.kind === 'heading',
});

/** From where one reads. */
export function pickedHere(): Picked | null {
  const focused = document.activeElement?.closest<HTMLElement>('[data-block]');
  const block = focused ?? currentBlock();
  return block ? { first: pointOf(block), last: null } : null;
}

/** With its other end: whichever comes first in the text is its beginning. */
export const pickedTo = ({ first }: Picked, other: Point): { readonly first: Point; readonly last: Point } =>
  other.number < first.number ? { first: other, last: first } : { first, last: other };
