import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bodyOfText } from '@/lib/richtext/body';
import { moveClock } from './clock';
import { db } from './db';
import { TURN } from './events';
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
import { countLocked } from './testing/locks';
import { key, words, write, type Person } from './testing/notes-cast';
import { say } from './testing/threads-cast';

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

describe('what was said in time', () => {
  it('stays so when it is moved away and back, as the page’s “undo” does', async () => {
    const { id } = await assignTo(cast, { dueAt: inHours(24), rule: ONE_NOTE });
    const [mine, theirs] = [await writeIn(cast, cast.lin), await writeIn(cast, cast.shen)];
    moveClock(3 * DAY);
    await change(cast.lin, mine, { layer: 'private' });
    await reattach(cast.shen, theirs, words(1, 0, 1, '一'));
    expect(await standings(id)).toEqual(['unopened 0 0', 'unopened 0 0']);
    await change(cast.lin, mine, { layer: cast.group.layer }, 2);
    await reattach(cast.shen, theirs, words(2, 5, 7, '心智'), 2);
    expect(await standings(id)).toEqual(['done 1 0', 'done 1 0']);
  });

  it('stays so where it stood, when it comes into another section too', async () => {
    const closed = await assignTo(cast, { dueAt: inHours(24), closesAt: inHours(36), rule: ONE_NOTE });
    const other = await assignTo(cast, {
      ...{ dueAt: inHours(48), rule: ONE_NOTE },
      section: { first: key(3), last: key(4) },
    });
    const note = await writeIn(cast, cast.lin);
    moveClock(3 * DAY);
    expect((await reattach(cast.lin, note, words(3, 0, 2, '概念'))).status).toBe(200);
    expect((await standings(closed.id))[0]).toBe('done 1 0');
    expect((await standings(other.id))[0]).toBe('late 1 1');
  });

  it('as an answer elsewhere is late here, if the note is put here afterwards', async () => {
    const { id } = await assignTo(cast, { dueAt: inHours(24), rule: { ...ONE_NOTE, minNotes: 0, minReplies: 1 } });
    const note = await writeIn(cast, cast.lin, { target: words(1, 0, 1, '一') });
    await say(cast.shen, note, '好。');
    moveClock(3 * DAY);
    await reattach(cast.lin, note, words(3, 0, 2, '概念'));
    expect((await standings(id))[1]).toBe('late 0 1');
  });

  it('shows nobody’s notes for the second time: what was there before it was assigned counts for nothing', async () => {
    const [old, theirs] = [await writeIn(cast, cast.lin), await writeIn(cast, cast.shen)];
    moveClock(DAY);
    const { id } = await assignTo(cast, { reveal: { kind: 'after-own', notes: 1 }, rule: ONE_NOTE });
    await change(cast.lin, old, { layer: 'private' });
    await change(cast.lin, old, { layer: cast.group.layer }, 2);
    expect((await seenBy(cast.lin, id)).revealed).toBe(false);
    expect((await ask(cast.lin, `GET /api/annotations/${theirs}`)).status).toBe(404);
  });

  it('is filed when its section is assigned while it is moved there', async () => {
    const note = await write(cast.lin, { layer: 'private' });
    const waiting = (count: number) => expect.poll(countLocked, { timeout: 10_000 }).toBeGreaterThanOrEqual(count);
    let moving: ReturnType<typeof change> | undefined;
    let assigning: ReturnType<typeof assignTo> | undefined;
    await db().$transaction(
      async (tx) => {
        // Whose turn it is to tell of a change: both get that far, and wait.
        await tx.$queryRaw`SELECT pg_advisory_xact_lock(${TURN})::text`;
        moving = change(cast.lin, note, { layer: cast.group.layer });
        await waiting(1);
        assigning = assignTo(cast, { reveal: { kind: 'from-date', at: inHours(240) }, anonymous: true });
        await waiting(2);
      },
      { timeout: 20_000 },
    );
    expect((await moving)?.status).toBe(200);
    const assigned = await assigning;
    expect(await db().assignmentNote.count({ where: { annotationId: note, assignmentId: assigned?.id ?? '' } })).toBe(
      1,
    );
    expect((await ask(cast.shen, `GET /api/annotations/${note}`)).status).toBe(404);
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
