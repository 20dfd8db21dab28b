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

/** What publishing a revision made of an anchor. A new one is `kept`. */
export type AnchorState = 'kept' | 'moved' | 'edited' | 'uncertain' | 'removed';

export const isWords = (target: Target): target is WordsTarget => target !== null && 'start' in target;
