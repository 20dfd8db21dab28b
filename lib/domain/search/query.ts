/** What somebody looks for, as they wrote it. */
import type { Folding } from './fold';

/** In UTF-16 code units, once trimmed: a paragraph is found by all of its words. */
export const MAX_QUERY = 1000;
/** Of one folded phrase. Folding makes a text of one-letter words half as long again, and only hostile ones longer. */
export const MAX_PHRASE = 2000;

/** Words in quotation marks of their own. Marks inside a longer stretch are punctuation: 孔子曰：「学而…」 is one phrase. */
const PHRASE = /(?<=^|\s)(?:"([^"]*)"|“([^”]*)”|「([^」]*)」|『([^』]*)』)(?=\s|$)|\S+/gu;

/**
 * The phrases that all must occur in a block, as they were written: white space separates them, quotation
 * marks hold one together.
 */
export const phrasesOf = (query: string): string[] =>
  Array.from(query.matchAll(PHRASE), ([whole, ...quoted]) => quoted.find((words) => words !== undefined) ?? whole);

/** A phrase to look for. */
export interface Term {
  /** Folded, as it was asked for. */
  readonly asked: string;
  /** In these forms, folded, it may stand in the source: `asked` first. */
  readonly written: readonly string[];
}

/**
 * @param writtenAs how a phrase of the reader's script may stand in the source, `[phrase]` where that is no question
 * @returns longest first — the rarest, as a rule; none: there is nothing to look for. Null: no text is so long
 */
export function termsOf(
  query: string,
  folding: Folding,
  writtenAs: (phrase: string) => readonly string[],
): readonly Term[] | null {
  const terms = new Map<string, Term>();
  for (const phrase of phrasesOf(query)) {
    const asked = folding.text(phrase.replaceAll('\t', ' '));
    if (asked.length > MAX_PHRASE) return null;
    if (asked === '' || terms.has(asked)) continue;
    const others = writtenAs(phrase).map((words) => folding.text(words.replaceAll('\t', ' ')));
    terms.set(asked, {
      asked,
      written: [...new Set([asked, ...others.filter((words) => words !== '' && words.length <= MAX_PHRASE)])],
    });
  }
  return [...terms.values()].sort((a, b) => b.asked.length - a.asked.length);
}
