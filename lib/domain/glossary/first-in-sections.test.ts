import { expect, it } from 'vitest';
import { firstInSections } from './first-in-sections';

/** `甲乙甲`: a block’s terms, in order. */
const read = (blocks: Record<number, string>, headings: number[]): string[] => {
  const placed = Object.entries(blocks).map(([number, terms]) => ({
    number: Number(number),
    places: Array.from(terms, (term, index) => ({ term, at: `${number}.${index}` })),
  }));
  return [
    ...firstInSections(
      placed,
      headings.map((number) => ({ number })),
    ),
  ].map(({ term, at }) => `${term}${at}`);
};

it('offers a term once in each section', () => {
  expect(read({ 1: '甲乙甲', 2: '甲', 3: '甲乙', 4: '丙甲' }, [3])).toEqual([
    '甲1.0',
    '乙1.1',
    '甲3.0',
    '乙3.1',
    '丙4.0',
  ]);
});

it('begins a section with its heading, at every level, also when nothing stands between two of them', () => {
  expect(read({ 2: '甲', 5: '甲', 9: '甲' }, [1, 4, 5, 8])).toEqual(['甲2.0', '甲5.0', '甲9.0']);
  expect(read({ 5: '甲', 6: '甲' }, [1, 2])).toEqual(['甲5.0']);
  expect(read({ 5: '甲', 6: '甲' }, [])).toEqual(['甲5.0']);
});
