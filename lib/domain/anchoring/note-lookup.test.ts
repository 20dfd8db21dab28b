import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sourceOffset } from '../text/offset';
import type { Target } from './anchor';
import { noteLookup } from './note-lookup';

const order = ['a', 'b', 'c', 'd'];
const note = (id: string, start: [number, number], end: [number, number]) => ({
  id,
  target: {
    start: { block: order[start[0]] as string, offset: sourceOffset(start[1]) },
    end: { block: order[end[0]] as string, offset: sourceOffset(end[1]) },
  } satisfies Target,
});

describe('the notes over a character', () => {
  it('come shortest first', () => {
    const lookup = noteLookup([note('outer', [0, 0], [0, 9]), note('inner', [0, 3], [0, 5])], order);
    expect(lookup.annotationsAt('a', sourceOffset(4))).toEqual(['inner', 'outer']);
    expect(lookup.annotationsAt('a', sourceOffset(5))).toEqual(['outer']);
    expect(lookup.annotationsAt('a', sourceOffset(9))).toEqual([]);
  });

  it('of a whole block or article are none', () => {
    const lookup = noteLookup(
      [
        { id: 'block', target: { block: 'a' } },
        { id: 'article', target: null },
      ],
      order,
    );
    expect(lookup.annotationsAt('a', sourceOffset(0))).toEqual([]);
  });

  it('are those that a look at every one of them finds', () => {
    const place = fc.tuple(fc.nat(3), fc.nat(12));
    const rank = ([block, offset]: readonly [number, number]) => block * 100 + offset;
    fc.assert(
      fc.property(fc.array(fc.tuple(place, place), { maxLength: 30 }), place, (pairs, [block, offset]) => {
        const notes = pairs
          .map(([a, b]) => (rank(a) <= rank(b) ? ([a, b] as const) : ([b, a] as const)))
          .map(([start, end], index) => ({ ...note(`n${index}`, start, end), start, end }));
        const found = noteLookup(notes, order).annotationsAt(order[block] as string, sourceOffset(offset));
        const here = rank([block, offset]);
        const expected = notes.filter(({ start, end }) => rank(start) <= here && here < rank(end));
        expect(found.sort()).toEqual(expected.map(({ id }) => id).sort());
      }),
    );
  });
});
