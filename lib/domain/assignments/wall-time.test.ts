import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { momentAt, wallTime } from './wall-time';

describe('a time on a wall clock', () => {
  it('is a moment', () => {
    expect(momentAt('2026-11-27T23:59', 'Asia/Shanghai')).toEqual({
      instant: '2026-11-27T15:59:00.000Z',
      wall: '2026-11-27T23:59',
    });
    expect(momentAt('2026-07-01T09:00', 'America/New_York')?.instant).toBe('2026-07-01T13:00:00.000Z');
    expect(momentAt('2026-12-01T09:00', 'America/New_York')?.instant).toBe('2026-12-01T14:00:00.000Z');
  });

  it('that clocks jump over is as much later as they jump, and says so', () => {
    expect(momentAt('2026-03-08T02:30', 'America/New_York')).toEqual({
      instant: '2026-03-08T07:30:00.000Z',
      wall: '2026-03-08T03:30',
    });
    // A whole day is missing.
    expect(momentAt('2011-12-30T12:00', 'Pacific/Apia')?.wall).toBe('2011-12-31T12:00');
  });

  it('that comes twice is the earlier', () => {
    expect(momentAt('2026-11-01T01:30', 'America/New_York')).toEqual({
      instant: '2026-11-01T05:30:00.000Z',
      wall: '2026-11-01T01:30',
    });
  });

  it.each(['', '2026-02-30T10:00', '2026-11-27', '2026-11-27T10:00Z', 'gestern', '2026-11-27T25:00'])(
    'is not %j',
    (wall) => {
      expect(momentAt(wall, 'Asia/Shanghai')).toBeNull();
    },
  );

  it('needs a zone that there is', () => {
    expect(momentAt('2026-11-27T10:00', 'Asia/Nowhere')).toBeNull();
  });

  it('of a moment leads back to the moment, but for the hour that comes twice', () => {
    const zones = ['Asia/Shanghai', 'Asia/Taipei', 'America/New_York', 'Australia/Lord_Howe', 'Europe/Berlin', 'UTC'];
    const minutes = fc.integer({ min: Date.UTC(1990, 0) / 60_000, max: Date.UTC(2060, 0) / 60_000 });
    fc.assert(
      fc.property(minutes, fc.constantFrom(...zones), (minute, zone) => {
        const at = minute * 60_000;
        const wall = wallTime(new Date(at).toISOString(), zone);
        const back = momentAt(wall, zone);
        expect(back?.wall).toBe(wall);
        const earlier = at - Date.parse(back?.instant ?? '');
        expect([0, 30 * 60_000, 60 * 60_000]).toContain(earlier);
        expect(wallTime(new Date(at - earlier).toISOString(), zone)).toBe(wall);
      }),
    );
  });
});
