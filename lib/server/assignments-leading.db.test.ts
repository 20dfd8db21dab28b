import Papa from 'papaparse';
import { uuidv7 } from 'uuidv7';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AssignmentView, GradeView } from '@/lib/contract/assignments';
import { bodyOfText } from '@/lib/richtext/body';
import { moveClock } from './clock';
import { db } from './db';
import { Browser } from './testing/browser';
import {
  ask,
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
import { words, write } from './testing/notes-cast';
import { talk } from './testing/threads-cast';

/** What an instructor does with an assignment, and what students don't get to see or do. */

let cast: Class;
let id: string;

beforeEach(async () => {
  await freshDatabase();
  cast = await bringClass();
  ({ id } = await assignTo(cast, { dueAt: inHours(24), closesAt: inHours(48) }));
});
afterEach(() => moveClock(0));

const gradeOf = (name: 'lin' | 'shen') => `PUT /api/assignments/${id}/grades/${cast[name].id}`;

describe('feedback and a grade', () => {
  it('are held back until they are released, and can be held back again', async () => {
    const feedback = bodyOfText('读得很细。');
    const first = await ask<GradeView>(cast.ruan, gradeOf('lin'), { grade: '优', feedback }, 0);
    expect(first).toMatchObject({ status: 200, data: { grade: '优', version: 1, releasedAt: null } });
    const work = `GET /api/assignments/${id}/members/${cast.lin.id}`;
    const told = async () => JSON.stringify([await seenBy(cast.lin, id), (await ask(cast.lin, work)).data]);
    expect(await told()).not.toContain('优');
    const release = (released: boolean) =>
      ask(cast.ruan, `POST /api/assignments/${id}/grades/release`, { released }).then(({ data }) => data);
    expect(await release(true)).toEqual({ changed: 1 });
    expect((await seenBy(cast.lin, id)).grade).toMatchObject({ grade: '优', feedback });
    expect((await seenBy(cast.shen, id)).grade).toBeNull();
    expect(await release(false)).toEqual({ changed: 1 });
    expect(await told()).not.toContain('优');
  });

  it('are released to some and not to others; what says nothing is not released', async () => {
    await ask(cast.ruan, gradeOf('lin'), { grade: '优' }, 0);
    await ask(cast.ruan, gradeOf('shen'), { grade: '良' }, 0);
    const release = async (who: Class['lin'], body: object) =>
      (await ask(who, `POST /api/assignments/${id}/grades/release`, body)).data;
    expect(await release(cast.ruan, { released: true, members: [cast.shen.id, cast.gu.id] })).toEqual({ changed: 1 });
    expect((await seenBy(cast.shen, id)).grade).toMatchObject({ grade: '良' });
    expect((await seenBy(cast.lin, id)).grade).toBeNull();
    expect(await release(cast.ruan, { released: true, members: [] })).toEqual({ changed: 0 });
    expect(await release(cast.ruan, { released: false, members: [cast.lin.id] })).toEqual({ changed: 0 });
    await ask(cast.ruan, gradeOf('lin'), { grade: '', feedback: null }, 1);
    expect(await release(cast.ruan, { released: true })).toEqual({ changed: 0 });
    expect(await release(cast.lin, { released: true })).toMatchObject({ code: 'not-found' });
  });

  it('are not written into what was released, or held back, since they were seen', async () => {
    await ask(cast.ruan, gradeOf('lin'), { grade: '优' }, 0);
    const release = (released: boolean) => ask(cast.ruan, `POST /api/assignments/${id}/grades/release`, { released });
    const versionNow = async () =>
      (await tableOf(cast, id)).find(({ member }) => member.id === cast.lin.id)?.grade.version ?? 0;
    const held = await versionNow();
    await release(true);
    expect((await ask(cast.ruan, gradeOf('lin'), { grade: '草稿' }, held)).status).toBe(412);
    expect((await seenBy(cast.lin, id)).grade).toMatchObject({ grade: '优' });
    const seen = await versionNow();
    // What changes nothing leaves the version alone.
    expect((await release(true)).data).toEqual({ changed: 0 });
    expect(await versionNow()).toBe(seen);
    await release(false);
    expect((await ask(cast.ruan, gradeOf('lin'), { grade: '良' }, seen)).status).toBe(412);
    // At once: either the words came first, and are released, or they are refused.
    const [written] = await Promise.all([
      ask(cast.ruan, gradeOf('lin'), { grade: '草稿' }, await versionNow()),
      release(true),
    ]);
    const shown = (await seenBy(cast.lin, id)).grade?.grade;
    expect([written.status, shown]).toEqual(written.status === 200 ? [200, '草稿'] : [412, '优']);
  });

  it('are written by the version that was seen, by who leads the group, to who is a member', async () => {
    const body = { grade: '优' };
    for (const who of [cast.lin, cast.shen, cast.gu])
      expect((await ask(who, gradeOf('lin'), body, 0)).status).toBe(404);
    expect((await ask(cast.ruan, gradeOf('lin'), body)).status).toBe(428);
    const both = await Promise.all([1, 2].map(() => ask(cast.ruan, gradeOf('lin'), body, 0)));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect((await ask(cast.ruan, gradeOf('lin'), { grade: '良' }, 0)).status).toBe(412);
    expect((await ask(cast.ruan, gradeOf('lin'), { grade: '良' }, 1)).status).toBe(200);
    const stranger = `PUT /api/assignments/${id}/grades/${cast.gu.id}`;
    expect((await ask(cast.ruan, stranger, body, 0)).status).toBe(404);
  });
});

describe('who has longer', () => {
  it('is late later, and alone', async () => {
    const extension = `/api/assignments/${id}/extensions/${cast.lin.id}`;
    expect((await ask(cast.lin, `PUT ${extension}`, { dueAt: inHours(999) })).status).toBe(404);
    await ask(cast.ruan, `PUT ${extension}`, { dueAt: inHours(72) });
    moveClock(2.5 * DAY);
    await Promise.all([writeIn(cast, cast.lin), writeIn(cast, cast.shen)]);
    expect((await seenBy(cast.lin, id)).mine).toMatchObject({ extended: true, notes: 1, late: 0 });
    // It has closed for the others.
    expect(await seenBy(cast.shen, id)).toMatchObject({ phase: 'closed', mine: { extended: false, notes: 0 } });
    await ask(cast.ruan, `DELETE ${extension}`);
    expect((await seenBy(cast.lin, id)).mine).toMatchObject({ extended: false, notes: 0 });
  });
});

describe('what a member did', () => {
  it('is there for who leads the group and for themself, in the order of the text', async () => {
    const note = await writeIn(cast, cast.shen);
    const later = await writeIn(cast, cast.lin, { target: words(3, 0, 2, '概念') });
    const earlier = await writeIn(cast, cast.lin);
    await write(cast.lin, { layer: 'private' });
    const reply = uuidv7();
    await talk(cast.lin, note).reply(reply, '我同意。');
    const path = `GET /api/assignments/${id}/members/${cast.lin.id}`;
    for (const who of [cast.ruan, cast.lin]) {
      const { data } = await ask<{ notes: { id: string }[]; replies: { reply: { id: string }; on: { id: string } }[] }>(
        who,
        path,
      );
      expect(data.notes.map((one) => one.id)).toEqual([earlier, later]);
      expect(data.replies.map(({ on, reply: said }) => [on.id, said.id])).toEqual([[note, reply]]);
    }
    for (const who of [cast.shen, cast.gu]) expect((await ask(who, path)).status).toBe(404);
  });

  it('shows as heat along the section', async () => {
    await writeIn(cast, cast.lin, { motivation: 'questioning' });
    const note = await writeIn(cast, cast.shen);
    await talk(cast.lin, note).reply(uuidv7(), '我同意。');
    await readBlocks(cast.lin, 2);
    const heat = `GET /api/assignments/${id}/heat`;
    expect((await ask(cast.ruan, `${heat}?script=zh-Hant`)).data).toEqual({
      blocks: [
        {
          ...{ key: 'block2', number: 2, notes: 2, questions: 1, unanswered: 1, replies: 1, readers: 1 },
          opening: '表象是一種心智狀態，𠮷也是。',
        },
        {
          ...{ key: 'block3', number: 3, notes: 0, questions: 0, unanswered: 0, replies: 0, readers: 0 },
          // OpenCC takes 对表 for setting a watch.
          opening: '概念是對錶象的抽象。',
        },
      ],
    });
    expect((await ask(cast.lin, heat)).status).toBe(404);
  });

  it('goes into a file that a spreadsheet reads and does not run', async () => {
    await db().user.update({ where: { id: cast.lin.id }, data: { name: '=HYPERLINK("http://evil")' } });
    await writeIn(cast, cast.lin);
    await ask(cast.ruan, gradeOf('lin'), { grade: '+92' }, 0);
    await ask(cast.ruan, gradeOf('shen'), { grade: '＝1+1' }, 0);
    const browser = new Browser({ cookie: cast.ruan.cookie ?? '', 'accept-language': 'zh-CN' });
    const file = await browser.send(`GET /api/assignments/${id}/export`);
    const bytes = new Uint8Array(await file.arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const { data } = Papa.parse<Record<string, string>>(new TextDecoder().decode(bytes), { header: true });
    const row = data.find((one) => one.姓名?.includes('HYPERLINK'));
    expect(row).toMatchObject({ 姓名: '\'=HYPERLINK("http://evil")', 批注: '1', 成绩: "'+92", 共几段: '2' });
    for (const cell of data.flatMap((one) => Object.values(one))) expect(cell).not.toMatch(/^[=+\-@＝＋－＠\t\r\n]/);
  });
});

describe('who leads', () => {
  it('reminds those who never opened it, each once a day', async () => {
    await ask(cast.lin, `POST /api/assignments/${id}/opened`);
    const remind = () => ask(cast.ruan, `POST /api/assignments/${id}/remind`).then(({ data }) => data);
    expect([await remind(), await remind()]).toEqual([{ reminded: 1 }, { reminded: 0 }]);
    moveClock(DAY);
    expect(await remind()).toEqual({ reminded: 1 });
    expect((await ask(cast.lin, `POST /api/assignments/${id}/remind`)).status).toBe(404);
    moveClock(3 * DAY);
    expect(await remind()).toEqual({ reminded: 0 });
    moveClock(DAY);
    const { data } = await ask<{ notifications: { kind: string }[] }>(cast.shen, 'GET /api/me/notifications');
    expect(data.notifications.filter(({ kind }) => kind === 'reminder')).toHaveLength(2);
  });

  it('copies it to the next term, days later, without what was done', async () => {
    await writeIn(cast, cast.lin);
    await ask(cast.ruan, gradeOf('lin'), { grade: '优' }, 0);
    const { data: next } = await ask<{ id: string }>(cast.ruan, 'POST /api/groups', { name: '春季' });
    const copied = await ask<AssignmentView>(cast.ruan, `POST /api/assignments/${id}/copy`, {
      group: next.id,
      days: 7,
    });
    expect(copied.status).toBe(201);
    const before = await seenBy(cast.ruan, id);
    expect(copied.data).toMatchObject({ title: before.title, rule: before.rule, section: before.section, version: 1 });
    expect(Date.parse(copied.data.dueAt ?? '') - Date.parse(before.dueAt ?? '')).toBe(7 * DAY);
    expect(await db().assignmentNote.count({ where: { assignmentId: copied.data.id } })).toBe(0);
    // Again in the same group, what was written for the first counts for the first alone.
    const again = await ask<AssignmentView>(cast.ruan, `POST /api/assignments/${id}/copy`, { group: cast.group.id });
    expect((await seenBy(cast.lin, again.data.id)).mine).toMatchObject({ notes: 0 });
    expect((await seenBy(cast.lin, id)).mine).toMatchObject({ notes: 1 });
    const strangers = { group: cast.other.id, days: 0 };
    expect((await ask(cast.ruan, `POST /api/assignments/${id}/copy`, strangers)).status).toBe(404);
  });

  it('sees how everybody stands in everything', async () => {
    await assignTo(cast, { title: '第二次', rule: { mustRead: false, minNotes: 1, minReplies: 0 } });
    await writeIn(cast, cast.lin);
    const path = `GET /api/groups/${cast.group.id}/progress`;
    expect((await ask(cast.ruan, path)).data).toMatchObject({
      assignments: [{ title: '读第二段' }, { title: '第二次' }],
      members: [
        { name: '林晚', standings: ['unopened', 'done'] },
        { name: '沈砚', standings: ['unopened', 'unopened'] },
      ],
    });
    expect((await ask(cast.lin, path)).status).toBe(404);
  });

  it('changes nothing in a group that is archived', async () => {
    await db().group.update({ where: { id: cast.group.id }, data: { archivedAt: new Date() } });
    expect((await ask(cast.ruan, gradeOf('lin'), { grade: '优' }, 0)).status).toBe(409);
    expect((await ask(cast.ruan, `PATCH /api/assignments/${id}`, { title: '别的' }, 1)).status).toBe(409);
    expect((await ask(cast.ruan, `POST /api/assignments/${id}/remind`)).status).toBe(409);
    expect((await tableOf(cast, id)).length).toBe(2);
  });
});
