import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { endingIn, ReadingWatch, REST_MS } from './reading';

const VIEW = { top: 56, bottom: 800 };
const LINE = 36;

describe('which blocks end in view', () => {
  test.each([
    ['its last line is in view', 400, true],
    ['its last line is the last of the window', 800, true],
    ['its last line is cut by the window’s end', 812, false],
    ['its last line is just below the bar', VIEW.top + LINE, true],
    ['its last line is half under the bar', VIEW.top + LINE / 2, false],
    ['it is above', -20, false],
    ['it goes on below', 2_400, false],
  ])('%s', (_, bottom, isRead) => {
    expect(endingIn(VIEW, [{ key: 'a', bottom, line: LINE }])).toEqual(isRead ? ['a'] : []);
  });

  test('a block higher than the window counts by its last line, wherever it begins', () => {
    // One screen down it has not ended; at its end it has.
    expect(endingIn(VIEW, [{ key: 'long', bottom: 3_000, line: LINE }])).toEqual([]);
    expect(endingIn(VIEW, [{ key: 'long', bottom: 500, line: LINE }])).toEqual(['long']);
  });

  test('what lies lower is never read before what lies higher and is still in view', () => {
    const block = fc.record({ bottom: fc.integer({ min: -2_000, max: 3_000 }), line: fc.constant(LINE) });
    fc.assert(
      fc.property(fc.array(block), (blocks) => {
        const named = blocks.map((one, index) => ({ ...one, key: String(index) }));
        const read = new Set(endingIn(VIEW, named));
        const lowest = Math.max(...named.filter(({ key }) => read.has(key)).map(({ bottom }) => bottom));
        for (const { key, bottom } of named)
          if (bottom <= lowest && bottom >= VIEW.top + LINE) expect(read.has(key)).toBe(true);
      }),
    );
  });
});

describe('reading', () => {
  let inView: readonly string[];
  let isVisible: boolean;
  let read: string[];
  beforeEach(() => {
    vi.useFakeTimers();
    [inView, isVisible, read] = [['a'], true, []];
  });
  afterEach(() => vi.useRealTimers());
  const watch = () =>
    new ReadingWatch({ look: () => inView, isVisible: () => isVisible, onRead: (keys) => read.push(...keys) });

  test('what is on the screen at first is read when nobody scrolls', () => {
    watch();
    vi.advanceTimersByTime(REST_MS - 1);
    expect(read).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(read).toEqual(['a']);
  });

  test('what is scrolled past is not', () => {
    const watching = watch();
    for (const key of ['a', 'b', 'c', 'd']) {
      inView = [key];
      watching.moved();
      vi.advanceTimersByTime(REST_MS - 1);
    }
    vi.advanceTimersByTime(1);
    expect(read).toEqual(['d']);
  });

  test('what hangs while it is scrolled past is not: one timer that comes late is no rest', () => {
    const watching = watch();
    for (const key of ['a', 'b', 'c']) {
      inView = [key];
      watching.moved();
      vi.advanceTimersToNextTimer();
    }
    expect(read).toEqual([]);
    vi.advanceTimersByTime(REST_MS);
    expect(read).toEqual(['c']);
  });

  test('each is told once', () => {
    const watching = watch();
    vi.advanceTimersByTime(REST_MS);
    inView = ['a', 'b'];
    watching.moved();
    vi.advanceTimersByTime(REST_MS);
    inView = ['a'];
    watching.moved();
    vi.advanceTimersByTime(REST_MS);
    expect(read).toEqual(['a', 'b']);
  });

  test('a hidden tab is not read, whatever scrolls in it; shown again, it has to rest first', () => {
    const watching = watch();
    isVisible = false;
    watching.moved();
    vi.advanceTimersByTime(REST_MS * 10);
    watching.moved();
    vi.advanceTimersByTime(REST_MS * 10);
    expect(read).toEqual([]);
    isVisible = true;
    watching.moved();
    vi.advanceTimersByTime(REST_MS - 1);
    expect(read).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(read).toEqual(['a']);
  });

  test('nor is one that was hidden without a word', () => {
    watch();
    isVisible = false;
    vi.advanceTimersByTime(REST_MS);
    expect(read).toEqual([]);
  });

  test('once it has ended it tells nothing', () => {
    watch().end();
    vi.advanceTimersByTime(REST_MS);
    expect(read).toEqual([]);
  });
});
