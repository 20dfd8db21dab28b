/** Words from elsewhere, looked for in a text that they were not counted in. */
import { sourceOffset } from '../text/offset';
import type { Quote, WordsTarget } from './anchor';

export interface FoundQuote {
  readonly target: WordsTarget;
  /** Whether it may be another place, or other words. */
  readonly uncertain: boolean;
}

/**
 * @param blocks an edition's, in reading order
 * @returns looks for a quote, of which prefix and suffix may be empty; null: not here. `near`: UTF-16 code units into the
 * blocks joined by line feeds, where it should begin.
 */
export function quoteFinder(
  blocks: readonly { readonly key: string; readonly text: string }[],
): (quote: Quote, near?: number) => FoundQuote | null {
  return ({ exact }) => {
    for (const { key, text } of blocks) {
      const at = text.indexOf(exact);
      if (at === -1 || exact === '') continue;
      const point = (offset: number) => ({ block: key, offset: sourceOffset(offset) });
      return { target: { start: point(at), end: point(at + exact.length) }, uncertain: false };
    }
    return null;
  };
}
