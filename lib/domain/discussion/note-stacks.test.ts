import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stackNotes, UNSTACKED } from './note-stacks';

const notes = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `n${index}` }));
const idsOf = (cards: readonly { id: string }[]) => cards.map(({ id }) => id).join(' ');
const closed = { room: 2, asked: 0, active: null };

describe('a paragraph’s notes in the margin', () => {
  it('all have their cards while they are few, however low the paragraph', () => {
    expect(stackNotes(notes(UNSTACKED), { ...closed, room: 0 })).toEqual({
      cards: notes(UNSTACKED),
      rest: 0,
      open: false,
    });
  });

  it('are stacked when they are many: as many as stand beside it, and how many more there are', () => {
    const { cards, rest, open } = stackNotes(notes(43), closed);
    expect([idsOf(cards), rest, open]).toEqual(['n0 n1', 41, false]);
    expect(idsOf(stackNotes(notes(43), { ...closed, room: 0 }).cards)).toBe('n0');
  });

  it('show the one in hand too, wherever it is in the stack', () => {
    const { cards, rest } = stackNotes(notes(43), { ...closed, active: 'n30' });
    expect([idsOf(cards), rest]).toEqual(['n0 n1 n30', 40]);
    expect(stackNotes(notes(43), { ...closed, active: 'n1' }).rest).toBe(41);
  });

  it('come by and by as more of them are asked for', () => {
    const { cards, rest, open } = stackNotes(notes(43), { ...closed, asked: 22 });
    expect([cards.length, rest, open]).toEqual([22, 21, true]);
    expect(stackNotes(notes(43), { ...closed, asked: 60 })).toMatchObject({ rest: 0, open: true });
  });

  it('are never more than they are, in their order, and no line stands for a single one unless another is in hand', () => {
    const asking = fc.record({ room: fc.nat(8), asked: fc.nat(60), at: fc.nat(60) });
    fc.assert(
      fc.property(fc.nat(60), asking, (count, { at, ...asked }) => {
        const all = notes(count);
        const { cards, rest } = stackNotes(all, { ...asked, active: `n${at}` });
        expect(cards).toEqual(all.filter((note) => cards.includes(note)));
        expect(cards.length + rest).toBe(count);
        if (count > 0) expect(cards[0]).toBe(all[0]);
        if (at < count) expect(cards.map(({ id }) => id)).toContain(`n${at}`);
        expect(stackNotes(all, { ...asked, active: null }).rest).not.toBe(1);
      }),
    );
  });
});
