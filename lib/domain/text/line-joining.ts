/** Where a line ends in the file and not in the text: Chinese needs no space there, English does. */

/** Written without spaces between words. Korean is not. */
const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\u3000-\u303F\uFF00-\uFFEF]/u;
/** Punctuation that Chinese and English share. */
const SHARED = /[‘’“”—…·‧]/u;

/**
 * What stands for a line break of the file between two characters.
 * @param chinese whether the text as a whole is Chinese or Japanese: tells whose “ and … are.
 */
export function lineJoint(before: string, after: string, chinese: boolean): '' | ' ' {
  if (before === '' || after === '' || /\s/u.test(before) || /\s/u.test(after)) return '';
  const sides = [before, after].map((character) =>
    CJK.test(character) ? 'cjk' : SHARED.test(character) ? 'shared' : 'other',
  );
  if (sides.includes('other')) return ' ';
  return sides.includes('cjk') || chinese ? '' : ' ';
}

/** The character (code point) that ends at `offset`, and the one that begins there. */
export const characterBefore = (text: string, offset: number): string =>
  offset <= 0 ? '' : String.fromCodePoint(text.codePointAt(offset - (isLowSurrogate(text, offset - 1) ? 2 : 1)) ?? 0);
export const characterAt = (text: string, offset: number): string =>
  offset >= text.length ? '' : String.fromCodePoint(text.codePointAt(offset) ?? 0);

const isLowSurrogate = (text: string, offset: number): boolean => (text.charCodeAt(offset) & 0xfc00) === 0xdc00;
