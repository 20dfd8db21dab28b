import { describe, expect, it } from 'vitest';
import { lateness } from './lateness';

const [EARLY, DUE, AFTER, LATER] = [
  '2026-11-20T00:00:00.000Z',
  '2026-11-21T00:00:00Z',
  '2026-11-22T00:00:00.000Z',
  '2026-11-23T00:00:00.000Z',
];

describe('what was said for an assignment', () => {
  it.each([
    ['said in time, and left at that', EARLY, EARLY, DUE, { late: false, changedLate: false }],
    ['said in time, changed afterwards', EARLY, AFTER, DUE, { late: false, changedLate: true }],
    ['said late: changing it makes it no later', AFTER, LATER, DUE, { late: true, changedLate: false }],
    ['written in time, said to the group late', AFTER, EARLY, DUE, { late: true, changedLate: false }],
    ['at the very moment', DUE, DUE, DUE, { late: false, changedLate: false }],
    ['never due', LATER, LATER, null, { late: false, changedLate: false }],
  ])('%s', (_, saidAt, updatedAt, dueAt, expected) => {
    expect(lateness({ saidAt, updatedAt, dueAt })).toEqual(expected);
  });
});
