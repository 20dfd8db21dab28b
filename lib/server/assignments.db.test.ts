import { uuidv7 } from 'uuidv7';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AssignmentView } from '@/lib/contract/assignments';
import { bodyOfText } from '@/lib/richtext/body';
import { moveClock } from './clock';
import { db } from './db';
import {
  ask,
  assignmentInput,
  assignTo,
  bringClass,
  DAY,
  inHours,
  readBlocks,
  seenBy,
  tableOf,
  writeIn,
  type Class,
} from './testing/assignments-cast';
import { freshDatabase } from './testing/fresh-database';
import { article, key, nobody, words, write } from './testing/notes-cast';
import { talk } from './testing/threads-cast';

/** A section is assigned, read and written on; its dates come and go; and both sides see the same. */

let cast: Class;

beforeEach(async () => {
  await freshDatabase();
  cast = await bringClass();
});
afterEach(() => moveClock(0));

const fields = (data: unknown): string[] =>
  ((data as { errors?: { field: string }[] }).errors ?? []).map(({ field }) => field);

describe('an assignment', () => {
  it('is completed by reading, writing and answering, and both sides see the same of it', async () => {
    const { id } = await assignTo(cast, { dueAt: inHours(24) });
    expect((await tableOf(cast, id)).map(({ member, standing }) => [member.name, standing])).toEqual([
      ['林晚', 'unopened'],
      ['沈砚', 'unopened'],
    ]);
    await ask(cast.lin, `POST /api/assignments/${id}/opened`);
    await readBlocks(cast.lin, 2);
    expect((await seenBy(cast.lin, id)).mine).toMatchObject({ standing: 'begun', read: 1, blocks: 2 });
    await readBlocks(cast.lin, 2, 3, 4);
    const note = await writeIn(cast, cast.shen);
    await writeIn(cast, cast.lin, { target: words(3, 0, 2, '概念') });
    await talk(cast.lin, note).reply(uuidv7(), '我同意。');
    const { mine } = await seenBy(cast.lin, id);
    expect(mine).toMatchObject({ standing: 'done', read: 2, notes: 1, replies: 1, late: 0 });
    expect(mine?.checklist.map(({ what, done, of, at }) => [what, done, of, at !== null])).toEqual([
      ['read', 2, 2, true],
      ['notes', 1, 1, true],
      ['replies', 1, 1, true],
    ]);
    for (const who of [cast.lin, cast.shen]) {
      const {
        member: _,
        left,
        grade: __,
        ...row
      } = (await tableOf(cast, id)).find(({ member }) => member.id === who.id)!;
      expect({ left, row }).toEqual({ left: false, row: (await seenBy(who, id)).mine });
    }
    // Only what is assigned is kept of what somebody reads.
    expect((await db().blockRead.findMany()).map(({ blockKey }) => blockKey).sort()).toEqual([key(2), key(3)]);
  });

  it('does not count what is highlighted only, stands elsewhere, is private, deleted, or said to oneself', async () => {
    const { id } = await assignTo(cast);
    await writeIn(cast, cast.lin, { motivation: 'highlighting', body: null });
    await writeIn(cast, cast.lin, { target: words(1, 0, 1, '一') });
    await write(cast.lin, { layer: 'private' });
    const deleted = await writeIn(cast, cast.lin);
    await ask(cast.lin, `DELETE /api/annotations/${deleted}`);
    const own = await writeIn(cast, cast.lin);
    await talk(cast.lin, own).reply(uuidv7(), '自言自语');
    expect((await seenBy(cast.lin, id)).mine).toMatchObject({ notes: 1, replies: 0 });
  });

  it('opens, is due and closes by the clock', async () => {
    const { id } = await assignTo(cast, {
      ...{ opensAt: inHours(24), dueAt: inHours(48), closesAt: inHours(72) },
      rule: { mustRead: false, minNotes: 1, minReplies: 0 },
    });
    expect((await ask(cast.lin, `GET /api/assignments/${id}`)).status).toBe(404);
    expect((await ask(cast.ruan, `GET /api/assignments/${id}`)).data).toMatchObject({ phase: 'upcoming' });
    expect((await ask(cast.lin, 'GET /api/me/assignments')).data).toEqual({ assignments: [] });
    moveClock(1.5 * DAY);
    expect(await seenBy(cast.lin, id)).toMatchObject({ phase: 'open', mine: { standing: 'unopened' } });
    moveClock(2.5 * DAY);
    await writeIn(cast, cast.lin);
    expect(await seenBy(cast.lin, id)).toMatchObject({
      phase: 'overdue',
      mine: { standing: 'late', notes: 1, late: 1 },
    });
    moveClock(3.5 * DAY);
    await writeIn(cast, cast.shen);
    await readBlocks(cast.shen, 2);
    expect(await seenBy(cast.shen, id)).toMatchObject({
      phase: 'closed',
      mine: { standing: 'unopened', notes: 0, read: 0 },
    });
  });

  it('is refused where it does not fit, field by field, and nothing of it stays', async () => {
    const path = `POST /api/groups/${cast.group.id}/assignments`;
    await article({ slug: 'secret', visibility: 'private' });
    const refused = async (changes: object) => {
      const { status, data } = await ask(cast.ruan, path, assignmentInput(changes));
      return [status, ...fields(data)];
    };
    expect(await refused({ section: { first: key(3), last: key(2) } })).toEqual([422, 'section']);
    expect(await refused({ section: { first: key(2), last: 'elsewhere' } })).toEqual([422, 'section']);
    expect(await refused({ article: 'secret' })).toEqual([422, 'article']);
    expect(await refused({ article: 'nowhere' })).toEqual([422, 'article']);
    expect(await refused({ opensAt: inHours(2), dueAt: inHours(1) })).toEqual([422, 'dueAt']);
    expect(await refused({ timeZone: 'Mars/Base' })).toEqual([422, 'timeZone']);
    for (const title of [' ', '\u200b\u2060', '\u3164', '\u2800\u0301'])
      expect(await refused({ title })).toEqual([422, 'title']);
    // PostgreSQL has no year 0, and no year of five digits is told.
    for (const at of ['0000-01-01T00:00:00Z', '0000-01-01T00:00:00+23:00', '9999-12-31T23:59:59-23:00']) {
      expect(await refused({ opensAt: at })).toEqual([422, 'opensAt']);
      expect((await refused({ reveal: { kind: 'from-date', at } }))[0]).toBe(422);
    }
    expect(await refused({ instructions: { type: 'doc', content: [{ type: 'script' }] } })).toEqual([
      422,
      'instructions',
    ]);
    expect(await db().assignment.count()).toBe(0);
  });

  it('takes all that is under a heading that is picked alone', async () => {
    const texts = ['引子', '一、表象', '表象是心智状态。', '概念是抽象。', '二、概念'];
    await article({ slug: 'headed', texts });
    await db().block.updateMany({ where: { text: { in: ['一、表象', '二、概念'] } }, data: { kind: 'heading' } });
    const { section } = await assignTo(cast, { article: 'headed', section: { first: key(2), last: key(2) } });
    expect([section?.first.number, section?.last.number]).toEqual([2, 4]);
  });

  it('is changed by who leads the group, by the version that they saw', async () => {
    const { id, version } = await assignTo(cast, {
      ...{ dueAt: inHours(24), anonymous: true, reveal: { kind: 'after-own', notes: 2 } },
    });
    const path = `PATCH /api/assignments/${id}`;
    for (const who of [cast.lin, cast.gu])
      expect((await ask(who, path, { dueAt: inHours(99) }, version)).status).toBe(404);
    expect((await ask(nobody, path, { title: '别的' }, version)).status).toBe(401);
    expect((await ask(cast.ruan, path, { title: '别的' })).status).toBe(428);
    expect((await ask(cast.ruan, path, { title: '别的', createdById: cast.lin.id }, version)).status).toBe(422);
    const changed = await ask<AssignmentView>(
      cast.ruan,
      path,
      { title: '别的', instructions: bodyOfText('慢慢读。'), section: { first: key(1), last: key(4) } },
      version,
    );
    expect(changed.data).toMatchObject({ title: '别的', version: 2, section: { first: { number: 1 } } });
    // What a change leaves out stays what it was.
    const whole = { ...changed.data, title: '改题', version: 3 };
    expect((await ask(cast.ruan, path, { title: '改题' }, 2)).data).toEqual(whole);
    expect((await ask(cast.ruan, path, { title: '再来' }, version)).status).toBe(412);
    await ask(cast.ruan, path, { archived: true }, 3);
    expect((await ask(cast.lin, 'GET /api/articles/biaoxiang/assignments')).data).toEqual({ assignments: [] });
    expect((await ask(cast.lin, `GET /api/groups/${cast.group.id}/assignments?archived=true`)).data).toMatchObject({
      assignments: [{ id, archived: true }],
    });
  });

  it('is not there for whoever leaves the group, at once, and what they did stays in the table', async () => {
    const { id } = await assignTo(cast);
    await readBlocks(cast.lin, 2, 3);
    await ask(cast.ruan, `DELETE /api/groups/${cast.group.id}/members/${cast.lin.id}`);
    for (const line of [
      `GET /api/assignments/${id}`,
      `GET /api/groups/${cast.group.id}/assignments`,
      `POST /api/assignments/${id}/opened`,
    ])
      expect([line, (await ask(cast.lin, line)).status]).toEqual([line, 404]);
    expect((await ask(cast.lin, 'GET /api/me/assignments')).data).toEqual({ assignments: [] });
    expect((await tableOf(cast, id)).map(({ member, left }) => [member.name, left])).toEqual([
      ['沈砚', false],
      ['林晚', true],
    ]);
  });
});
