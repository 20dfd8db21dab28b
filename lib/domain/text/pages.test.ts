import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PAGE_BLOCKS, PAGE_LENGTH, pageAt, pagesOf, type BlockExtent } from './pages';

const paragraph = (length: number): BlockExtent => ({ length, level: null, container: null });
const heading = (level = 2): BlockExtent => ({ length: 10, level, container: null });
const item = (container: number): BlockExtent => ({ length: 100, level: null, container });
const many = (count: number, block: BlockExtent): BlockExtent[] => Array.from({ length: count }, () => block);
const cuts = (blocks: readonly BlockExtent[]) => pagesOf(blocks).map(({ from }) => from);

describe('the pages of an article', () => {
  it('an essay is one page, headings or not', () => {
    expect(cuts([])).toEqual([1]);
    expect(cuts(many(40, paragraph(200)))).toEqual([1]);
    expect(cuts([heading(), ...many(20, paragraph(300)), heading(), ...many(20, paragraph(300))])).toEqual([1]);
  });
  it('a novel has one a chapter', () => {
    const chapter = [heading(), ...many(33, paragraph(200))];
    expect(cuts([...chapter, ...chapter, ...chapter, ...chapter])).toEqual([1, 35, 69, 103]);
  });
  it('short chapters share one, and a preface does not stand alone', () => {
    const poem = [heading(), ...many(4, paragraph(200))];
    expect(cuts([paragraph(100), ...Array.from({ length: 30 }, () => poem).flat()])).toEqual([1, 37, 72, 107, 142]);
  });
  it('a long chapter is cut before a section, not at the limit', () => {
    const chapter = [heading(2), ...many(60, paragraph(200)), heading(3), ...many(60, paragraph(200))];
    expect(cuts(chapter)).toEqual([1, 62]);
  });
  it('a list is kept together, unless it fills a page alone', () => {
    expect(cuts([...many(70, paragraph(200)), ...many(40, item(1)), ...many(10, paragraph(200))])).toEqual([1, 71]);
    expect(cuts(many(500, item(1)))).toEqual([1, 161, 321, 481]);
  });
  it('a block longer than a page is one', () => {
    expect(cuts([paragraph(10), paragraph(50_000), paragraph(10)])).toEqual([1, 2, 3]);
  });

  it('every block is on one page, in order, within the limits', () => {
    const blocks = fc.array(
      fc.record({
        length: fc.oneof(fc.nat(400), fc.nat(30_000)),
        level: fc.option(fc.integer({ min: 1, max: 6 }), { freq: 6 }),
        container: fc.option(fc.nat(3), { freq: 3 }),
      }),
      { maxLength: 700 },
    );
    fc.assert(
      fc.property(blocks, (given) => {
        const pages = pagesOf(given);
        let next = 1;
        for (const page of pages) {
          expect(page.from).toBe(next);
          next = page.to + 1;
          const own = given.slice(page.from - 1, page.to);
          expect(own.length).toBeLessThanOrEqual(PAGE_BLOCKS);
          expect(page.length).toBe(own.reduce((sum, { length }) => sum + length, 0));
          if (own.length > 1) expect(page.length).toBeLessThanOrEqual(PAGE_LENGTH);
        }
        expect(next).toBe(given.length + 1);
        given.forEach((_, index) => {
          const page = pages[pageAt(pages, index + 1)];
          expect(page && page.from <= index + 1 && index + 1 <= page.to).toBe(true);
        });
      }),
    );
  });
});
