/** Which words may be those of a term, and which others for it stand in brackets. On levelled text: see level.ts. */
import type { Level } from './level';

/** In UTF-16 code units. */
const MAX_LATIN = 60;
const MAX_HAN = 16;

/** Latin that stands in brackets for reasons of its own. */
const NO_TERM = /^(?:sic|ibid|et al|etc|op cit|cf|vs|viz|pdf|doi|isbn|ps|pp?|vols?|eds?|trans|am|pm|https?|www)\b/iu;

const ACRONYM = /^[\p{Lu}\d-]{2,8}s?$/u;

export const isLatin = (words: string): boolean =>
  /^\p{Script=Latin}[\p{Script=Latin}\p{M}\d .'&+#-]*$/u.test(words) &&
  words.length >= 2 &&
  words.length <= MAX_LATIN &&
  words.split(' ').length <= 6 &&
  !/^[a-z]{2}$|[a-z]\.[a-z]|\b\d{3,}\b/u.test(words) &&
  !NO_TERM.test(words.replaceAll('.', ''));

/** Han, with Latin or digits in it perhaps: U盘. */
export const isHan = (words: string): boolean =>
  /^[\p{Script=Latin}\d·-]*\p{Script=Han}[\p{Script=Han}\p{Script=Latin}\d·-]*$/u.test(words) &&
  words.length <= MAX_HAN;

/** Nothing but capitalised words: people, places and houses, mostly. GAN and LLaMA may be terms. */
export const isName = (words: string): boolean =>
  words.split(/[ -]/).every((word) => /^\p{Lu}[\p{Ll}'.]*$/u.test(word));

/** A stretch of a block’s text. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/**
 * Reads what stands in brackets behind a term: 「表象，也作表征」 has two words for it.
 *
 * @param start where it stands in the text
 * @returns where they stand; null: the brackets hold something else as well
 */
export type OtherForms = (brackets: string, start: number, head: string) => Stretch[] | null;

export function otherFormsBy(level: Level): OtherForms {
  const introduction = new RegExp(
    level(
      '^\\s*(?:(?:[也又亦或旧今](?:常)?(?:译|称|作|叫|写|名)(?:作|为)?|[简全]称|缩写|简写|英文|英语|德文|德语|法文|法语|原文|拉丁文|亦即|即|或者|或)(?:为|是|作)?:?)?\\s*',
    ),
    'u',
  );
  const aside = new RegExp(
    level(
      '^(?:如|例|见|参|注|图|表\\d|第|上|下|左|右|前|后|这|那|此|其|不|但|而|且|包括|特别|尤其|以下|来自|当时|现在|笑|同|大约|约)',
    ),
    'u',
  );
  /** Another word of the same script, or a list of them, is an aside unless it is introduced. */
  const isOther = (words: string, head: string, introduced: boolean, isFirst: boolean): boolean => {
    if (isLatin(words)) return introduced || ACRONYM.test(words) || (isFirst && !isLatin(head));
    return isHan(words) && (introduced || (isLatin(head) && !aside.test(words)));
  };
  return (brackets, start, head) => {
    const found: Stretch[] = [];
    for (const { 0: part, index } of brackets.matchAll(/[^,;/]+/gu)) {
      const before = introduction.exec(part)?.[0] ?? '';
      const words = part.slice(before.length).replace(/^"|"?\s*$/gu, '');
      if (!isOther(words, head, before.trim() !== '', found.length === 0)) return null;
      const from = start + index + before.length + (part.startsWith('"', before.length) ? 1 : 0);
      found.push({ start: from, end: from + words.length });
    }
    return found.length > 0 ? found : null;
  };
}
