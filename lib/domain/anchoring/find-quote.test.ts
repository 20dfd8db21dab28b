import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWords } from './anchor';
import { quoteFinder } from './find-quote';
import { anchorIn, editionOf, numbersFrom, tracedText, words } from './testing/edited-text';

const blocks = [
  '世界是我的表象：这是一个真理，对于任何一个生活着和认识着的生物都有效。',
  '表象之外还有意志。意志不是表象，表象却是意志的客体化。',
  '（书影）表象一词在这里另有所指。',
].map((text, index) => ({ key: `block${index}`, kind: 'paragraph', text }));
const quote = (exact: string, prefix = '', suffix = '') => ({ exact, prefix, suffix });
const find = quoteFinder(blocks);
const placeOf = (found: ReturnType<typeof find>) =>
  found && [found.target.start.block, found.target.start.offset, found.uncertain];

describe('finding words from elsewhere', () => {
  it.each([
    ['once in the text', quote('这是一个真理'), undefined, ['block0', 8, false]],
    ['told by what stands around it', quote('表象', '意志不是', '，表象却'), undefined, ['block1', 13, false]],
    ['several, and nothing tells which', quote('表象'), undefined, ['block0', 5, true]],
    ['several, and a place that tells which', quote('表象'), 36, ['block1', 0, true]],
    ['a place that only one is near', quote('真理'), 11, ['block0', 12, false]],
    ['with other characters in it', quote('对于任何一个活着与认识着的生物都有效'), undefined, ['block0', 15, true]],
    ['over the end of a paragraph', quote('生物都有效。\n表象之外'), undefined, ['block0', 29, false]],
    ['short words that stand elsewhere', quote('另有', '完全不同的', '的上下文'), undefined, ['block2', 11, true]],
    ['not here', quote('柳暗花明又一村'), undefined, null],
    ['two characters of which one is here', quote('意思'), undefined, null],
    ['nothing at all', quote(''), undefined, null],
  ])('%s', (_, wanted, near, expected) => {
    expect(placeOf(find(wanted, near))).toEqual(expected);
  });

  it('finds every passage of a text by its words and their surroundings', () => {
    const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(fc.integer(), share, share, fc.integer({ min: 1, max: 80 }), (seed, block, at, length) => {
        const random = numbersFrom(seed);
        const text = tracedText(Array.from({ length: 8 }, () => words(random, 20 + random() * 150)));
        const anchor = anchorIn(text, { block, at, length });
        if (!anchor?.quote || !anchor.target || !isWords(anchor.target)) return;
        expect(quoteFinder(editionOf(text))(anchor.quote)?.target).toEqual(anchor.target);
      }),
    );
  });
});
