import { describe, expect, it } from 'vitest';
import { pauseAfter, triesStream } from './follow';

describe('a connection that was lost', () => {
  it('is tried again after longer and longer, never by all at the same moment', () => {
    const pauses = [0, 1, 2].map((failures) => pauseAfter(failures, () => 0.5));
    expect(pauses).toEqual(pauses.toSorted((a, b) => a - b));
    expect(pauseAfter(0, () => 0)).toBeLessThan(pauseAfter(0, () => 0.9));
    expect(pauseAfter(40, () => 0.99)).toBeLessThan(30_000);
  });

  it('is polled when it failed several times in a row, and a stream tried now and then', () => {
    const tries = Array.from({ length: 14 }, (_, failures) => (triesStream(failures) ? 's' : 'p')).join('');
    expect(tries).toBe('ssspppspppppsp');
  });
});
