/** Codes that lead into a group: told by word of mouth, written on boards, typed on phones. */

/** No two that look or sound alike: no 0 and O, no 1, I and L, no U and V. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 30¹² codes: nobody guesses one. */
const LENGTH = 12;
const PART = 4;

/** What people write for a sign that no code has. */
const MEANT: Readonly<Record<string, string>> = { U: 'V' };

/**
 * A new code.
 *
 * @param random whole numbers from 0 to below `below`, each as likely, and such that nobody can foretell them
 */
export const newJoinCode = (random: (below: number) => number): string =>
  Array.from({ length: LENGTH }, () => ALPHABET[random(ALPHABET.length)]).join('');

/** As it is told: `K7QM-4XPA-RT9D`. */
export const writtenJoinCode = (code: string): string => (code.match(new RegExp(`.{1,${PART}}`, 'g')) ?? []).join('-');

/** The code that somebody typed, pasted or scanned, in whichever case and width, with whatever between; null: it is none. */
export function readJoinCode(typed: string): string | null {
  const letters = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}_.·]/gu, '');
  const code = [...letters].map((letter) => MEANT[letter] ?? letter).join('');
  return code.length === LENGTH && [...code].every((letter) => ALPHABET.includes(letter)) ? code : null;
}
