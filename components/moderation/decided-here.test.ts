import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WaitingView } from '@/lib/contract/moderation';
import { idOf, withDecided } from './decided-here';

/** @param at minutes past noon at which it was flagged, the first first */
const item = (id: string, ...at: number[]): WaitingView =>
  ({
    note: { id },
    reply: null,
    flags: at.map((minutes) => ({ at: new Date(Date.UTC(2026, 0, 1, 12, minutes)).toISOString() })),
  }) as unknown as WaitingView;
const shown = (listed: ReturnType<typeof withDecided>) => listed.map((one) => [idOf(one.item), one.decision]);

const [a, b, c] = [item('a', 1), item('b', 2, 5), item('c', 3)];

describe('the list of what waits', () => {
  it('says what was decided in its place, before and after the list was read anew', () => {
    const said = [
      ['a', null],
      ['b', 'hidden'],
      ['c', null],
    ];
    expect(shown(withDecided([a, b, c], [{ item: b, decision: 'hidden' }]))).toEqual(said);
    expect(shown(withDecided([a, c], [{ item: b, decision: 'hidden' }]))).toEqual(said);
  });

  it('still says it when nothing waits any more', () => {
    expect(shown(withDecided([], [{ item: a, decision: 'settled' }]))).toEqual([['a', 'settled']]);
  });

  it('has again what was flagged after it was decided', () => {
    expect(shown(withDecided([a, item('b', 9)], [{ item: b, decision: 'settled' }]))).toEqual([
      ['a', null],
      ['b', null],
    ]);
  });

  it('has each once, the longest waiting first, whatever was read and decided', () => {
    const all = fc.uniqueArray(fc.nat(50), { maxLength: 12 }).map((times) => times.map((at) => item(`${at}`, at)));
    fc.assert(
      fc.property(all, fc.infiniteStream(fc.boolean()), fc.infiniteStream(fc.boolean()), (items, listed, done) => {
        const decided = items
          .filter(() => done.next().value)
          .map((one) => ({ item: one, decision: 'hidden' as const }));
        const waiting = items
          .filter((one) => listed.next().value || !decided.some(({ item: known }) => known === one))
          .sort((x, y) => Number(idOf(x)) - Number(idOf(y)));
        const ids = withDecided(waiting, decided).map((one) => Number(idOf(one.item)));
        expect(ids).toEqual(items.map((one) => Number(idOf(one))).sort((x, y) => x - y));
      }),
    );
  });
});
