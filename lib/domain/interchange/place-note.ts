/** Where an annotation from elsewhere stands in an edition of ours. */
import { CONTEXT_LENGTH, type Quote, type Standing, type WordsTarget } from '../anchoring/anchor';
import type { FoundQuote } from '../anchoring/find-quote';
import { quoteOf } from '../anchoring/quote';
import type { JoinedText } from './joined-text';
import type { OutsidePlace } from './outside-note';

/** Blocks read on either side for the quote's context: enough, were each of them one character. */
const NEIGHBOURS = 16;

export interface Placed extends Standing {
  readonly outcome: 'anchored' | 'uncertain' | 'not-found';
  /** What the note keeps for ever: our words where it is anchored, else theirs. Null: a whole block or article. */
  readonly quote: Quote | null;
}

interface Means {
  readonly text: JoinedText;
  readonly find: (quote: Quote, near?: number) => FoundQuote | null;
  /** The quote in the text's script, were it written in another: each once, none where nothing would change. */
  readonly converted: (quote: Quote) => Iterable<Quote>;
}

export function placer({ text, find, converted }: Means): (place: OutsidePlace) => Placed {
  const wordsAt = (target: WordsTarget): Quote => quoteOf(target, text.around(target, NEIGHBOURS));
  const anchored = (target: WordsTarget): Placed => ({
    ...{ outcome: 'anchored', state: 'kept', words: null },
    ...{ target, quote: wordsAt(target) },
  });

  return (place) => {
    const span = spanOf(place, text);
    if (!place.quote) {
      const counted = span && place.counted ? text.targetOf(span.start, span.end) : null;
      if (counted) return anchored(counted);
      if (place.position && place.counted) return removed(null, span?.start ?? hintOf(place, text), text);
      if (place.block === null) return whole(null);
      return text.has(place.block) ? whole({ block: place.block }) : removed(null, undefined, text);
    }
    const near = span?.start ?? hintOf(place, text);
    const there = span && text.targetOf(span.start, span.end);
    if (there && isQuote(wordsAt(there), place.quote)) return anchored(there);
    const found = findAny(place.quote, near);
    if (!found) return removed(kept(place.quote), near, text);
    if (!found.uncertain) return anchored(found.target);
    const words = wordsAt(found.target).exact;
    return { outcome: 'uncertain', state: 'uncertain', target: found.target, words, quote: kept(place.quote) };
  };

  /** As it is, then in the text's script; the first that is certain, or else the first there is. */
  function findAny(quote: Quote, near: number | undefined): FoundQuote | null {
    let perhaps: FoundQuote | null = null;
    for (const one of variants(quote)) {
      const found = find(one, near);
      if (found && !found.uncertain) return found;
      perhaps ??= found;
    }
    return perhaps;
  }

  /** Converted only when the first is not there. */
  function* variants(quote: Quote): Generator<Quote> {
    yield quote;
    yield* converted(quote);
  }
}

const whole = (target: { block: string } | null): Placed => ({
  ...{ outcome: 'anchored', state: 'kept', words: null, quote: null },
  target,
});

function removed(quote: Quote | null, hint: number | undefined, text: JoinedText): Placed {
  const block = hint === undefined ? text.firstBlock : text.blockAt(hint);
  return {
    ...{ outcome: 'not-found', state: 'removed', words: null, quote },
    target: block === null ? null : { block },
  };
}

/** The position in the whole text, in code units; null where there is none, or its block is not here. */
function spanOf(
  { position, block, inBlock }: OutsidePlace,
  text: JoinedText,
): { readonly start: number; readonly end: number } | null {
  if (!position) return null;
  const from = inBlock && block !== null ? text.startOf(block) : 0;
  if (from === null) return null;
  const before = text.pointsOf(from);
  return { start: text.unitsOf(before + position.start), end: text.unitsOf(before + position.end) };
}

const hintOf = ({ block }: OutsidePlace, text: JoinedText): number | undefined =>
  (block === null ? null : text.startOf(block)) ?? undefined;

/** Whether these are the words, in the context in which they are said to be. */
const isQuote = (words: Quote, { exact, prefix, suffix }: Quote): boolean =>
  words.exact === exact && endsAlike(words.prefix, prefix) && startsAlike(words.suffix, suffix);

const endsAlike = (a: string, b: string): boolean => a.endsWith(b) || b.endsWith(a);
const startsAlike = (a: string, b: string): boolean => a.startsWith(b) || b.startsWith(a);

/** As much context as our own notes keep, and no half characters. */
const kept = ({ exact, prefix, suffix }: Quote): Quote => ({
  exact,
  prefix: prefix.slice(-CONTEXT_LENGTH).replace(/^[\uDC00-\uDFFF]/, ''),
  suffix: suffix.slice(0, CONTEXT_LENGTH).replace(/[\uD800-\uDBFF]$/, ''),
});
