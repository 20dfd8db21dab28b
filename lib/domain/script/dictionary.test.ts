import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildTrie, unequalPart } from './dictionary';

const PAIRS = new Set(['头头', '头頭', '发髮', '里裡', '面面', '鼠鼠', '后後']);
const same = (a: string, b: string) => a === b || PAIRS.has(a + b) || PAIRS.has(b + a);

describe('what of a replacement is not one-to-one', () => {
  it.each([
    ['the same words', '皇后', '皇后', null],
    ['one character for one', '发', '發', null],
    ['the same characters', '头发', '頭髮', null],
    ['another word', '联系', '聯絡', [0, 2, 0, 2]],
    ['another length', 'U盘', '隨身碟', [0, 2, 0, 3]],
    ['the same character at the end of both', '老鼠', '滑鼠', [0, 1, 0, 1]],
    ['at both ends, of other lengths', '头长短面', '頭遠面', [1, 3, 1, 2]],
    ['as long on both sides, one of them differing', '里长面', '裡短面', [1, 2, 1, 2]],
    ['one character that takes two code units', '鿭', '𬭊', [0, 1, 0, 2]],
    ['never nothing on one side', '头头', '頭', [0, 2, 0, 1]],
  ])('%s: %s → %s', (_, source, text, unequal) => {
    expect(unequalPart(source, text, same)).toEqual(unequal);
  });
});

describe('a dictionary', () => {
  const dictionary = buildTrie(
    [
      ['头', '頭'],
      ['头发', '頭髮'],
      ['头发长', '頭髮長'],
      ['头', '另一個'],
      ['𠮷', '吉'],
      ['', '空'],
    ],
    same,
  );

  it('finds the longest entry', () => {
    expect(dictionary.match('头发长了', 0, 4)?.text).toBe('頭髮長');
    expect(dictionary.match('头发短了', 0, 4)?.text).toBe('頭髮');
  });

  it('does not look beyond the end of a word', () => {
    expect(dictionary.match('头发长了', 0, 2)?.text).toBe('頭髮');
    expect(dictionary.match('𠮷', 0, 1)).toBeNull();
  });

  it('takes the first of two entries, and none for nothing', () => {
    expect(dictionary.match('头', 0, 1)?.text).toBe('頭');
    expect(dictionary.match('长', 0, 1)).toBeNull();
  });

  it('knows the code units that entries begin with', () => {
    expect(['头', '𠮷', '发'].map((word) => dictionary.begins(word.charCodeAt(0)))).toEqual([true, true, false]);
  });

  it('finds what a plain search finds, in any text', () => {
    const letters = fc.constantFrom('a', 'b', 'c', '𠮷', '𠮸', '\ud842', '\udfb7', '头');
    const words = fc.array(letters, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''));
    const texts = fc.array(letters, { maxLength: 12 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.uniqueArray(words, { maxLength: 40 }), texts, fc.nat(12), fc.nat(12), (entries, text, a, b) => {
        const [at, limit] = [Math.min(a, text.length), Math.min(Math.max(a, b), text.length)];
        // Text is read by code points: half a pair at an edge is a character of its own.
        const read = Array.from(text.slice(at, limit));
        const expected = entries
          .filter((word) => Array.from(word).every((character, index) => character === read[index]))
          .sort((x, y) => y.length - x.length)[0];
        const trie = buildTrie(
          entries.map((word) => [word, `<${word}>`] as const),
          same,
        );
        expect(trie.match(text, at, limit)?.text).toBe(expected && `<${expected}>`);
      }),
    );
  });
});
