import type { TermView } from '@/lib/contract/terms';

/** A term as its page lists it. */
export interface ListedTerm {
  readonly term: TermView;
  /** Where it stands in the article; null: it is listed beside none. */
  readonly text: {
    readonly count: number;
    /** In the order of the text. */
    readonly blocks: readonly { readonly key: string; readonly number: number; readonly times: number }[];
  } | null;
  /** Number of the block that defines it; null: none, or it is gone. */
  readonly defined: number | null;
}

/** Terms under what they begin with; in reading order under nothing. */
export interface TermsGroup {
  /** A letter; empty: neither 汉字 nor letters; null: not grouped. */
  readonly initial: string | null;
  readonly terms: readonly ListedTerm[];
}
