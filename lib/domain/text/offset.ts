/**
 * Positions in text.
 *
 * Every offset counts UTF-16 code units from 0, as JavaScript strings and the DOM do. The brand
 * says *whose* text it counts in, so that the compiler refuses to mix them.
 */

declare const source: unique symbol;
declare const display: unique symbol;

/** An offset into a block's text as the author wrote it. The only kind that is ever stored. */
export type SourceOffset = number & { readonly [source]: true };

/** An offset into a block's text as the page shows it, in whichever script. Never stored, never sent. */
export type DisplayOffset = number & { readonly [display]: true };

/** Half-open: `start` is inside, `end` is not. */
export interface Span<Offset extends number = SourceOffset> {
  readonly start: Offset;
  readonly end: Offset;
}

/** States that `n` counts in source text. The caller answers for it. */
export const sourceOffset = (n: number): SourceOffset => n as SourceOffset;

/** States that `n` counts in displayed text. The caller answers for it. */
export const displayOffset = (n: number): DisplayOffset => n as DisplayOffset;
