import { describe, expect, it } from 'vitest';
import { headingTitle, sectionsOf, topLevel, type Heading, type Section } from './sections';

const headings = (...list: [level: number, text: string][]): Heading[] =>
  list.map(([level, text], index) => ({ key: `key00${index}`, number: index + 1, text, attrs: { level } }));
const titles = (sections: readonly Section[]): unknown[] =>
  sections.map(({ title, children }) => (children.length ? [title, ...titles(children)] : title));

describe('sectionsOf', () => {
  it('puts deeper headings under higher ones', () => {
    const tree = sectionsOf(headings([2, '一'], [3, '甲'], [3, '乙'], [2, '二']));
    expect(titles(tree)).toEqual([['一', '甲', '乙'], '二']);
  });

  it('takes a skipped level as one step, and copes with a text that begins deep', () => {
    expect(titles(sectionsOf(headings([4, '前'], [2, '一'], [4, '甲'])))).toEqual(['前', ['一', '甲']]);
  });

  it('goes three steps deep', () => {
    expect(titles(sectionsOf(headings([1, 'a'], [2, 'b'], [3, 'c'], [4, 'd'], [1, 'e'])))).toEqual([
      ['a', ['b', 'c']],
      'e',
    ]);
  });

  it('leaves formulas out of titles', () => expect(headingTitle('论 \uFFFC  之\n用')).toBe('论 之 用'));

  it('knows the highest level, also when there is no heading', () => {
    expect(topLevel(headings([3, 'a'], [2, 'b']))).toBe(2);
    expect(topLevel([])).toBe(6);
  });
});
