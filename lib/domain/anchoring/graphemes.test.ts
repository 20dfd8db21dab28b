import fc from 'fast-check';
import { expect, it } from 'vitest';
import { graphemeAround } from './graphemes';

const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });
const unit = (from: number, to: number) => fc.integer({ min: from, max: to }).map((code) => String.fromCharCode(code));

it('finds the edges that the standard names, also where it need not look', () => {
  const edges = [
    0x20, 0x7e, 0xc0, 0x2af, 0x2010, 0x2027, 0x3000, 0x3029, 0x3041, 0x3096, 0x30a1, 0x30ff, 0x4e00, 0x9fff,
  ];
  const character = fc.oneof(
    unit(0x09, 0x7f),
    unit(0xa0, 0x2b0),
    unit(0x2000, 0x2030),
    unit(0x3000, 0x3100),
    unit(0x4e00, 0x9fff),
    unit(0xff00, 0xffa0),
    // What joins: accents, prepended marks, syllables in parts, flags, families.
    fc.constantFrom(
      '\u0301',
      '\u0600',
      '\u0d4e',
      '\u0e33',
      '\u1100',
      '\u1161',
      '\u200d',
      '\ufe0f',
      '🇹',
      '🇼',
      '👩',
      '👧',
      '©',
    ),
    fc.constantFrom(...edges, 0xff00, 0xff60).chain((edge) => unit(edge - 1, edge + 1)),
  );
  fc.assert(
    fc.property(fc.array(character, { minLength: 2, maxLength: 9 }), fc.constantFrom(0, 70), (characters, before) => {
      const text = '𠮷'.repeat(before) + characters.join('');
      const around = segmenter.segment(text);
      for (let at = before * 2 + 1; at < text.length; at++) {
        const { index, segment } = around.containing(at)!;
        const expected = index === at ? { start: at, end: at } : { start: index, end: index + segment.length };
        expect(graphemeAround(text, at), JSON.stringify([text, at])).toEqual(expected);
      }
    }),
    { numRuns: 1_000 },
  );
});
