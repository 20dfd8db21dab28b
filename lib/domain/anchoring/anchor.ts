/**
 * Where an annotation sits, in source text (W3C Web Annotation: TextPosition and TextQuote in one).
 */
import type { SourceOffset } from '../text/offset';

/** How many code units of context an anchor keeps on either side, fewer at an article's ends. */
export const CONTEXT_LENGTH = 32;

export interface Point {
  /** Block key. */
  readonly block: string;
  readonly offset: SourceOffset;
}

/**
 * Words, a whole block, or the whole article (`null`). Words are half-open and never empty; `start`
 * and `end` may lie in different blocks.
 */
export type Target = WordsTarget | BlockTarget | null;

export interface WordsTarget {
  readonly start: Point;
  readonly end: Point;
}

interface BlockTarget {
  readonly block: string;
}

/** The words under an anchor and around it. Several blocks' texts are joined by a line feed. */
export interface Quote {
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
}

/**
 * What publishing a revision made of an anchor. A new one is `kept`.
 *
 * - `kept`: same words, same block
 * - `moved`: same words in another block
 * - `edited`: the words changed, and the diff says where they are
 * - `uncertain`: perhaps these; its author is asked
 * - `removed`: its words are gone
 */
export const ANCHOR_STATES = ['kept', 'moved', 'edited', 'uncertain', 'removed'] as const;
export type AnchorState = (typeof ANCHOR_STATES)[number];

/** Where an anchor stands in one edition. */
export interface Standing {
  /** Of a removed one the block at its old place, null only where the edition has no block. */
  readonly target: Target;
  readonly state: AnchorState;
  /** The words it stands on where those are not the quote; of a removed one the last it stood on. */
  readonly words: string | null;
}

export const isWords = (target: Target): target is WordsTarget => target !== null && 'start' in target;
