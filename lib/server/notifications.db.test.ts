import { uuidv7 } from 'uuidv7';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as readRoute from '@/app/api/me/notifications/read/route';
import * as listRoute from '@/app/api/me/notifications/route';
import type { NotificationView } from '@/lib/contract/notifications';
import { bodyOfText, type NoteBody } from '@/lib/richtext/body';
import { fileAssignment } from './assignments-notes';
import { moveClock } from './clock';
import { db } from './db';
import { freshDatabase } from './testing/fresh-database';
import { article, as, key, nobody, person, send, words, write, type Person } from './testing/notes-cast';
import { groupOf, leaveGroup, talk } from './testing/threads-cast';

/** What somebody is told: replies and mentions as they come, what is due and graded as they look; each once. */

let shen: Person;
let lin: Person;
let ruan: Person;
let group: { id: string; layer: string };

const DAY = 24 * 60 * 60 * 1000;

beforeEach(async () => {
  await freshDatabase();
  [shen, lin, ruan] = await Promise.all([person('沈砚'), person('林晚'), person('阮青')]);
  await article();
  group = await groupOf('晨读', [
    [ruan, 'instructor'],
    [shen, 'member'],
    [lin, 'member'],
  ]);
});
afterEach(() => moveClock(0));

interface Told {
  notifications: NotificationView[];
  unread: number;
  cursor: string | null;
}
const told = async (who: Person, query = ''): Promise<Told> =>
  (await (await send(listRoute.GET, who, 'GET', `/api/me/notifications${query}`, {})).json()) as Told;
const lines = async (who: Person): Promise<string[]> =>
  (await told(who)).notifications.map(({ kind, note, assignment }) =>
    [kind, note?.author ?? note?.alias, note?.words ?? assignment?.title].filter((part) => part != null).join(' · '),
  );
const markRead = (who: Person, body: object) =>
  send(readRoute.POST, who, 'POST', '/api/me/notifications/read', {}, { body });

const naming = (who: Person, rest: string): NoteBody => ({
  type: 'doc',
  content: [
    {
      type: 'paragraph',
      content: [
        { type: 'mention', attrs: { id: who.id, label: who.name } },
        { type: 'text', text: rest },
      ],
    },
  ],
});

async function assign(facts: object = {}): Promise<string> {
  const id = uuidv7();
  const { id: articleId } = await db().article.findUniqueOrThrow({ where: { slug: 'biaoxiang' } });
  await db().$transaction(async (tx) => {
    await tx.assignment.create({
      data: {
        ...{ id, articleId, groupId: group.id, title: '读第二段', firstBlock: key(2), lastBlock: key(3) },
        ...{ madeOn: 1, madeFirst: 2, madeLast: 3, timeZone: 'Asia/Taipei' },
        ...{ mustRead: false, minNotes: 1, minReplies: 0, ...facts },
      },
    });
    await fileAssignment(tx, id);
  });
  return id;
}
const inGroup = (who: Person, changes: object = {}) => write(who, { layer: group.layer, ...changes });

