import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOutMargin, type MarginCard } from './margin-layout';

const GAP = 8;
const cards = fc.array(
  fc.record({ wanted: fc.integer({ min: 0, max: 2000 }), height: fc.integer({ min: 20, max: 300 }) }),
  { minLength: 1, maxLength: 12 },
);

const overlaps = (cards: readonly MarginCard[], tops: readonly number[]): boolean =>
  tops.some((top, i) => i > 0 && top < (tops[i - 1] as number) + (cards[i - 1] as MarginCard).height + GAP - 1e-6);

const displacement = (cards: readonly MarginCard[], tops: readonly number[]): number =>
  tops.reduce((sum, top, i) => sum + (top - (cards[i] as MarginCard).wanted) ** 2, 0);

describe('cards in the margin', () => {
  it('stand level with their words when there is room', () => {
    const free = [0, 100, 300].map((wanted) => ({ wanted, height: 60 }));
    expect(layOutMargin(free, { gap: GAP })).toEqual([0, 100, 300]);
  });

  it('share the way when two want the same place', () => {
    const both = [100, 100].map((wanted) => ({ wanted, height: 52 }));
    expect(layOutMargin(both, { gap: GAP })).toEqual([70, 130]);
  });

  it('make way for the active one', () => {
    const both = [100, 100].map((wanted) => ({ wanted, height: 52 }));
    expect(layOutMargin(both, { gap: GAP, active: 1 })).toEqual([40, 100]);
    expect(layOutMargin(both, { gap: GAP, active: 0 })).toEqual([100, 160]);
  });

  it('never rise above the floor, not even for the active one', () => {
    const both = [10, 10].map((wanted) => ({ wanted, height: 52 }));
    expect(layOutMargin(both, { gap: GAP, active: 1, floor: 0 })).toEqual([0, 60]);
  });

  it('never overlap, and keep their order', () => {
    fc.assert(
      fc.property(cards, fc.nat(11), fc.constantFrom(undefined, 0), (random, active, floor) => {
        const tops = layOutMargin(random, { gap: GAP, active: active % random.length, floor });
        expect(overlaps(random, tops)).toBe(false);
        expect(overlaps(random, layOutMargin(random, { gap: GAP }))).toBe(false);
      }),
    );
  });

  it('the active one is exactly level', () => {
    fc.assert(
      fc.property(cards, fc.nat(11), (random, pick) => {
        const active = pick % random.length;
        expect(layOutMargin(random, { gap: GAP, active })[active]).toBeCloseTo(
          (random[active] as MarginCard).wanted,
          6,
        );
      }),
    );
  });

  it('no permitted arrangement moves them less', () => {
    const nudges = fc.array(fc.integer({ min: -40, max: 40 }), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(cards, fc.option(fc.nat(11), { nil: undefined }), nudges, (random, pick, nudge) => {
        const active = pick === undefined ? undefined : pick % random.length;
        const tops = layOutMargin(random, { gap: GAP, active });
        const other = tops.map((top, i) => (i === active ? top : top + (nudge[i] as number) / 8));
        if (!overlaps(random, other))
          expect(displacement(random, other)).toBeGreaterThanOrEqual(displacement(random, tops) - 1e-3);
      }),
      { numRuns: 500 },
    );
  });
});
