import { describe, expect, it } from 'vitest';
import { sourceOffset } from '../text/offset';
import type { Standing } from './anchor';
import { carry } from './carry';
import type { Anchored } from './rebase';

const at = (block: string, state: Standing['state'] = 'kept', words: string | null = null): Standing => ({
  target: { start: { block, offset: sourceOffset(0) }, end: { block, offset: sourceOffset(2) } },
  state,
  words,
});
const quote = { exact: '表象', prefix: '', suffix: '' };
const anchor: Anchored = { ...at('a'), quote };
const stays = (before: Anchored): Standing => before;
const plain = (list: ReturnType<typeof carry>) =>
  list.map(({ first, last, standing: { target, state, words } }) => ({ first, last, target, state, words }));

describe('an anchor carried through editions', () => {
  it('stands where it was made when there is none, or none changes it', () => {
    const once = { first: 3, last: null, ...at('a') };
    expect(plain(carry(anchor, 3, []))).toEqual([once]);
    expect(plain(carry(anchor, 3, [stays, stays]))).toEqual([once]);
  });

  it('has one stay for each change, without gap or overlap', () => {
    const [moved, gone] = [at('b', 'moved'), { target: { block: 'c' }, state: 'removed', words: '表象' } as const];
    expect(plain(carry(anchor, 1, [stays, () => moved, stays, () => gone, stays]))).toEqual([
      { first: 1, last: 2, ...at('a') },
      { first: 3, last: 4, ...moved },
      { first: 5, last: null, ...gone },
    ]);
  });

  it('brings the words it was made on to every step', () => {
    const seen: Anchored[] = [];
    const look = (standing: Standing) => (before: Anchored) => {
      seen.push(before);
      return standing;
    };
    carry(anchor, 1, [look(at('a', 'edited', '表徵')), look(at('b', 'edited', '表征'))]);
    expect(seen.map((before) => [before.state, before.words, before.quote])).toEqual([
      ['kept', null, quote],
      ['edited', '表徵', quote],
    ]);
  });
});
