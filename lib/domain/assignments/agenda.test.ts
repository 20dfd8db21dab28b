import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agendaOf, type Entry } from './agenda';

const DAY = 24 * 60 * 60 * 1000;
const entry = (phase: Entry['phase'], day: number | null, isDone = false) => ({
  ...{ phase, isDone },
  dueAt: day === null ? null : day * DAY,
});

const someEntry = fc.record({
  phase: fc.constantFrom('upcoming', 'open', 'overdue', 'closed'),
  dueAt: fc.option(fc.integer({ min: 0, max: 40 }), { nil: null }),
  isDone: fc.boolean(),
}) satisfies fc.Arbitrary<Entry>;

describe('an agenda', () => {
  it('begins with what is due next, not with what was due last summer', () => {
    const items = {
      'last summer': entry('overdue', -200),
      'last week': entry('overdue', -7),
      'next week': entry('open', 7),
      tomorrow: entry('open', 1),
      'on no day': entry('open', null),
      'next month': entry('upcoming', 30),
      'done already': entry('open', 2, true),
      'done late': entry('overdue', -3, true),
      'closed, and missed': entry('closed', -30),
    };
    const names = Object.keys(items) as (keyof typeof items)[];
    expect(agendaOf(names, (name) => items[name])).toEqual({
      ahead: ['tomorrow', 'next week', 'next month', 'on no day'],
      overdue: ['last week', 'last summer'],
      behind: ['done already', 'done late', 'closed, and missed'],
    });
  });

  it('keeps everything, each thing once, and those of one day in the order in which they came', () => {
    fc.assert(
      fc.property(fc.array(someEntry), (entries) => {
        const items = entries.map((one, at) => ({ ...one, at }));
        const { ahead, overdue, behind } = agendaOf(items, (item) => item);
        const all = [...ahead, ...overdue, ...behind].map(({ at }) => at);
        expect(all.toSorted((a, b) => a - b)).toEqual(items.map(({ at }) => at));
        for (const part of [ahead, overdue, behind])
          part.forEach((item, at) => {
            const before = part[at - 1];
            if (before?.dueAt === item.dueAt) expect(before.at).toBeLessThan(item.at);
          });
      }),
    );
  });
});
