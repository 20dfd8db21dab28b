import { describe, expect, it } from 'vitest';
import { shiftDays } from './shift-days';

const shifted = (at: string, days: number, timeZone: string): string =>
  new Date(shiftDays(Date.parse(at), days, timeZone)).toISOString();

describe('some days later', () => {
  it.each([
    ['the same hour of day', '2026-03-01T15:59:00Z', 7, 'Asia/Taipei', '2026-03-08T15:59:00.000Z'],
    ['also when the clocks have changed', '2026-10-20T21:59:00Z', 7, 'Europe/Berlin', '2026-10-27T22:59:00.000Z'],
    ['back again', '2026-10-27T22:59:00Z', -7, 'Europe/Berlin', '2026-10-20T21:59:00.000Z'],
    ['an hour that is left out', '2026-03-28T01:30:00Z', 1, 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
    ['not at all', '2026-03-28T01:30:00Z', 0, 'Europe/Berlin', '2026-03-28T01:30:00.000Z'],
  ])('it is %s', (_, at, days, timeZone, expected) => {
    expect(shifted(at, days, timeZone)).toBe(expected);
  });
});
