import fc from 'fast-check';
import { expect, it } from 'vitest';
import { slugOf } from './slug';

it.each([
  ['视觉大模型一无是处', '视觉大模型一无是处'],
  ['Vision & Language: a Study', 'vision-language-a-study'],
  ['  …表象，与概念！ ', '表象-与概念'],
  ['ＡＢＣ', 'ａｂｃ'],
  ['——', null],
  ['', null],
])('%j becomes %j', (words, slug) => {
  expect(slugOf(words)).toBe(slug);
});

it('is an address that the door takes, or nothing', () => {
  // As in lib/contract/articles.ts.
  const address = /^[\p{L}\p{N}]+(?:[-_.][\p{L}\p{N}]+)*$/u;
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (words) => {
      const slug = slugOf(words);
      if (slug === null) return;
      expect(slug).toMatch(address);
      expect(slug.length).toBeLessThanOrEqual(120);
    }),
  );
});
