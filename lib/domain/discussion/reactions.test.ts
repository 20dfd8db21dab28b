import { describe, expect, it } from 'vitest';
import { withOwn, type ReactionCount } from './reactions';

const given: ReactionCount[] = [
  { emoji: '👍', count: 2, mine: false },
  { emoji: '🤔', count: 1, mine: true },
];

describe('one’s own reaction', () => {
  it('counts with the others', () => {
    expect(withOwn(given, '👍', true)).toEqual([{ emoji: '👍', count: 3, mine: true }, given[1]]);
  });

  it('stands where it is offered when it is the first', () => {
    expect(withOwn(given, '💡', true).map(({ emoji, count }) => `${emoji}${count}`)).toEqual(['👍2', '💡1', '🤔1']);
  });

  it('leaves nothing behind when it was the only one', () => {
    expect(withOwn(given, '🤔', false)).toEqual([given[0]]);
  });

  it('is not counted twice, nor taken back by who never gave it', () => {
    expect(withOwn(given, '🤔', true)).toEqual(given);
    expect(withOwn(given, '👍', false)).toEqual(given);
    expect(withOwn([], '😄', false)).toEqual([]);
  });
});
