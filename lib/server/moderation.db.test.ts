import { uuidv7 } from 'uuidv7';
import { beforeEach, describe, expect, it } from 'vitest';
import type { AnnotationView } from '@/lib/contract/annotations';
import type { WaitingView } from '@/lib/contract/moderation';
import type { GroupRole, Role } from '@/lib/domain/permissions/can';
import { bodyOfText } from '@/lib/richtext/body';
import { recentAudit } from './audit';
import { storedJson } from './articles';
import { db } from './db';
import { countWaiting } from './moderation-list';
import { LIMITS, takeTurn } from './rate-limit';
import { Browser } from './testing/browser';
import { freshDatabase } from './testing/fresh-database';
import { article, nobody, person, write, type Person } from './testing/notes-cast';
import { viewerOf } from './viewer';

beforeEach(freshDatabase);

const ask = <T = Record<string, unknown>>(who: Person, line: string, body?: unknown) =>
  new Browser(who.cookie ? { cookie: who.cookie } : {}).ask<T>(line, { body });
const statusOf = async (who: Person, line: string, body?: unknown): Promise<number> =>
  (await ask(who, line, body)).status;
const noteSeenBy = (who: Person, id: string) => ask<AnnotationView>(who, `GET /api/annotations/${id}`);
const waitingFor = async (who: Person, query = '') =>
  (await ask<{ waiting: WaitingView[]; cursor: string | null }>(who, `GET /api/moderation${query}`)).data;
const asViewer = (who: Person) =>
  viewerOf(new Request('http://meipi.test', { headers: who.cookie ? { cookie: who.cookie } : {} }));

/** An essay, a note on it in public, and whoever has to do with it. */
async function scene({ layer = 'public' }: { layer?: string } = {}) {
  const [writer, reader, other, editor, admin] = await Promise.all(
    (
      [
        ['林晚', 'reader'],
        ['沈砚', 'reader'],
        ['阮青', 'reader'],
        ['顾言', 'editor'],
        ['苏禾', 'admin'],
      ] as [string, Role][]
    ).map(([name, role]) => person(name, role)),
  );
  if (!writer || !reader || !other || !editor || !admin) throw new Error('Nobody came');
  await article();
  return { writer, reader, other, editor, admin, note: await write(writer, { layer }) };
}

async function group(members: readonly [Person, GroupRole][]): Promise<string> {
  const id = uuidv7();
  const memberships = members.map(([{ id: userId }, role]) => ({ userId, role }));
  await db().group.create({ data: { id, name: '晨读', memberships: { create: memberships } } });
  return id;
}

async function reply(note: string, author: Person, text = '未必。'): Promise<string> {
  const id = uuidv7();
  await db().reply.create({
    data: { id, annotationId: note, authorId: author.id, body: storedJson(bodyOfText(text)), bodyText: text },
  });
  return id;
}

const eventsOf = (note: string) => db().event.count({ where: { annotationId: note, kind: 'changed' } });

describe('a reader who finds a note out of place', () => {
  it('flags it once, whatever they say then, and takes it back', async () => {
    const { writer, reader, editor, note } = await scene();
    const before = await eventsOf(note);
    expect(await statusOf(reader, `PUT /api/annotations/${note}/flag`, { reason: '广告' })).toBe(204);
    const [first] = await db().flag.findMany();
    expect(await statusOf(reader, `PUT /api/annotations/${note}/flag`, { reason: ' 广告，两次了 ' })).toBe(204);
    expect(await db().flag.findMany()).toEqual([{ ...first, reason: '广告，两次了' }]);
    expect((await noteSeenBy(reader, note)).data.flagged).toBe(true);
    expect((await noteSeenBy(editor, note)).data.flagged).toBe(true);
    expect((await noteSeenBy(writer, note)).data.flagged).toBe(false);
    expect(await statusOf(reader, `DELETE /api/annotations/${note}/flag`)).toBe(204);
    expect(await statusOf(reader, `DELETE /api/annotations/${note}/flag`)).toBe(204);
    expect((await noteSeenBy(editor, note)).data.flagged).toBe(false);
    // Whom it is about must not guess it from a page that moves.
    expect(await eventsOf(note)).toBe(before);
  });

  it('cannot flag what is private, their own, deleted, hidden or not there', async () => {
    const { writer, reader, note } = await scene();
    const hidden = await write(writer, { layer: 'public' });
    await db().annotation.update({ where: { id: hidden }, data: { hiddenAt: new Date(), hiddenReason: '离题' } });
    const deleted = await write(writer, { layer: 'public' });
    expect(await statusOf(writer, `DELETE /api/annotations/${deleted}`)).toBe(204);
    const own = await reply(note, reader);
    const flag = (id: string) => `PUT /api/annotations/${id}/flag`;
    for (const line of [
      flag(await write(writer)),
      flag(await write(reader)),
      flag(await write(reader, { layer: 'public' })),
      flag(hidden),
      flag(deleted),
      flag(uuidv7()),
      `PUT /api/annotations/${note}/replies/${own}/flag`,
      `PUT /api/annotations/${hidden}/replies/${own}/flag`,
    ])
      expect([line, await statusOf(reader, line, { reason: '看看' })]).toEqual([line, 404]);
    expect(await statusOf(nobody, flag(note), { reason: '看看' })).toBe(401);
    for (const reason of ['', ' ', '长'.repeat(501), 'a\0b', 7])
      expect(await statusOf(reader, flag(note), { reason })).toBe(422);
    expect(await db().flag.count()).toBe(0);
  });

  it('is slowed down, alone', async () => {
    const { reader, other, note } = await scene();
    for (let turn = 1; turn < LIMITS.flag.max; turn++) await takeTurn('flag', reader.id);
    expect(await statusOf(reader, `PUT /api/annotations/${note}/flag`, { reason: '看看' })).toBe(204);
    expect(await statusOf(reader, `PUT /api/annotations/${note}/flag`, { reason: '看看' })).toBe(429);
    expect(await statusOf(other, `PUT /api/annotations/${note}/flag`, { reason: '看看' })).toBe(204);
  });
});

