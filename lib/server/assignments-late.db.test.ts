import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bodyOfText } from '@/lib/richtext/body';
import { moveClock } from './clock';
import {
  ask,
  assignTo,
  bringClass,
  DAY,
  inHours,
  seenBy,
  tableOf,
  writeIn,
  type Class,
} from './testing/assignments-cast';
import { freshDatabase } from './testing/fresh-database';
import { words, write, type Person } from './testing/notes-cast';

/** What is late goes by when it was said to the group, in the section; not by when its writer began with it. */

let cast: Class;
beforeEach(async () => {
  await freshDatabase();
  cast = await bringClass();
});
afterEach(() => moveClock(0));

const ONE_NOTE = { mustRead: false, minNotes: 1, minReplies: 0 };
const change = (who: Person, id: string, changes: object, version = 1) =>
  ask(who, `PATCH /api/annotations/${id}`, changes, version);
const reattach = (who: Person, id: string, target: object, version = 1) =>
  ask(who, `POST /api/annotations/${id}/reattach`, { revision: 1, target }, version);
/** 林晚 and 沈砚: how they stand, and with how much that is late. */
async function standings(id: string): Promise<string[]> {
  const rows = await tableOf(cast, id);
  return [cast.lin, cast.shen].map((who) => {
    const row = rows.find(({ member }) => member.id === who.id);
    return `${row?.standing} ${row?.notes} ${row?.late}`;
  });
}
interface Work {
  notes: { createdAt: string; saidAt: string }[];
}
const workOf = async (who: Person, id: string): Promise<Work['notes']> =>
  (await ask<Work>(who, `GET /api/assignments/${id}/members/${who.id}`)).data.notes;

describe('what was begun in time and said afterwards', () => {
  it('is late: a highlight that gets words, and a note that was one’s own', async () => {
    const { id } = await assignTo(cast, { dueAt: inHours(24), rule: ONE_NOTE });
    const highlight = await writeIn(cast, cast.lin, { motivation: 'highlighting', body: null });
    const own = await write(cast.shen, { layer: 'private' });
    moveClock(3 * DAY);
    await change(cast.lin, highlight, { motivation: 'commenting', body: bodyOfText('现在才说') });
    await change(cast.shen, own, { layer: cast.group.layer });
    expect(await standings(id)).toEqual(['late 1 1', 'late 1 1']);
    // Both are told by when: what counts, and when it was written.
    for (const who of [cast.lin, cast.shen]) {
      const [note] = await workOf(who, id);
      expect(Date.parse(note?.saidAt ?? '') - Date.parse(note?.createdAt ?? '')).toBeGreaterThan(2 * DAY);
    }
  });

  it('is late when it is put into the section, and in time when it stood there', async () => {
    const { id } = await assignTo(cast, { dueAt: inHours(24), rule: ONE_NOTE });
    const before = await writeIn(cast, cast.lin, { target: words(1, 0, 1, '一') });
    const within = await writeIn(cast, cast.shen);
    moveClock(3 * DAY);
    for (const [who, note] of [
      [cast.lin, before],
      [cast.shen, within],
    ] as const)
      expect((await reattach(who, note, words(3, 0, 2, '概念'))).status).toBe(200);
    expect(await standings(id)).toEqual(['late 1 1', 'done 1 0']);
  });

  it('is in time when it was said in time and only put in other words, or marked', async () => {
    const { id } = await assignTo(cast, { dueAt: inHours(24), rule: ONE_NOTE });
    const comment = await writeIn(cast, cast.lin);
    const question = await writeIn(cast, cast.shen, { motivation: 'questioning' });
    moveClock(3 * DAY);
    await change(cast.lin, comment, { body: bodyOfText('说得更明白些'), tags: ['改'] });
    await change(cast.shen, question, { motivation: 'commenting' });
    await ask(cast.lin, `DELETE /api/annotations/${comment}`);
    await ask(cast.lin, `POST /api/annotations/${comment}/restore`);
    expect(await standings(id)).toEqual(['done 1 0', 'done 1 0']);
  });
});

describe('a note from before the assignment', () => {
  it('counts, and shows what peers wrote, from when it is said to the group', async () => {
    const own = await write(cast.lin, { layer: 'private' });
    const theirs = await writeIn(cast, cast.shen);
    moveClock(DAY);
    const { id } = await assignTo(cast, { reveal: { kind: 'after-own', notes: 1 }, rule: ONE_NOTE });
    expect(await seenBy(cast.lin, id)).toMatchObject({ revealed: false, mine: { notes: 0 } });
    moveClock(2 * DAY);
    await change(cast.lin, own, { layer: cast.group.layer });
    expect(await seenBy(cast.lin, id)).toMatchObject({ revealed: true, mine: { notes: 1, standing: 'done' } });
    expect((await ask(cast.lin, `GET /api/annotations/${theirs}`)).status).toBe(200);
  });

  it('hides them again when it is put elsewhere, and its writer is told to look at everything anew', async () => {
    const { id } = await assignTo(cast, { reveal: { kind: 'after-own', notes: 1 } });
    const theirs = await writeIn(cast, cast.shen);
    const own = await writeIn(cast, cast.lin);
    const { data: until } = await ask<{ upTo: number }>(cast.lin, 'GET /api/events?article=biaoxiang&after=0');
    await reattach(cast.lin, own, words(1, 0, 1, '一'));
    expect((await seenBy(cast.lin, id)).revealed).toBe(false);
    expect((await ask(cast.lin, `GET /api/annotations/${theirs}`)).status).toBe(404);
    const { data } = await ask<{ events: { kind: string }[] }>(
      cast.lin,
      `GET /api/events?article=biaoxiang&after=${until.upTo}`,
    );
    expect(data.events.map(({ kind }) => kind)).toContain('reset');
  });
});
