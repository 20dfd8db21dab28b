import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { percentOf, quartersOf } from './import-step';

const steps = fc
  .tuple(fc.nat(10_000), fc.nat(10_000))
  .map(([a, b]) => ({ stage: 'storing' as const, done: Math.min(a, b), total: Math.max(a, b) }));

describe('how far an import is', () => {
  it('is a hundred per cent only when it is done', () => {
    fc.assert(fc.property(steps, (step) => (percentOf(step) === 100) === (step.done === step.total)));
  });

  it('is told at most five times, and never ahead of the truth', () => {
    fc.assert(
      fc.property(fc.nat(5000), (total) => {
        const told = Array.from({ length: total + 1 }, (_, done) => quartersOf({ stage: 'storing', done, total }).done);
        expect(new Set(told).size).toBeLessThanOrEqual(5);
        expect(told.every((said, done) => said <= done)).toBe(true);
        expect(told.at(-1)).toBe(total);
      }),
      { numRuns: 30 },
    );
  });
});
