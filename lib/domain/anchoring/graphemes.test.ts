import fc from 'fast-check';
import { expect, it } from 'vitest';
import { graphemeAround } from './graphemes';

const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });
const unit = (from: number, to: number) => fc.integer({ min: from, max: to }).map((code) => String.fromCharCode(code));

it('finds the edges that the standard names, also where it need not look', () => {
  const edges = [0x20, 0x7e, 0x2010, 0x2027, 0x3000, 0x3029, 0x4e00, 0x9fff, 0xff00, 0xff60];
  const character = fc.oneof(
    unit(0x09, 0x7f),
    unit(0x2000, 0x2030),
    unit(0x3000, 0x3035),
    unit(0x4e00, 0x9fff),
    unit(0xff00, 0xffa0),
    fc.constantFrom(...edges).chain((edge) => unit(edge - 1, edge + 1)),
  );
  fc.assert(
    fc.property(fc.array(character, { minLength: 2, maxLength: 6 }), (characters) => {
      const text = characters.join('');
      const starts = new Set(Array.from(segmenter.segment(text), ({ index }) => index));
      for (let at = 1; at < text.length; at++) {
        const { start, end } = graphemeAround(text, at);
        expect(start === at && end === at, JSON.stringify([text, at])).toBe(starts.has(at));
      }
    }),
    { numRuns: 500 },
  );
});
