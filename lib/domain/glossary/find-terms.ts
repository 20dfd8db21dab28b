/**
 * Where the terms of a glossary stand in a text: all of them in one pass, whatever script either is written in.
 * Latin words are found whole, in either number; Han characters wherever they stand.
 */
import { graphemeAround } from '../anchoring/graphemes';
import type { Folding } from '../search/fold';
import { sourceOffset, type Span } from '../text/offset';
import { Automaton } from './automaton';
import { numbersOf } from './plurals';
import { eachSymbol, FIRST_OWN, type Alphabet } from './symbols';
import { tidyForm, type MatchableTerm } from './term';

/** Words of a text that are a form of a term. */
export interface TermPlace extends Span {
  /** Its id. */
  readonly term: string;
}

/** @returns in order, none overlapping; of places that would overlap the longest, then the group’s, then the earlier term’s */
export type FindTerms = (text: string) => TermPlace[];

/** Building takes time and memory by the number of forms: keep what is made. */
export function termFinder(terms: readonly MatchableTerm[], folding: Folding): FindTerms {
  const ranked = [...terms.filter(isOfGroup), ...terms.filter((term) => !isOfGroup(term))];
  const alphabet = new FormAlphabet();
  const forms = ranked.flatMap(({ headword, aliases }, value) =>
    [headword, ...aliases].map((form) => ({ value, form })),
  );
  const symbols = symbolsOf(
    forms.map(({ form }) => form),
    folding,
    alphabet,
  );
  const automaton = new Automaton(forms.map(({ value }, index) => ({ value, symbols: symbols[index] as number[] })));
  return (text) => {
    const places = placesIn(text, folding, alphabet.known, automaton);
    return withoutOverlaps(places, text.length).map(({ start, end, rank }) => ({
      start: sourceOffset(start),
      end: sourceOffset(end),
      term: (ranked[rank] as MatchableTerm).id,
    }));
  };
}

/**
 * What tells forms apart where they are looked for: the same for 表徵 and 表征, for concept and Concepts.
 *
 * @param forms all that are compared; of any others the result knows nothing
 * @returns for each of them, in order; empty: it is found nowhere
 */
export const findableAs = (forms: readonly string[], folding: Folding): string[] =>
  symbolsOf(forms, folding, new FormAlphabet()).map((symbols) => symbols.join(' '));

function symbolsOf(written: readonly string[], folding: Folding, alphabet: FormAlphabet): number[][] {
  const forms = written.map(tidyForm).map((form) => ({ form, folded: folding.withMap(form) }));
  // Words first: a later form can make one of two that earlier ones have.
  for (const { form, folded } of forms) eachSymbol(form, folded, alphabet.learning, () => undefined);
  return forms.map(({ form, folded }) => {
    const symbols: number[] = [];
    eachSymbol(form, folded, alphabet.known, (symbol) => symbols.push(symbol));
    return withoutEdge(symbols, alphabet);
  });
}

const isOfGroup = ({ scope }: MatchableTerm): boolean => scope === 'group';

/** A full stop behind a form is none of its words; the signs of C++ are. */
const withoutEdge = (symbols: number[], alphabet: FormAlphabet): number[] =>
  alphabet.isBar(symbols.at(-1) ?? 0) ? symbols.slice(0, -1) : symbols;

interface Place {
  readonly start: number;
  readonly end: number;
  /** The lower, the sooner. */
  readonly rank: number;
}

/** Every form wherever it stands, grown to whole graphemes. */
function placesIn(text: string, folding: Folding, alphabet: Alphabet, automaton: Automaton): Place[] {
  const places: Place[] = [];
  // Where the last symbols begin, as many as a form may have.
  const starts = new Int32Array(automaton.longest + 1);
  let [state, count] = [0, 0];
  eachSymbol(text, folding.withMap(text), alphabet, (symbol, start, end) => {
    starts[count % starts.length] = start;
    count += 1;
    state = automaton.step(state, symbol);
    automaton.ending(state, (rank, length) => {
      const from = starts[(count - length) % starts.length] as number;
      places.push({ start: graphemeAround(text, from).start, end: graphemeAround(text, end).end, rank });
    });
  });
  return places;
}

/** @param length of the text */
function withoutOverlaps(places: Place[], length: number): Place[] {
  const taken = new Uint8Array(places.length === 0 ? 0 : length);
  const kept = places
    .sort((a, b) => b.end - b.start - (a.end - a.start) || a.rank - b.rank || a.start - b.start)
    .filter(({ start, end }) => {
      // Nothing shorter has been kept, so what overlaps a place reaches over one of its ends.
      if (taken[start] === 1 || taken[end - 1] === 1) return false;
      taken.fill(1, start, end);
      return true;
    });
  return kept.sort((a, b) => a.start - b.start);
}

/** The words and signs of all forms. Words that are one but for their number are one symbol. */
class FormAlphabet {
  private readonly words = new Map<string, number>();
  private readonly signs = new Map<string, number>();
  /** By own symbol: another that it is one with, or itself. */
  private readonly same: number[] = [];
  private readonly bars = new Set<number>();

  readonly learning: Alphabet = { word: (word) => this.learnWord(word), sign: (sign) => this.learnSign(sign) };
  readonly known: Alphabet = {
    word: (word) => {
      const own = this.words.get(word);
      return own === undefined ? -1 : FIRST_OWN + this.first(own);
    },
    sign: (sign) => this.signs.get(sign) ?? -1,
  };

  /** Whether it stands between others only. */
  isBar(symbol: number): boolean {
    return this.bars.has(symbol);
  }

  private learnWord(word: string): number {
    const own = this.same.length;
    this.same.push(own);
    for (const number of numbersOf(word)) {
      const other = this.words.get(number);
      if (other === undefined) this.words.set(number, own);
      else this.same[this.first(other)] = this.first(own);
    }
    return own;
  }

  private learnSign(sign: string): number {
    const known = this.signs.get(sign);
    if (known !== undefined) return known;
    const symbol = FIRST_OWN + this.same.length;
    this.same.push(this.same.length);
    this.signs.set(sign, symbol);
    if (sign.startsWith('|')) this.bars.add(symbol);
    return symbol;
  }

  private first(own: number): number {
    let at = own;
    while (this.same[at] !== at) at = this.same[at] as number;
    return at;
  }
}
