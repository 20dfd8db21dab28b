import { describe, expect, it } from 'vitest';
import { EMPTY_MARGIN, marginReducer, type MarginAction } from './margin-state';
import type { Note } from './note';

const note = (id: string, version = 1, block: string | null = null): Note =>
  ({
    id,
    version,
    target: block === null ? null : { block },
    createdAt: '2026-11-24T00:00:00Z',
    activity: 1,
    replies: [] as Note['replies'],
  }) as Note;
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

  it('does not undo what was heard of a thread after it was asked for: a reply changes no version', () => {
    const answered = { ...note('a'), replies: [{ id: 'r' }] } as unknown as Note;
    const actions: MarginAction[] = [list(note('a')), { type: 'fetching' }, { type: 'heard', note: answered }];
    const { notes, written } = [...actions, list(note('a'))].reduce(marginReducer, EMPTY_MARGIN);
    expect([notes, written]).toEqual([[answered], 0]);
  });

  it('brings back what was gone and is there again, though it was heard of before its part of the text came', () => {
    const far = note('b', 1, 'b2');
    const listed: MarginAction = { type: 'loaded', notes: [far], of: ['b2'], order: ['b1', 'b2'] };
    const actions: MarginAction[] = [
      { type: 'loaded', notes: [], of: ['b1'], order: ['b1'] },
      { type: 'remove', id: 'b' },
      { type: 'heard', note: far },
    ];
    expect(after(...actions)).toEqual([]);
    expect(after(...actions, { type: 'fetching' }, listed)).toEqual(['b1']);
  });

  it('brings in nothing that waits so as not to move the text, and forgets it when it is gone', () => {
    const held = (...actions: MarginAction[]) => {
      const state = [list(note('a')), ...actions].reduce(marginReducer, EMPTY_MARGIN);
      return [state.notes, state.held].map((notes) => notes.map(({ id, version }) => `${id}${version}`).join(' '));
    };
    const hold: MarginAction = { type: 'hold', note: note('b') };
    expect(held(hold, list(note('a'), note('b', 2)))).toEqual(['a1', 'b2']);
    expect(held(hold, list(note('a'), note('b', 2)), { type: 'showHeld' })).toEqual(['a1 b2', '']);
    expect(held(hold, list(note('a')))).toEqual(['a1', '']);
    expect(held(hold, { type: 'remove', id: 'b' }, { type: 'showHeld' })).toEqual(['a1', '']);
  });

  it('knows all events up to the one that the oldest of them knows', () => {
    const listed = (upTo: number): MarginAction => ({ type: 'loaded', notes: [], of: [], order: [], upTo });
    const { upTo } = [listed(9), listed(7), listed(8)].reduce(marginReducer, EMPTY_MARGIN);
    expect(upTo).toBe(7);
  });

  it('does not take away a reply that was sent meanwhile', () => {
    const answered: Note = { ...note('a'), activity: 2, replies: [{ id: 'r' } as Note['replies'][number]] };
    const state = [{ type: 'fetching' } as const, { type: 'put', note: answered } as const, list(note('a'))].reduce(
      marginReducer,
      EMPTY_MARGIN,
    );
    expect(state.notes[0]?.replies.map(({ id }) => id)).toEqual(['r']);
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

describe('a note that new words are selected for', () => {
  const [a, b] = [note('a', 1, 'one'), note('b', 1, 'two')];
  const state = (...actions: MarginAction[]) => actions.reduce(marginReducer, EMPTY_MARGIN);
  const moving: MarginAction = { type: 'move', note: a };

  it('is so until it has moved, is deleted, or somebody writes', () => {
    expect(state(moving).moving).toBe(a);
    expect(state(moving, { type: 'put', note: note('a', 2, 'two') }).moving).toBeNull();
    expect(state(moving, { type: 'remove', id: 'a' }).moving).toBeNull();
    expect(state(moving, { type: 'move', note: null }).moving).toBeNull();
    const writing = { key: 1, target: null, motivation: 'commenting', note: null } as const;
    expect(state(moving, { type: 'write', writing }).moving).toBeNull();
  });

  it('stays so whatever happens to others', () => {
    const others: MarginAction[] = [
      { type: 'put', note: b },
      { type: 'remove', id: 'b' },
      { type: 'activate', id: null },
      { type: 'write', writing: null },
    ];
    expect(state(moving, ...others).moving).toBe(a);
  });

  it('has its sheet closed, and stays known when its part of the text leaves the page', () => {
    expect(state({ type: 'sheet', block: 'one' }, moving).sheet).toBeNull();
    const loaded: MarginAction = { type: 'loaded', notes: [a, b], of: ['one', 'two'], order: ['one', 'two'] };
    const later = state(loaded, moving, { type: 'blocks', order: ['nine'] });
    expect(later.notes.map(({ id }) => id)).toEqual(['a']);
  });
});

it('a note that came as it stands in another edition is asked for again, and puts nothing where it does not stand', () => {
  const before = marginReducer(EMPTY_MARGIN, list(note('a')));
  const after = marginReducer(before, { type: 'overtaken' });
  expect(after.notes).toBe(before.notes);
  expect(after.overtaken).toBe(before.overtaken + 1);
});

describe('a note that comes as its writers wrote it', () => {
  const body = (text: string) => ({ type: 'doc' as const, text });
  const reply = (id: string, version: number, shown?: string) =>
    ({ id, version, body: body(id), ...(shown && { shownBody: body(shown) }) }) as unknown as Note['replies'][number];
  const converted: Note = {
    ...note('a'),
    shownBody: body('頭髮'),
    replies: [reply('r', 1, '裡'), reply('s', 1, '後')],
  };
  const put = (fresh: Note) =>
    ([list(converted), { type: 'put', note: fresh }] satisfies MarginAction[]).reduce(marginReducer, EMPTY_MARGIN)
      .notes[0];

  it('is shown in the reader’s script as long as its words are the same', () => {
    const now = put({ ...note('a'), replies: [reply('r', 1), reply('s', 2), reply('t', 1)] });
    expect(now?.shownBody).toEqual(body('頭髮'));
    expect(now?.replies.map(({ shownBody }) => shownBody)).toEqual([body('裡'), undefined, undefined]);
    expect(put(note('a', 2))?.shownBody).toBeUndefined();
  });
});
