import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldedReplies } from './fold-thread';

const thread = (length: number) => Array.from({ length }, (_, at) => `${at + 1}`);

describe('a thread', () => {
  it('is shown whole as long as it is short', () => {
    for (let length = 0; length <= 5; length++) expect(foldedReplies(thread(length)).size).toBe(0);
  });

  it('keeps its first reply and the last two in sight', () => {
    expect([...foldedReplies(thread(6))]).toEqual(['2', '3', '4']);
    expect([...foldedReplies(thread(12))]).toEqual(['2', '3', '4', '5', '6', '7', '8', '9', '10']);
  });

  it('is not folded over a reply that somebody came for', () => {
    expect(foldedReplies(thread(12), '7').size).toBe(0);
    expect(foldedReplies(thread(12), '12').size).toBe(9);
    expect(foldedReplies(thread(12), 'another').size).toBe(9);
  });

  it('folds one stretch, and never its ends', () => {
    fc.assert(
      fc.property(fc.nat(40), (length) => {
        const ids = thread(length);
        const folded = ids.map((id) => foldedReplies(ids).has(id));
        const stretches = folded.filter((is, at) => is && !folded[at - 1]).length;
        expect(stretches).toBeLessThanOrEqual(1);
        expect(folded[0] ?? false).toBe(false);
        expect(folded.slice(-2)).not.toContain(true);
      }),
    );
  });
});
