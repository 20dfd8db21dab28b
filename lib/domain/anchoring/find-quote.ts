/** Words from elsewhere, looked for in a text that they were not counted in. */
import type { Quote, WordsTarget } from './anchor';
import { pointAt, whole } from './fresh-text';
import { gramIndex, type GramIndex } from './gram-index';

export interface FoundQuote {
  readonly target: WordsTarget;
  /** Whether it may be another place, or other words. */
  readonly uncertain: boolean;
}

/** Shorter words are looked for exactly only: of two characters one that is alike says nothing. */
const FUZZY_FROM = 8;
/** Share of its characters that may differ. */
const TOLERANCE = 0.2;
const MAX_CANDIDATES = 500;
/** Characters around one of several equal places by which it is told from the others. */
const TELLING_CONTEXT = 3;
/** So far from where it should be, in UTF-16 code units, a place still counts as that one: counters differ. */
const NEAR = 64;

/**
 * @param blocks an edition's, in reading order
 * @returns looks for a quote, of which prefix and suffix may be empty; null: not here. `near`: UTF-16 code units into the
 * blocks joined by line feeds, where it should begin.
 */
export function quoteFinder(
  blocks: readonly { readonly key: string; readonly text: string }[],
): (quote: Quote, near?: number) => FoundQuote | null {
  const { text, starts } = whole(blocks);
  let index: GramIndex | undefined;
  const grams = () => (index ??= gramIndex(text));
  const target = (start: number, end: number): WordsTarget => ({
    start: pointAt(blocks, starts, start, 'start'),
    end: pointAt(blocks, starts, end, 'end'),
  });

  function exactly(quote: Quote, near: number | undefined): FoundQuote | null {
    const { exact } = quote;
    const found = grams()
      .occurrences(exact, MAX_CANDIDATES)
      .map((start) => ({
        start,
        agreed: agreement(quote, text, start),
        far: near === undefined ? Infinity : Math.abs(start - near),
      }))
      .sort((one, other) => other.agreed - one.agreed || one.far - other.far);
    const [best, second] = found;
    if (!best) return null;
    return { target: target(best.start, best.start + exact.length), uncertain: !isSure(quote, best, second) };
  }

  function nearly({ exact }: Quote): FoundQuote | null {
    if (exact.length < FUZZY_FROM) return null;
    const match = grams().nearly(exact, Math.floor(exact.length * TOLERANCE));
    return match && !match.rival ? { target: target(match.start, match.end), uncertain: true } : null;
  }

  return (quote, near) => {
    if (quote.exact === '') return null;
    return exactly(quote, near) ?? nearly(quote);
  };
}

interface Candidate {
  readonly start: number;
  /** Characters around it that are as they were. */
  readonly agreed: number;
  /** From where it should be, in UTF-16 code units. */
  readonly far: number;
}

function isSure({ prefix, suffix, exact }: Quote, best: Candidate, second: Candidate | undefined): boolean {
  if (best.far <= NEAR && (!second || second.far > NEAR) && (!second || best.agreed >= second.agreed)) return true;
  const asked = prefix.length + suffix.length;
  const contradicted = asked > 0 && best.agreed === 0;
  if (!second) return !(contradicted && exact.length < FUZZY_FROM);
  return best.agreed >= Math.min(TELLING_CONTEXT, asked) && best.agreed > second.agreed;
}

function agreement({ exact, prefix, suffix }: Quote, text: string, start: number): number {
  const end = start + exact.length;
  let before = 0;
  while (
    before < prefix.length &&
    start - before > 0 &&
    text[start - before - 1] === prefix[prefix.length - before - 1]
  )
    before++;
  let after = 0;
  while (after < suffix.length && end + after < text.length && text[end + after] === suffix[after]) after++;
  return before + after;
}