describe('somebody is told', () => {
  it('of a reply to their note, and of their name, each once', async () => {
    const note = await inGroup(shen);
    const reply = uuidv7();
    await talk(lin, note).reply(reply, '我同意。');
    await talk(lin, note).change(reply, '我很同意。');
    await talk(lin, note).reply(uuidv7(), naming(shen, '，你看呢？'));
    await talk(shen, note).reply(uuidv7(), '自己说的不算。');
    expect(await lines(shen)).toEqual(['mention · 林晚 · @沈砚，你看呢？', 'reply · 林晚 · 我很同意。']);
    expect(await lines(lin)).toEqual([]);
    expect((await told(shen)).notifications[0]?.note).toMatchObject({ id: note, article: 'biaoxiang' });
  });

  it('of their name while it stands there', async () => {
    const note = await inGroup(shen, { body: naming(lin, '，看这里') });
    expect(await lines(lin)).toEqual(['mention · 沈砚 · @林晚，看这里']);
    await as(shen).patch(note, { body: bodyOfText('不用了') });
    expect(await lines(lin)).toEqual([]);
    await as(shen).patch(note, { body: naming(lin, '，还是看') }, '"2"');
    expect(await lines(lin)).toEqual(['mention · 沈砚 · @林晚，还是看']);
    expect(await db().notification.count()).toBe(1);
  });

  it('nothing of what was deleted or hidden, or that they may not see any more', async () => {
    const note = await inGroup(shen);
    const reply = uuidv7();
    await talk(lin, note).reply(reply, '我同意。');
    await talk(lin, note).delete(reply);
    expect(await told(shen)).toMatchObject({ notifications: [], unread: 0 });
    await talk(lin, note).restore(reply);
    expect((await told(shen)).unread).toBe(1);
    await db().reply.update({ where: { id: reply }, data: { hiddenAt: new Date(), hiddenReason: '离题' } });
    expect((await told(shen)).unread).toBe(0);
    await db().reply.update({ where: { id: reply }, data: { hiddenAt: null, hiddenReason: null } });
    await leaveGroup(shen, group.id);
    expect(await told(shen)).toMatchObject({ notifications: [], unread: 0 });
  });

  it('nothing of a group that they have muted', async () => {
    const note = await inGroup(shen);
    const key = { groupId_userId: { groupId: group.id, userId: shen.id } };
    await db().membership.update({ where: key, data: { muted: true } });
    await talk(lin, note).reply(uuidv7(), '听不到');
    await assign();
    expect(await told(shen)).toMatchObject({ notifications: [], unread: 0 });
    await db().membership.update({ where: key, data: { muted: false } });
    await talk(lin, note).reply(uuidv7(), '听得到');
    expect((await told(shen)).unread).toBe(1);
  });

  it('of what is assigned once it opens, and never of what they lead', async () => {
    await assign({ opensAt: new Date(Date.now() + DAY) });
    expect(await lines(lin)).toEqual([]);
    moveClock(2 * DAY);
    expect(await lines(lin)).toEqual(['assigned · 读第二段']);
    expect(await lines(lin)).toEqual(['assigned · 读第二段']);
    expect(await lines(ruan)).toEqual([]);
  });

  it('not of what was due before they came', async () => {
    await assign({ title: '上周', dueAt: new Date(Date.now() - 7 * DAY), createdAt: new Date(Date.now() - 14 * DAY) });
    await assign({ title: '下周', dueAt: new Date(Date.now() + 7 * DAY), createdAt: new Date(Date.now() - 14 * DAY) });
    expect(await lines(lin)).toEqual(['assigned · 下周']);
    await db().membership.updateMany({
      where: { userId: shen.id },
      data: { joinedAt: new Date(Date.now() - 14 * DAY) },
    });
    expect((await lines(shen)).toSorted()).toEqual(['assigned · 上周', 'assigned · 下周']);
  });

  it('the day before something is due that they have not done; another day is said anew', async () => {
    const id = await assign({ dueAt: new Date(Date.now() + 2 * DAY) });
    await inGroup(shen);
    await told(lin);
    moveClock(1.5 * DAY);
    expect(await lines(lin)).toEqual(['due-soon · 读第二段', 'assigned · 读第二段']);
    expect(await lines(lin)).toHaveLength(2);
    expect(await lines(shen)).toEqual(['assigned · 读第二段']);
    const dueAt = new Date(Date.now() + 4 * DAY);
    await db().extension.create({ data: { assignmentId: id, userId: lin.id, dueAt } });
    expect(await lines(lin)).toHaveLength(2);
    moveClock(3.5 * DAY);
    expect(await lines(lin)).toEqual(['due-soon · 读第二段', 'due-soon · 读第二段', 'assigned · 读第二段']);
    moveClock(9 * DAY);
    expect(await lines(lin)).toHaveLength(3);
  });

  it('of feedback while it is released', async () => {
    const assignmentId = await assign();
    await markRead(lin, {});
    const grade = { assignmentId, userId: lin.id };
    await db().grade.create({ data: { ...grade, grade: '优' } });
    expect(await lines(lin)).toEqual(['assigned · 读第二段']);
    await db().grade.update({ where: { assignmentId_userId: grade }, data: { releasedAt: new Date() } });
    expect(await lines(lin)).toEqual(['graded · 读第二段', 'assigned · 读第二段']);
    await db().grade.update({ where: { assignmentId_userId: grade }, data: { releasedAt: null } });
    expect(await lines(lin)).toEqual(['assigned · 读第二段']);
    expect(await lines(shen)).toEqual(['assigned · 读第二段']);
  });

  it('not who it was among nameless peers, and nothing before they see it', async () => {
    await assign({ anonymous: true, reveal: 'after_own', revealAfter: 1 });
    const first = await inGroup(shen, { body: naming(lin, '，看这里') });
    expect(await lines(lin)).toEqual(['assigned · 读第二段']);
    await inGroup(lin, { target: words(3, 0, 2, '概念') });
    await talk(lin, first).reply(uuidv7(), '看到了');
    const numbers = await db().assignmentAlias.findMany();
    const numberOf = (who: Person) => numbers.find(({ userId }) => userId === who.id)?.number;
    expect(await lines(lin)).toEqual([`mention · ${numberOf(shen)} · @林晚，看这里`, 'assigned · 读第二段']);
    expect(await lines(shen)).toEqual([`reply · ${numberOf(lin)} · 看到了`, 'assigned · 读第二段']);
    expect(JSON.stringify(await told(shen))).not.toContain(lin.id);
  });
});

describe('what was told', () => {
  it('is read by whoever was told, and by nobody else', async () => {
    const note = await inGroup(shen);
    for (const said of ['一', '二', '三']) await talk(lin, note).reply(uuidv7(), said);
    const [newest] = (await told(shen)).notifications;
    await markRead(lin, { ids: [newest?.id] });
    expect((await told(shen)).unread).toBe(3);
    expect(await (await markRead(shen, { ids: [newest?.id] })).json()).toEqual({ unread: 2 });
    expect((await told(shen, '?unread=true')).notifications.map(({ note: said }) => said?.words)).toEqual(['二', '一']);
    await markRead(shen, {});
    expect((await told(shen)).unread).toBe(0);
  });

  it('comes a page at a time, each once', async () => {
    const note = await inGroup(shen);
    for (let said = 1; said <= 35; said += 1) await talk(lin, note).reply(uuidv7(), String(said));
    const first = await told(shen);
    const second = await told(shen, `?cursor=${first.cursor}`);
    const all = [...first.notifications, ...second.notifications].map(({ note: said }) => Number(said?.words));
    expect(all).toEqual(Array.from({ length: 35 }, (_, index) => 35 - index));
    expect(second.cursor).toBeNull();
  });

  it('is for who has signed in', async () => {
    expect((await send(listRoute.GET, nobody, 'GET', '/api/me/notifications', {})).status).toBe(401);
    expect((await markRead(nobody, {})).status).toBe(401);
  });
});
