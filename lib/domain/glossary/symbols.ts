/**
 * A text as terms are matched by: a row of symbols, each with where it stands.
 *
 *     written   「头发」、頭髮，Kant’s C++。
 *     symbols   头 发 "、 头 发 , kant s c ++
 *
 * It is the folded text (lib/domain/search/fold.ts): a Han character of any script is one symbol, a word of letters
 * one. But what folding drops counts here where a reader sees that it parts words: 「表，象」 is not 表象. Footnotes,
 * accents and what cannot be seen never part; nor does a space beside letters, nor a hyphen between two words of them.
 */
import type { Folded } from '../search/fold';

export interface Alphabet {
  /** A word of letters or digits, folded. Negative: no form has it. */
  readonly word: (word: string) => number;
  /** What stands between two others, or the signs of C++ and C#. Negative: no form has it. */
  readonly sign: (sign: string) => number;
}

/** Symbols from here on are an alphabet's own; those below are UTF-16 units of the folded text. */
export const FIRST_OWN = 0x10000;

const SPACE = 0x20;

/**
 * Calls `visit` for each symbol in order.
 *
 * @param visit takes offsets into `written`, in UTF-16 code units
 */
export function eachSymbol(
  written: string,
  { text, starts, ends }: Folded,
  alphabet: Alphabet,
  visit: (symbol: number, start: number, end: number) => void,
): void {
  let [last, afterWord] = [0, false];
  for (let at = 0; at < text.length;) {
    const isWord = text.charCodeAt(at) === SPACE;
    // A word stands between two spaces of its own.
    const final = isWord ? text.indexOf(' ', at + 1) : at;
    const [start, end] = [starts[at] as number, ends[final] as number];
    if (at > 0 && start > last) between(written.slice(last, start), last, afterWord, isWord, alphabet, visit);
    visit(isWord ? alphabet.word(text.slice(at + 1, final)) : text.charCodeAt(at), start, end);
    [last, afterWord, at] = [end, isWord, final + 1];
  }
  if (afterWord) between(written.slice(last), last, true, false, alphabet, visit);
}

/** What stands between two symbols, or behind the last. */
function between(
  gap: string,
  from: number,
  afterWord: boolean,
  beforeWord: boolean,
  alphabet: Alphabet,
  visit: (symbol: number, start: number, end: number) => void,
): void {
  const signs = afterWord ? (/^[+#＋＃]+/u.exec(gap)?.[0] ?? '') : '';
  if (signs !== '') visit(alphabet.sign(signs.normalize('NFKC')), from, from + signs.length);
  const rest = gap.slice(signs.length);
  const bar = rest === '' ? '' : barOf(rest, afterWord, beforeWord);
  if (bar !== '') visit(alphabet.sign(`|${bar}`), from + signs.length, from + gap.length);
}

/** What parts two symbols; empty: nothing does. */
function barOf(gap: string, afterWord: boolean, beforeWord: boolean): string {
  const seen = gap
    .normalize('NFKC')
    .replace(/[\p{M}\p{Cf}\uFFFC]/gu, '')
    .replace(/[‘’]/gu, "'")
    .replace(/[「」『』“”„]/gu, '"')
    .replace(/[·・•‧]/gu, '·');
  if (seen === '') return '';
  if (/[\n\r\u2028\u2029]/u.test(seen)) return '\n';
  const bar = seen.trim();
  if (bar === '') return afterWord || beforeWord ? '' : ' ';
  return afterWord && beforeWord && /^[-‐‑–']$/u.test(seen) ? '' : bar;
}
