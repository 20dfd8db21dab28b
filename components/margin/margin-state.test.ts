import { describe, expect, it } from 'vitest';
import { EMPTY_MARGIN, marginReducer, type MarginAction } from './margin-state';
import type { Note } from './note';

const note = (id: string, version = 1): Note =>
  ({ id, version, target: null, createdAt: '2026-11-24T00:00:00Z' }) as Note;
const after = (...actions: MarginAction[]) =>
  actions.reduce(marginReducer, EMPTY_MARGIN).notes.map(({ id, version }) => `${id}${version}`);
const list = (...notes: Note[]): MarginAction => ({ type: 'loaded', notes, order: [] });

describe('a list of notes that was under way', () => {
  it('takes away no note that was written meanwhile', () => {
    expect(after(list(), { type: 'fetching' }, { type: 'put', note: note('a') }, list(note('b')))).toEqual([
      'a1',
      'b1',
    ]);
  });

  it('brings back no note that was removed, whenever the server heard of it', () => {
    const removed: MarginAction = { type: 'remove', id: 'a' };
    expect(after(list(note('a')), { type: 'fetching' }, removed, list(note('a')))).toEqual([]);
    expect(after(list(note('a')), removed, { type: 'fetching' }, list(note('a')))).toEqual([]);
    expect(
      after(list(note('a')), removed, { type: 'put', note: note('a', 2) }, { type: 'fetching' }, list(note('a', 2))),
    ).toEqual(['a2']);
  });

  it('has an older version replaced by what is known, a newer one replace it', () => {
    const put: MarginAction = { type: 'put', note: note('a', 2) };
    expect(after({ type: 'fetching' }, put, list(note('a', 1)))).toEqual(['a2']);
    expect(after({ type: 'fetching' }, put, list(note('a', 3)))).toEqual(['a3']);
  });

  it('is the truth about what nobody touched', () => {
    expect(after(list(note('a'), note('b')), { type: 'fetching' }, list(note('b')))).toEqual(['b1']);
  });
});
