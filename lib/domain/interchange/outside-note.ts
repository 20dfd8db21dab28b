/** Annotations as others write them down, read but not yet placed in a text of ours. */
import type { Motivation } from '../discussion/annotation';

/** Where it stands, as far as its selectors say so in a way that we understand. */
export interface OutsidePlace {
  /** TextQuoteSelector; null: none, or an empty one. Context may be empty. */
  readonly quote: { readonly exact: string; readonly prefix: string; readonly suffix: string } | null;
  /** TextPositionSelector, in Unicode code points; of `block`, where it refines that. */
  readonly position: { readonly start: number; readonly end: number } | null;
  /** Whether the position counts in our own text: alone it is nothing but a hint where it counts in a web page. */
  readonly counted: boolean;
  /** FragmentSelector `b-<key>`. */
  readonly block: string | null;
  /** Whether position or quote are inside the block. */
  readonly inBlock: boolean;
}

export type BodyFormat = 'plain' | 'markdown' | 'html';

interface OutsideBody {
  readonly value: string;
  readonly format: BodyFormat;
}

export interface OutsideNote {
  /** Its place in the file, from 0. */
  readonly index: number;
  /** IRIs by which it is known: the one that stays the same wherever it goes first. Empty: it has none. */
  readonly ids: readonly string[];
  /** IRIs of what it may answer, the likeliest first. They may turn out to be documents, unless `mustReply`. */
  readonly answers: readonly string[];
  readonly mustReply: boolean;
  /** IRI of the document it says it is on. */
  readonly source: string | null;
  readonly place: OutsidePlace;
  /** What it is, apart from whether it has words of its own. */
  readonly questioning: boolean;
  readonly bodies: readonly OutsideBody[];
  readonly tags: readonly string[];
  readonly author: string | null;
  /** Milliseconds since 1970. */
  readonly created: number | null;
  readonly modified: number | null;
  readonly warnings: readonly OutsideWarning[];
}

/** What of an item was left aside. */
export const OUTSIDE_WARNINGS = ['selector-ignored', 'body-ignored', 'tags-dropped', 'more-targets'] as const;
export type OutsideWarning = (typeof OUTSIDE_WARNINGS)[number];

/** Without words a note is a highlight, or a question. */
export const motivationOf = (questioning: boolean, hasBody: boolean): Motivation =>
  questioning ? 'questioning' : hasBody ? 'commenting' : 'highlighting';
