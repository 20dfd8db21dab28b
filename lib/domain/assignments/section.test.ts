import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blocksOf, followSection } from './section';

const keys = (text: string): string[] => [...text];

describe('a section in the next edition', () => {
  it.each<[string, string, string, string | null]>([
    ['nothing changed', 'abcdef', 'abcdef', 'bcd'],
    ['something new within it', 'abcdef', 'abXcYdef', 'bXcYd'],
    ['something new before and behind it', 'abcdef', 'aXbcdYef', 'bcd'],
    ['its first block is gone', 'abcdef', 'acdef', 'cd'],
    ['its last block is gone', 'abcdef', 'abcef', 'bc'],
    ['all of it moved', 'abcdef', 'aefbcd', 'bcd'],
    ['its order turned', 'abcdef', 'adcbef', 'dcb'],
    ['one block went far away', 'abcdef', 'abcefd', 'bc'],
    ['a block from elsewhere parts it', 'abcdef', 'abecdf', 'cd'],
    ['one block is all that is left', 'abcdef', 'aefc', 'c'],
    ['nothing of it is left', 'abcdef', 'aefXY', null],
  ])('%s', (_, before, after, expected) => {
    const followed = followSection({ first: 'b', last: 'd' }, keys(before), keys(after));
    expect(followed && blocksOf(followed, keys(after)).join('')).toBe(expected);
  });

  it('begins and ends with blocks of its own, and takes in none that stood outside', () => {
    const anEdition = fc.uniqueArray(fc.integer({ min: 0, max: 30 }).map(String), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(anEdition, anEdition, fc.nat(), fc.nat(), (before, after, one, other) => {
        const [from, to] = [one % before.length, other % before.length].sort((a, b) => a - b) as [number, number];
        const section = { first: before[from] ?? '', last: before[to] ?? '' };
        const own = before.slice(from, to + 1);
        const followed = followSection(section, before, after);
        if (!followed) {
          expect(after.filter((key) => own.includes(key))).toEqual([]);
          return;
        }
        const blocks = blocksOf(followed, after);
        expect(own).toEqual(expect.arrayContaining([followed.first, followed.last]));
        expect(blocks.filter((key) => before.includes(key) && !own.includes(key))).toEqual([]);
      }),
    );
  });

  it('stays what it is while its text does', () => {
    const section = { first: 'b', last: 'd' };
    expect(followSection(section, keys('abcd'), keys('abcd'))).toEqual(section);
    expect(blocksOf({ first: 'd', last: 'b' }, keys('abcd'))).toEqual([]);
    expect(blocksOf({ first: 'x', last: 'b' }, keys('abcd'))).toEqual([]);
  });
});