describe('who moderates the layer', () => {
  it('hides a note with a reason that its author reads; for others it is not there', async () => {
    const { writer, reader, other, editor, note } = await scene();
    await ask(reader, `PUT /api/annotations/${note}/flag`, { reason: '广告' });
    const answer = await reply(note, other);
    const before = await eventsOf(note);
    for (const who of [writer, reader, nobody])
      expect(await statusOf(who, `PUT /api/annotations/${note}/hiding`, { reason: '离题' })).toBe(
        who === nobody ? 401 : 404,
      );
    const hidden = await ask<AnnotationView>(editor, `PUT /api/annotations/${note}/hiding`, { reason: '广告。' });
    expect(hidden).toMatchObject({
      status: 200,
      data: { hidden: { reason: '广告。', by: { name: '顾言' } }, flagged: false, replies: [{ id: answer }] },
    });
    expect((await noteSeenBy(writer, note)).data).toMatchObject({
      hidden: { reason: '广告。' },
      may: expect.not.arrayContaining(['answer', 'hide']) as unknown,
    });
    for (const who of [reader, other, nobody]) expect(await statusOf(who, `GET /api/annotations/${note}`)).toBe(404);
    expect(await eventsOf(note)).toBe(before + 1);
    expect(await waitingFor(editor)).toEqual({ waiting: [], cursor: null });

    // Again with the same words changes nothing; with others it says so.
    await ask(editor, `PUT /api/annotations/${note}/hiding`, { reason: '广告。' });
    expect(await eventsOf(note)).toBe(before + 1);
    await ask(editor, `PUT /api/annotations/${note}/hiding`, { reason: '广告，请改写。' });
    expect((await noteSeenBy(writer, note)).data.hidden).toMatchObject({
      at: hidden.data.hidden?.at,
      reason: '广告，请改写。',
    });

    expect(await statusOf(writer, `DELETE /api/annotations/${note}/hiding`)).toBe(404);
    expect((await ask(editor, `DELETE /api/annotations/${note}/hiding`)).data).toMatchObject({ hidden: null });
    expect((await noteSeenBy(nobody, note)).data).toMatchObject({ id: note, hidden: null, replies: [{ id: answer }] });
    const record = await db().auditEvent.findMany({ orderBy: { id: 'asc' } });
    expect(record.map(({ action, actorId, subject }) => [action, actorId, subject])).toEqual([
      ['annotation.hide', editor.id, note],
      ['annotation.hide', editor.id, note],
      ['annotation.show', editor.id, note],
    ]);
    expect(record[0]?.detail).toEqual({ article: 'biaoxiang', annotation: note, reason: '广告。' });
  });

  it('hides one reply and leaves the rest of the thread', async () => {
    const { writer, reader, other, editor, note } = await scene();
    const [bad, good] = [await reply(note, other, '滚。'), await reply(note, reader)];
    await ask(writer, `PUT /api/annotations/${note}/replies/${bad}/flag`, { reason: '骂人' });
    expect((await waitingFor(editor)).waiting).toMatchObject([
      { note: { id: note }, reply: bad, flags: [{ by: { id: writer.id, name: '林晚' }, reason: '骂人' }] },
    ]);
    expect((await noteSeenBy(writer, note)).data).toMatchObject({ flagged: false, replies: [{ flagged: true }, {}] });
    expect(await statusOf(writer, `PUT /api/annotations/${note}/replies/${bad}/hiding`, { reason: '骂人' })).toBe(404);
    expect(
      await ask(editor, `PUT /api/annotations/${note}/replies/${bad}/hiding`, { reason: '不要骂人。' }),
    ).toMatchObject({ status: 200, data: { id: bad, hidden: { reason: '不要骂人。' }, flagged: false } });
    const seen = async (who: Person) => (await noteSeenBy(who, note)).data.replies.map(({ id }) => id);
    expect(await seen(nobody)).toEqual([good]);
    expect(await seen(writer)).toEqual([good]);
    expect(await seen(other)).toEqual([bad, good]);
    expect(await seen(editor)).toEqual([bad, good]);
    expect(await statusOf(editor, `DELETE /api/annotations/${note}/replies/${bad}/hiding`)).toBe(200);
    expect(await seen(nobody)).toEqual([bad, good]);
    expect((await db().auditEvent.findMany({ orderBy: { id: 'asc' } })).map(({ action }) => action)).toEqual([
      'reply.hide',
      'reply.show',
    ]);
    // A reply of another thread is not one of this.
    const elsewhere = await write(writer, { layer: 'public' });
    expect(await statusOf(editor, `PUT /api/annotations/${elsewhere}/replies/${bad}/hiding`, { reason: 'x' })).toBe(
      404,
    );
  });

  it('finds nothing wrong, and is not asked again until somebody does', async () => {
    const { reader, other, editor, note } = await scene();
    const settle = `POST /api/annotations/${note}/flags/settle`;
    for (const who of [reader, other]) await ask(who, `PUT /api/annotations/${note}/flag`, { reason: '看看' });
    expect(await statusOf(reader, settle, { reply: null })).toBe(404);
    expect(await statusOf(editor, settle, { reply: null })).toBe(204);
    expect(await statusOf(editor, settle, { reply: null })).toBe(204);
    expect((await waitingFor(editor)).waiting).toEqual([]);
    expect((await noteSeenBy(reader, note)).data.flagged).toBe(false);
    expect((await db().auditEvent.findMany()).map(({ action }) => action)).toEqual(['flag.settle']);
    const asked = new Date();
    await ask(reader, `PUT /api/annotations/${note}/flag`, { reason: '再看看' });
    const [waiting] = (await waitingFor(editor)).waiting;
    expect(waiting?.flags).toMatchObject([{ reason: '再看看' }]);
    expect(Date.parse(waiting?.flags[0]?.at ?? '')).toBeGreaterThanOrEqual(asked.getTime() - 1000);
  });

  it('in a group leads it; an admin comes when called, an editor does not', async () => {
    const { writer, reader, other, editor, admin } = await scene();
    const id = await group([
      [other, 'instructor'],
      [writer, 'member'],
      [reader, 'member'],
    ]);
    const note = await write(writer, { layer: `group:${id}` });
    expect(await statusOf(admin, `GET /api/annotations/${note}`)).toBe(404);
    expect(await statusOf(reader, `PUT /api/annotations/${note}/flag`, { reason: '看看' })).toBe(204);
    for (const [who, count] of [
      [other, 1],
      [admin, 1],
      [editor, 0],
      [reader, 0],
      [writer, 0],
    ] as const)
      expect([who.name, (await waitingFor(who)).waiting.length]).toEqual([who.name, count]);
    expect(await statusOf(editor, `PUT /api/annotations/${note}/hiding`, { reason: '离题' })).toBe(404);
    expect(await statusOf(admin, `PUT /api/annotations/${note}/hiding`, { reason: '离题' })).toBe(200);
    expect(await statusOf(reader, `GET /api/annotations/${note}`)).toBe(404);
    expect(await statusOf(other, `DELETE /api/annotations/${note}/hiding`)).toBe(200);
    // No longer a leader: the list is empty at once.
    await ask(reader, `PUT /api/annotations/${note}/flag`, { reason: '还是看看' });
    expect((await waitingFor(other)).waiting).toHaveLength(1);
    await db().membership.delete({ where: { groupId_userId: { groupId: id, userId: other.id } } });
    expect((await waitingFor(other)).waiting).toEqual([]);
  });
});

