import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { counts, extended, isLate, misplacedDate, phaseAt, type Dates } from './dates';
import { isRevealed } from './reveal';
import { checklist, completedAt, type Done } from './rule';
import { standingOf } from './standing';

const nothing: Done = { openedAt: null, read: 0, blocks: 6, readAt: null, notes: [], replies: [] };
const dates: Dates = { opensAt: 100, dueAt: 200, closesAt: 300 };
const rule = { mustRead: true, minNotes: 2, minReplies: 1 };

describe('a checklist', () => {
  it('says what is asked for and how much of it is done', () => {
    const done = { ...nothing, openedAt: 110, read: 3, notes: [120], replies: [130, 140] };
    expect(checklist(rule, done)).toEqual([
      { what: 'read', done: 3, of: 6, at: null },
      { what: 'notes', done: 1, of: 2, at: null },
      { what: 'replies', done: 2, of: 1, at: 130 },
    ]);
    expect(checklist({ mustRead: false, minNotes: 0, minReplies: 0 }, done)).toEqual([]);
  });

  it('is completed with the last thing that was missing, whatever comes later', () => {
    const done = { ...nothing, openedAt: 110, read: 6, readAt: 150, notes: [120, 190, 250], replies: [130] };
    expect(completedAt(rule, done)).toBe(190);
    expect(completedAt(rule, { ...done, replies: [] })).toBeNull();
    expect(completedAt({ mustRead: false, minNotes: 0, minReplies: 0 }, done)).toBe(110);
  });

  it('never comes undone by doing more', () => {
    const times = fc.array(fc.nat(400)).map((all) => all.sort((a, b) => a - b));
    fc.assert(
      fc.property(times, times, fc.nat(5), fc.nat(5), fc.nat(400), (notes, replies, minNotes, minReplies, more) => {
        const asked = { mustRead: false, minNotes, minReplies };
        const done = { ...nothing, openedAt: 0, notes, replies };
        const before = completedAt(asked, done);
        const after = completedAt(asked, { ...done, notes: [...notes, Math.max(more, ...notes)] });
        if (before !== null) expect(after).toBe(before);
      }),
    );
  });
});

describe('dates', () => {
  it.each([
    [99, 'upcoming'],
    [100, 'open'],
    [200, 'open'],
    [201, 'overdue'],
    [300, 'closed'],
  ] as const)('at %d it is %s', (now, phase) => {
    expect(phaseAt(dates, now)).toBe(phase);
  });

  it('are a member’s own where they were given longer, and it does not close before', () => {
    expect(extended(dates, null)).toBe(dates);
    expect(extended(dates, 250)).toEqual({ opensAt: 100, dueAt: 250, closesAt: 300 });
    expect(extended(dates, 400)).toEqual({ opensAt: 100, dueAt: 400, closesAt: 400 });
  });

  it('say what is late and what counts', () => {
    expect([isLate(200, dates), isLate(201, dates), isLate(999, { ...dates, dueAt: null })]).toEqual([
      false,
      true,
      false,
    ]);
    expect([99, 100, 299, 300].map((at) => counts(at, dates, 50))).toEqual([false, true, true, false]);
    expect([119, 120].map((at) => counts(at, dates, 120))).toEqual([false, true]);
    expect([0, 999].map((at) => counts(at, { opensAt: null, dueAt: null, closesAt: null }, 0))).toEqual([true, true]);
  });

  it.each<[Partial<Dates>, string | null]>([
    [{}, null],
    [{ opensAt: 200 }, 'dueAt'],
    [{ closesAt: 199 }, 'closesAt'],
    [{ closesAt: 200 }, null],
    [{ dueAt: null, closesAt: 100 }, 'closesAt'],
    [{ opensAt: null, dueAt: null, closesAt: 1 }, null],
  ])('follow one another: %o', (changed, misplaced) => {
    expect(misplacedDate({ ...dates, ...changed })).toBe(misplaced);
  });
});

describe('a member', () => {
  const complete = { ...nothing, openedAt: 110, read: 6, readAt: 150, notes: [120, 190], replies: [130] };
  it.each([
    ['has never opened it', nothing, 250, 'unopened'],
    ['is under way', { ...complete, notes: [120] }, 200, 'begun'],
    ['has not completed it in time', { ...complete, notes: [120] }, 201, 'missed'],
    ['has completed it in time', complete, 999, 'done'],
    ['has completed it late', { ...complete, notes: [120, 210] }, 999, 'late'],
  ] as const)('%s', (_, done, now, standing) => {
    expect(standingOf(rule, dates, done, now)).toBe(standing);
  });
});

describe('what peers wrote', () => {
  it('is shown always, after enough of one’s own, or from a date on', () => {
    expect(isRevealed({ kind: 'always' }, { own: 0, now: 0 })).toBe(true);
    expect([1, 2].map((own) => isRevealed({ kind: 'after-own', notes: 2 }, { own, now: 999 }))).toEqual([false, true]);
    expect([99, 100].map((now) => isRevealed({ kind: 'from-date', at: 100 }, { own: 9, now }))).toEqual([false, true]);
  });
});
