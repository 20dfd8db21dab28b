import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sourceOffset } from '../text/offset';
import { CONTEXT_LENGTH, type WordsTarget } from './anchor';
import { checkTarget } from './check-target';
import { quoteOf } from './quote';

const words = (start: [string, number], end: [string, number]): WordsTarget => ({
  start: { block: start[0], offset: sourceOffset(start[1]) },
  end: { block: end[0], offset: sourceOffset(end[1]) },
});

const essay = [
  { key: 'a', text: '一、表象' },
  { key: 'b', text: '表象是一种心智状态。' },
  { key: 'c', text: '' },
  { key: 'd', text: '𠮷野家与é。' },
];

describe('a quote', () => {
  it('has its words, and context that runs on into the neighbouring blocks', () => {
    expect(quoteOf(words(['b', 0], ['b', 2]), essay)).toEqual({
      exact: '表象',
      prefix: '一、表象\n',
      suffix: '是一种心智状态。\n\n𠮷野家与é。',
    });
  });

  it('joins the blocks it spans by a line feed', () => {
    expect(quoteOf(words(['a', 2], ['d', 2]), essay).exact).toBe('表象\n表象是一种心智状态。\n\n𠮷');
  });

  it('never keeps half a character of context', () => {
    const long = [{ key: 'x', text: `${'𠮷'.repeat(40)}中${'𠮷'.repeat(40)}` }];
    const quote = quoteOf(words(['x', 80], ['x', 81]), long);
    expect(quote.prefix).toBe('𠮷'.repeat(16));
    const odd = quoteOf(words(['x', 78], ['x', 79]), [{ key: 'x', text: `${'𠮷'.repeat(38)}aa中b${'𠮷'.repeat(40)}` }]);
    expect(odd.prefix.isWellFormed()).toBe(true);
    expect(odd.suffix.isWellFormed()).toBe(true);
    expect(odd.suffix).toHaveLength(31);
  });

  it('prefix + exact + suffix stand in the joined text, at the anchor’s place', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary', maxLength: 30 }), { minLength: 1, maxLength: 6 }),
        fc.nat(),
        fc.nat(),
        (texts, a, b) => {
          const blocks = texts.map((text, index) => ({ key: `k${index}`, text }));
          const joined = texts.join('\n');
          const places = blocks.flatMap(({ key, text }) =>
            [...Array(text.length + 1).keys()].map((at) => [key, at] as const),
          );
          const first = Math.min(a % places.length, b % places.length);
          const last = Math.max(a % places.length, b % places.length);
          const [from, to] = [places[first], places[last]];
          if (!from || !to || first === last) return;
          const quote = quoteOf(words([...from], [...to]), blocks);
          expect(joined.slice(first - quote.prefix.length, last + quote.suffix.length)).toBe(
            quote.prefix + quote.exact + quote.suffix,
          );
          expect(quote.prefix.length).toBeGreaterThanOrEqual(Math.min(first, CONTEXT_LENGTH) - 1);
        },
      ),
    );
  });
});

describe('a target is refused when', () => {
  it.each([
    ['its block is not there', words(['z', 0], ['b', 2]), 'no-such-block'],
    ['an offset lies behind the end', words(['a', 0], ['a', 5]), 'outside'],
    ['it holds nothing', words(['a', 2], ['a', 2]), 'empty'],
    ['its end comes first', words(['b', 0], ['a', 2]), 'empty'],
    ['it cuts a surrogate pair', words(['d', 1], ['d', 3]), 'cuts-a-character'],
    ['it cuts a combining mark off', words(['d', 0], ['d', 6]), 'cuts-a-character'],
  ])('%s', (_, target, fault) => {
    const decomposed = essay.map((block) => ({ ...block, text: block.text.normalize('NFD') }));
    expect(checkTarget(target, decomposed)).toBe(fault);
  });

  it('else it stands: words, a block, the article', () => {
    expect(checkTarget(words(['a', 2], ['d', 2]), essay)).toBeNull();
    expect(checkTarget({ block: 'c' }, essay)).toBeNull();
    expect(checkTarget({ block: 'q' }, essay)).toBe('no-such-block');
    expect(checkTarget(null, essay)).toBeNull();
  });
});
