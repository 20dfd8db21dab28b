import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countsOfSections, densityMarks } from './density-marks';

const blocks = (counts: Record<number, number>) =>
  Object.entries(counts).map(([number, count]) => ({ block: `key${number}`, number: Number(number), count }));
const ofHundred = (number: number) => (number - 1) / 100;

describe('marks along the edge of a long work', () => {
  it('stand where the notes are, and are the longer the more there are', () => {
    expect(densityMarks(blocks({ 1: 1, 51: 16, 100: 4 }), ofHundred, 100)).toEqual([
      { at: 0, level: 1, block: 'key1', number: 1 },
      { at: 0.5, level: 4, block: 'key51', number: 51 },
      { at: 0.99, level: 2, block: 'key100', number: 100 },
    ]);
  });

  it('are shared by neighbours, and lead to the one with the most notes', () => {
    const [mark, ...others] = densityMarks(blocks({ 11: 2, 12: 9, 13: 2 }), ofHundred, 10);
    expect([mark, others]).toEqual([{ at: 0.1, level: 4, block: 'key12', number: 12 }, []]);
  });

  it('are none without notes, and never more than there is room for', () => {
    expect(densityMarks([], ofHundred, 100)).toEqual([]);
    fc.assert(
      fc.property(
        fc.dictionary(fc.integer({ min: 1, max: 100 }).map(String), fc.integer({ min: 1, max: 500 })),
        fc.integer({ min: 1, max: 60 }),
        (counts, places) => {
          const marks = densityMarks(blocks(counts), ofHundred, places);
          expect(marks.length).toBeLessThanOrEqual(places);
          expect(new Set(marks.map(({ at }) => at)).size).toBe(marks.length);
        },
      ),
    );
  });
});

it('the notes of a section are those between its heading and the next', () => {
  expect(countsOfSections(blocks({ 1: 5, 3: 1, 9: 2, 10: 3, 40: 4 }), [3, 10, 20, 41])).toEqual([3, 3, 4, 0]);
});
