import 'server-only';
import { convertBy } from '@/lib/domain/script/convert';
import { rulesIn, type ProtectedWord } from '@/lib/domain/script/protected-words';
import type { ShownScript } from '@/lib/domain/script/script';
import { isExact, lexemesOfPhrase } from '@/lib/domain/search/lexemes';
import { MAX_QUERY, termsOf, type Term } from '@/lib/domain/search/query';
import { conversionsBetween } from '@/lib/opencc';
import { Prisma } from '@/prisma/generated/client';

import { type Problem, wrong } from './problem';
import { folding, lexemeArray } from './search-index';

/*
 * What is looked for, and where it can be: every chunk that may hold a hit, and few that do not. What is shown
 * comes from the blocks themselves.
 */

const VOCABULARY = 'zh-Hant-TW-x-phrase';

/**
 * @param protectedWords of the article that is searched
 * @returns the terms, longest first; none when there is nothing to look for
 */
export function askedFor(
  query: string,
  script: ShownScript,
  protectedWords: readonly ProtectedWord[] = [],
): readonly Term[] | Problem {
  const terms = termsOf(query, folding(), (phrase) => writtenAs(phrase, script, protectedWords));
  return terms ?? wrong('q', 'too-long', { n: MAX_QUERY });
}

/** Forms that a phrase of a reader's script may have in a source. Scripts that differ by characters only are folded anyway. */
function writtenAs(phrase: string, script: ShownScript, protectedWords: readonly ProtectedWord[]): string[] {
  const forms = [phrase];
  if (script === VOCABULARY) {
    // First into Taiwan's characters: 随身碟 is no word of its vocabulary, 隨身碟 is.
    const conversions = [...conversionsBetween('zh-Hans', 'zh-Hant-TW'), ...conversionsBetween(VOCABULARY, 'zh-Hans')];
    forms.push(convertBy(phrase, conversions).text);
  }
  if (script !== 'source' && protectedWords.length > 0)
    forms.push(...forms.map((form) => unprotected(form, script, protectedWords)));
  return forms;
}

/** With the words of the source for those that its editors show instead. Folded. */
function unprotected(phrase: string, script: Exclude<ShownScript, 'source'>, words: readonly ProtectedWord[]): string {
  let folded = folding().text(phrase);
  for (const { word, text } of rulesIn(words, script).values()) {
    const [source, shown] = [folding().text(word), folding().text(text)];
    if (shown !== '' && shown !== source) folded = folded.replaceAll(shown, source);
  }
  return folded;
}

/** Whether hits must be looked for in what is shown, too. */
export const needsDisplay = (terms: readonly Term[]): boolean => terms.some(({ written }) => written.length > 1);

/** A pasted paragraph of Latin words has hundreds; the longest tell it from all others. */
const MOST_TERMS = 8;

/**
 * Over `c` (a row with `folded` and `lexemes`): it holds each of the terms.
 *
 * @param indexed whether the index is to be asked first: among all texts, not within one
 */
export const holds = (terms: readonly Term[], { indexed }: { indexed: boolean }): Prisma.Sql =>
  Prisma.join(
    terms.slice(0, MOST_TERMS).map(({ written }) => {
      const forms = written.map((form) => (indexed ? inIndex(form) : inText(form)));
      return Prisma.sql`(${Prisma.join(forms, ' OR ')})`;
    }),
    ' AND ',
  );

const inText = (form: string): Prisma.Sql => Prisma.sql`position(${form} IN c.folded) > 0`;

/** Of one or two characters the index knows enough: reading the text of every chunk that has 的 would take seconds. */
function inIndex(form: string): Prisma.Sql {
  const known = Prisma.sql`c.lexemes @> ${lexemeArray(lexemesOfPhrase(form))}::int4[]`;
  return isExact(form) ? known : Prisma.sql`(${known} AND ${inText(form)})`;
}
