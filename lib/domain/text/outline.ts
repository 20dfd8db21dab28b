/** An article as seen from any place in it. */
import type { Heading } from './sections';

/** What an article's text says about itself, wherever one reads in it. */
export interface Outline {
  readonly headings: readonly Heading[];
  /** The first block of each footnote, by its label. */
  readonly footnotes: ReadonlyMap<string, { readonly number: number; readonly block: Heading }>;
  /** The first reference to each footnote, by its label. */
  readonly references: ReadonlyMap<string, { readonly block: Heading; readonly offset: number }>;
}

/** Where a reader stopped. */
export interface Place {
  /** Key and number of the block at the top of the window. */
  readonly block: string;
  readonly number: number;
  /** Share of the article above it, 0…1. */
  readonly progress: number;
}

/** A reader's pages hold at most so many blocks. */
export const PAGE_BLOCKS = 200;

/** The stretch of blocks on a page, by number: first and last. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  /** Blocks of the whole article. */
  readonly total: number;
}

/** The stretches before and after one. */
export function neighbours({ from, to, total }: Stretch): { earlier: Stretch | null; later: Stretch | null } {
  return {
    earlier: from > 1 ? { from: Math.max(1, from - PAGE_BLOCKS), to: from - 1, total } : null,
    later: to < total ? { from: to + 1, to: Math.min(total, to + PAGE_BLOCKS), total } : null,
  };
}
