/**
 * What an index knows of a folded text: its characters, its pairs of neighbouring characters, and its words,
 * as 32-bit numbers. Characters and pairs of the basic plane are told apart exactly, but for a word or a rare character
 * in four thousand million; longer phrases must be looked at again.
 */
import { BLOCK_END, BREAK } from './fold';

/** More than these do not make a rare phrase rarer. */
const MAX_PHRASE_LEXEMES = 24;

export function lexemesOf(folded: string): Set<number> {
  const lexemes = new Set<number>();
  walk(folded, (one, pair) => {
    lexemes.add(one);
    if (pair !== 0) lexemes.add(pair);
  });
  return lexemes;
}

/** Every text that contains the phrase has all of these. A character that is in a pair needs no entry of its own. */
export function lexemesOfPhrase(phrase: string): number[] {
  const found: { one: number; pair: number }[] = [];
  walk(phrase, (one, pair) => found.push({ one, pair }));
  const lexemes = found.flatMap(({ one, pair }, index) => {
    if (pair !== 0) return [pair];
    return (found[index + 1]?.pair ?? 0) === 0 ? [one] : [];
  });
  return [...new Set(lexemes)].slice(0, MAX_PHRASE_LEXEMES);
}

/** Whether the index's word for it can be taken: one or two characters that it tells apart from all others. */
export const isExact = (phrase: string): boolean => /^[^ \uD800-\uDFFF]{1,2}$/.test(phrase);

/** @param visit gets each character or word, and what it makes with the character just before it; 0: none is */
function walk(folded: string, visit: (one: number, pair: number) => void): void {
  let before = 0;
  for (let at = 0; at < folded.length;) {
    const unit = folded.charCodeAt(at);
    if (unit === SPACE) {
      const close = folded.indexOf(' ', at + 1);
      // A piece of a block can end within a word.
      const end = close < 0 ? folded.length : close;
      visit(hashOf(folded, at + 1, end), 0);
      at = end + 1;
      before = 0;
    } else if (unit === BREAK_UNIT || unit === BLOCK_END_UNIT) {
      at += 1;
      before = 0;
    } else {
      const code = folded.codePointAt(at) as number;
      visit(code, before === 0 ? 0 : pairOf(before, code));
      at += code > 0xffff ? 2 : 1;
      before = code;
    }
  }
}

const SPACE = 0x20;
const BREAK_UNIT = BREAK.charCodeAt(0);
const BLOCK_END_UNIT = BLOCK_END.charCodeAt(0);

const pairOf = (a: number, b: number): number =>
  a < 0x10000 && b < 0x10000 ? (a << 16) | b : Math.imul(a, 0x9e3779b1) ^ b;

/** FNV-1a. */
function hashOf(text: string, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash | 0;
}
