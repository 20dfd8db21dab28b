/** An article as seen from any place in it. */
import type { Page } from './pages';
import type { Heading } from './sections';

/** What an article's text says about itself, wherever one reads in it. */
export interface Outline {
  readonly headings: readonly Heading[];
  /** The first block of each footnote, by its label. */
  readonly footnotes: ReadonlyMap<string, { readonly number: number; readonly block: Heading }>;
  /** The first reference to each footnote, by its label. */
  readonly references: ReadonlyMap<string, { readonly block: Heading; readonly offset: number }>;
  /** How it is cut; at least one. */
  readonly pages: readonly Page[];
}

/** Where a reader stopped. */
export interface Place {
  /** Key and number of the block at the top of the window. */
  readonly block: string;
  readonly number: number;
  /** Share of the article above it, 0…1. */
  readonly progress: number;
}

/** The stretch of blocks on a page, by number: first and last. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  /** Blocks of the whole article. */
  readonly total: number;
  /** Number of the edition, where it is not the newest: addresses name it. */
  readonly rev?: number | undefined;
}
