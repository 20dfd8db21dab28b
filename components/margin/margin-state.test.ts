import { describe, expect, it } from 'vitest';
import { EMPTY_MARGIN, marginReducer, type MarginAction } from './margin-state';
import type { Note } from './note';

const note = (id: string, version = 1, block: string | null = null): Note =>
  ({ id, version, target: block === null ? null : { block }, createdAt: '2026-11-24T00:00:00Z' }) as Note;
const after = (...actions: MarginAction[]) =>
  actions.reduce(marginReducer, EMPTY_MARGIN).notes.map(({ id, version }) => `${id}${version}`);
const list = (...notes: Note[]): MarginAction => ({ type: 'loaded', notes, of: [null], order: [] });

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

describe('pages of a long text', () => {
  const page = (blocks: string[], order: string[], ...notes: Note[]): MarginAction => ({
    type: 'loaded',
    notes,
    of: blocks,
    order,
  });
  const [first, second] = [
    page(['b1'], ['b1', 'b2'], note('a', 1, 'b1')),
    page(['b2'], ['b1', 'b2'], note('b', 1, 'b2')),
  ];

  it('bring their notes to those that are there, by place', () => {
    expect(after({ type: 'fetching' }, second, { type: 'fetching' }, first)).toEqual(['a1', 'b1']);
  });

  it('take their notes along when they go, but for one in hand', () => {
    expect(after(first, second, { type: 'blocks', order: ['b2'] })).toEqual(['b1']);
    expect(after(first, second, { type: 'activate', id: 'a' }, { type: 'blocks', order: ['b2'] })).toEqual([
      'a1',
      'b1',
    ]);
  });

  it('take away no note written while another page’s list was under way', () => {
    const written: MarginAction = { type: 'put', note: note('c', 1, 'b1') };
    expect(after({ type: 'fetching' }, written, { type: 'fetching' }, first, second)).toEqual(['a1', 'c1', 'b1']);
  });
});
