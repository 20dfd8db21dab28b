import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wordsIn } from './words';

const around = (text: string, part: string) => {
  const start = text.indexOf(part);
  const grown = wordsIn(text)({ start, end: start + part.length });
  return text.slice(grown.start, grown.end);
};

describe('what one points at grows to whole words', () => {
  it.each([
    ['後面的人聯絡了工程師', '絡', '聯絡'],
    ['後面的人聯絡了工程師', '聯', '聯絡'],
    ['他的隨身碟壞了', '隨身碟', '隨身碟'],
    ['see the software', 'oft', 'software'],
    ['', '', ''],
  ])('%s: %s → %s', (text, part, words) => expect(around(text, part)).toBe(words));

  it('never shrinks, never leaves the text, and grows no further the second time', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 30 });
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(), (words, a, b) => {
        const [start = 0, end = 0] = [a % (words.length + 1), b % (words.length + 1)].sort((x, y) => x - y);
        const grown = wordsIn(words)({ start, end });
        expect(grown.start).toBeLessThanOrEqual(start);
        expect(grown.end).toBeGreaterThanOrEqual(end);
        expect(grown.start).toBeGreaterThanOrEqual(0);
        expect(grown.end).toBeLessThanOrEqual(words.length);
        if (start < end) expect(wordsIn(words)(grown)).toEqual(grown);
      }),
    );
  });
});
