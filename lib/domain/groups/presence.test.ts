import { expect, it } from 'vitest';
import { presenceOf } from './presence';

const NOW = new Date('2026-03-02T08:00:00Z');
const ago = (seconds: number): Date => new Date(NOW.getTime() - seconds * 1000);

it.each([
  [0, 'now'],
  [90, 'now'],
  [91, 'today'],
  [86_399, 'today'],
  [86_400, 'earlier'],
] as const)('seen %i seconds ago: %s', (seconds, presence) => {
  expect(presenceOf(ago(seconds), NOW)).toBe(presence);
});

it('who never came is not here', () => {
  expect(presenceOf(null, NOW)).toBe('earlier');
});

it('a clock that is a little ahead makes nobody absent', () => {
  expect(presenceOf(ago(-5), NOW)).toBe('now');
});