describe('the list of what waits', () => {
  it('begins with what has waited longest, page by page, each once', async () => {
    const { writer, reader, other, editor } = await scene();
    const notes: string[] = [];
    for (let index = 0; index < 25; index++) notes.push(await write(writer, { layer: 'public' }));
    const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute));
    const flag = (onId: string, { id: userId }: Person, minute: number) => ({
      ...{ onId, annotationId: onId, userId, reason: '看看', createdAt: at(minute) },
    });
    // Several at the same moment; a second flag does not move what the first has begun.
    await db().flag.createMany({
      data: [
        ...notes.map((note, index) => flag(note, reader, index >> 2)),
        flag(notes[0] ?? '', other, 90),
        flag(notes[24] ?? '', other, 91),
      ],
    });
    const seen: WaitingView[] = [];
    let cursor: string | null = '';
    for (let pages = 0; cursor !== null && pages < 9; pages++) {
      const page: { waiting: WaitingView[]; cursor: string | null } = await waitingFor(
        editor,
        cursor && `?cursor=${encodeURIComponent(cursor)}`,
      );
      seen.push(...page.waiting);
      cursor = page.cursor;
    }
    expect(cursor).toBeNull();
    expect(seen).toHaveLength(25);
    expect(new Set(seen.map(({ note }) => note.id))).toEqual(new Set(notes));
    const times = seen.map(({ flags }) => flags[0]?.at ?? '');
    expect(times).toEqual(times.toSorted());
    expect(seen[0]?.articleTitle).toBe('表象与概念');
    expect(await statusOf(editor, 'GET /api/moderation?cursor=2026')).toBe(422);
    expect(await statusOf(nobody, 'GET /api/moderation')).toBe(401);
  });

  it('leaves out what is deleted, and replies of a hidden thread until it is shown again', async () => {
    const { writer, reader, other, editor, note } = await scene();
    const answer = await reply(note, other);
    await ask(reader, `PUT /api/annotations/${note}/replies/${answer}/flag`, { reason: '看看' });
    await ask(editor, `PUT /api/annotations/${note}/hiding`, { reason: '离题' });
    expect((await waitingFor(editor)).waiting).toEqual([]);
    await ask(editor, `DELETE /api/annotations/${note}/hiding`);
    expect((await waitingFor(editor)).waiting).toHaveLength(1);
    await db().reply.update({ where: { id: answer }, data: { deletedAt: new Date() } });
    expect((await waitingFor(editor)).waiting).toEqual([]);
    await db().reply.update({ where: { id: answer }, data: { deletedAt: null } });
    // Under a tombstone the reply still stands.
    expect(await statusOf(writer, `DELETE /api/annotations/${note}`)).toBe(204);
    expect((await waitingFor(editor)).waiting).toMatchObject([{ note: { deleted: true, body: null }, reply: answer }]);
    // Hidden, it takes the tombstone with it, and can be shown again.
    const hiding = `/api/annotations/${note}/replies/${answer}/hiding`;
    expect(await ask(editor, `PUT ${hiding}`, { reason: '离题' })).toMatchObject({ status: 200, data: { id: answer } });
    expect(await statusOf(editor, `GET /api/annotations/${note}`)).toBe(404);
    expect(await ask(editor, `DELETE ${hiding}`)).toMatchObject({ status: 200, data: { id: answer, hidden: null } });
    expect(await statusOf(editor, `GET /api/annotations/${note}`)).toBe(200);
  });

  it('is counted for whoever has something to decide', async () => {
    const { writer, reader, other, editor, admin, note } = await scene();
    const counts = async () =>
      Promise.all([writer, reader, other, editor, admin, nobody].map(async (who) => countWaiting(await asViewer(who))));
    expect(await counts()).toEqual([null, null, null, 0, 0, null]);
    await ask(reader, `PUT /api/annotations/${note}/flag`, { reason: '看看' });
    await ask(other, `PUT /api/annotations/${note}/flag`, { reason: '看看' });
    await group([[other, 'owner']]);
    expect(await counts()).toEqual([null, null, 0, 1, 1, null]);
    await db().article.updateMany({ data: { ownerId: reader.id } });
    expect(await counts()).toEqual([null, 1, 0, 1, 1, null]);
    // With the last decision the list is empty; it does not go away.
    await ask(editor, `POST /api/annotations/${note}/flags/settle`, { reply: null });
    expect(await counts()).toEqual([null, 0, 0, 0, 0, null]);
  });
});

describe('the record', () => {
  it('tells admins who hid what and why, and nobody else', async () => {
    const { reader, editor, admin, note } = await scene();
    await ask(reader, `PUT /api/annotations/${note}/flag`, { reason: '看看' });
    await ask(editor, `PUT /api/annotations/${note}/hiding`, { reason: '离题' });
    expect(await recentAudit(await asViewer(admin))).toMatchObject([
      { action: 'annotation.hide', actor: '顾言', subject: '林晚', detail: { article: 'biaoxiang', reason: '离题' } },
    ]);
    for (const who of [reader, editor, nobody]) expect(await recentAudit(await asViewer(who))).toEqual([]);
  });
});
