import { beforeEach, describe, expect, it } from 'vitest';
import type { ArticleSummary } from '@/lib/contract/articles';
import type { AssignmentView } from '@/lib/contract/assignments';
import { db } from './db';
import { groupHome } from './group-home';
import { readSession } from './sessions';
import { ask, assignmentInput, assignTo, bringClass, writeIn, type Class } from './testing/assignments-cast';
import { freshDatabase } from './testing/fresh-database';
import { codeOf, newNote, nobody, person, as, write, type Person } from './testing/notes-cast';
import { groupOf, seen } from './testing/threads-cast';

const SLUG = 'biaoxiang';
const AT = `/api/articles/${SLUG}`;

let cast: Class;
/** The next term's class, before anybody has copied anything to it: 阮青 leads it. */
let spring: { id: string; layer: string };
let newcomer: Person;

beforeEach(async () => {
  await freshDatabase();
  cast = await bringClass();
  newcomer = await person('新生');
  spring = await groupOf('春季', [
    [cast.ruan, 'owner'],
    [newcomer, 'member'],
  ]);
  await belongsTo(cast.group.id);
});

const belongsTo = (groupId: string, sharedWith: readonly string[] = []) =>
  db().article.update({
    where: { slug: SLUG },
    data: { visibility: 'group', groupId, shares: { create: sharedWith.map((group) => ({ groupId: group })) } },
  });
const reads = async (who: Person) => (await ask(who, `GET ${AT}`)).status;
const share = async (who: Person, group: string) => (await ask(who, `PUT ${AT}/groups/${group}`)).status;
const unshare = async (who: Person, group: string) => (await ask(who, `DELETE ${AT}/groups/${group}`)).status;
const shares = async () => (await db().articleShare.findMany()).map(({ groupId }) => groupId);
const join = (who: Person, groupId: string) => db().membership.create({ data: { groupId, userId: who.id } });
const mine = async (who: Person) =>
  (await ask<{ assignments: AssignmentView[] }>(who, 'GET /api/me/assignments')).data.assignments;

async function copyClass({ ruan, group }: Class): Promise<{ id: string; layer: string }> {
  const { status, data } = await ask<{ id: string }>(ruan, `POST /api/groups/${group.id}/copy`, {
    name: '春',
    days: 7,
  });
  expect(status).toBe(201);
  return { id: data.id, layer: `group:${data.id}` };
}
const copyTo = (who: Person, id: string, group: string) =>
  ask<AssignmentView & { errors?: { field: string }[] }>(who, `POST /api/assignments/${id}/copy`, { group, days: 7 });

describe('a class that is copied to the next term', () => {
  it('reads what the first reads, and no other class does', async () => {
    await assignTo(cast);
    const next = await copyClass(cast);
    await join(newcomer, next.id);
    const decoy = await person('旁人');
    await join(decoy, cast.other.id);
    for (const who of [cast.ruan, cast.shen, newcomer]) expect([who.name, await reads(who)]).toEqual([who.name, 200]);
    for (const who of [cast.gu, decoy, await person('外人')])
      expect([who.name, await reads(who)]).toEqual([who.name, 404]);
    expect(await reads(nobody)).toBe(404);
    expect(await mine(newcomer)).toMatchObject([{ title: '读第二段', article: { readable: true, membersRead: true } }]);
    expect((await ask(newcomer, 'GET /api/articles')).data).toMatchObject({ articles: [{ slug: SLUG }] });
    // It stays the first one's: those who come to the second are not told of it, nor of what is said there.
    const [theirs, own] = [await writeIn(cast, cast.shen), await write(newcomer, { layer: next.layer })];
    expect(await seen(newcomer, theirs)).toBeNull();
    expect(await seen(cast.shen, own)).toBeNull();
    expect(await seen(cast.ruan, own)).not.toBeNull();
    const { data } = await ask<ArticleSummary>(newcomer, `GET ${AT}`);
    expect(data).toMatchObject({ group: cast.group.id, sharedWith: [next.id], canEdit: false });
    expect((await ask<ArticleSummary>(cast.shen, `GET ${AT}`)).data.sharedWith).toEqual([]);
    expect((await ask<ArticleSummary>(cast.ruan, `GET ${AT}`)).data.sharedWith).toEqual([next.id]);
  });

  it('that does not read it any more is told so at once, and keeps its own words', async () => {
    await assignTo(cast);
    const next = await copyClass(cast);
    await join(newcomer, next.id);
    const own = await write(newcomer, { layer: next.layer });
    const theirs = await write(cast.ruan, { layer: next.layer });
    expect(await seen(newcomer, theirs)).not.toBeNull();
    expect(await unshare(newcomer, next.id)).toBe(404);
    expect(await unshare(cast.ruan, next.id)).toBe(204);
    expect([await reads(newcomer), await reads(cast.shen)]).toEqual([404, 200]);
    expect(await mine(newcomer)).toMatchObject([{ article: { readable: false, membersRead: false } }]);
    expect(await mine(cast.shen)).toMatchObject([{ article: { readable: true, membersRead: true } }]);
    const list = `GET /api/groups/${next.id}/assignments`;
    expect((await ask(cast.ruan, list)).data).toMatchObject({ assignments: [{ article: { membersRead: false } }] });
    expect(await seen(newcomer, theirs)).toBeNull();
    expect(await seen(newcomer, own)).not.toBeNull();
    expect(await codeOf(await as(newcomer).put(crypto.randomUUID(), newNote({ layer: next.layer })))).toBe(
      '404 not-found',
    );
  });

  it('comes without what belongs to another group that its leader does not lead, and without what is private', async () => {
    await belongsTo(cast.other.id, [cast.group.id]);
    await assignTo(cast);
    const next = await copyClass(cast);
    expect(await shares()).toEqual([cast.group.id]);
    const list = `GET /api/groups/${next.id}/assignments`;
    expect((await ask(cast.ruan, list)).data).toMatchObject({
      assignments: [{ title: '读第二段', article: { readable: true, membersRead: false } }],
    });
    await db().article.update({
      where: { slug: SLUG },
      data: { visibility: 'private', groupId: null, ownerId: cast.ruan.id },
    });
    await copyClass(cast);
    expect(await shares()).toEqual([cast.group.id]);
  });

  it('once more shares everything again, and what is withdrawn for when it is back', async () => {
    await assignTo(cast);
    await assignTo(cast, { title: '又一次' });
    await db().article.update({ where: { slug: SLUG }, data: { publishedAt: null } });
    const [next, another] = [await copyClass(cast), await copyClass(cast)];
    expect((await shares()).sort()).toEqual([next.id, another.id].sort());
    await join(newcomer, another.id);
    expect(await reads(newcomer)).toBe(404);
    await db().article.update({ where: { slug: SLUG }, data: { publishedAt: new Date() } });
    expect(await reads(newcomer)).toBe(200);
  });
});

describe('an assignment that is copied to another group', () => {
  it('brings its article along, by who leads both', async () => {
    const { id } = await assignTo(cast);
    expect(await reads(newcomer)).toBe(404);
    const copied = await copyTo(cast.ruan, id, spring.id);
    expect([copied.status, copied.data.article]).toMatchObject([201, { readable: true, membersRead: true }]);
    expect(await reads(newcomer)).toBe(200);
    expect(await shares()).toEqual([spring.id]);
    expect((await copyTo(cast.ruan, id, spring.id)).status).toBe(201);
    // To its own group there is nothing to share.
    expect((await copyTo(cast.ruan, id, cast.group.id)).status).toBe(201);
    expect(await shares()).toEqual([spring.id]);
  });

  it('is refused, and nothing shared, where who copies may not share it or nobody would read it', async () => {
    await belongsTo(cast.other.id, [cast.group.id]);
    const { id } = await assignTo(cast);
    const refused = async () => {
      const { status, data } = await copyTo(cast.ruan, id, spring.id);
      expect([status, data.errors?.map(({ field }) => field)]).toEqual([422, ['article']]);
      expect(await shares()).toEqual([cast.group.id]);
      expect(await db().assignment.count()).toBe(1);
    };
    await refused();
    await db().article.update({ where: { slug: SLUG }, data: { groupId: cast.group.id, publishedAt: null } });
    await refused();
    await db().article.update({
      where: { slug: SLUG },
      data: { visibility: 'private', groupId: null, ownerId: cast.ruan.id, publishedAt: new Date() },
    });
    await refused();
  });
});

describe('an article of a group', () => {
  it('is shared by who edits it with a group that they lead, as often as they like', async () => {
    expect(await share(cast.ruan, cast.other.id)).toBe(404);
    expect(await share(cast.gu, cast.other.id)).toBe(404);
    expect(await share(cast.ruan, spring.id)).toBe(204);
    expect(await share(cast.ruan, spring.id)).toBe(204);
    expect(await share(cast.ruan, cast.group.id)).toBe(204);
    expect(await shares()).toEqual([spring.id]);
    expect(await reads(newcomer)).toBe(200);
    const viewer = (await readSession(newcomer.cookie))?.viewer ?? null;
    expect(await groupHome(viewer, spring.id)).toMatchObject({ articles: [{ article: { slug: SLUG } }] });
    const { status } = await ask(cast.ruan, `POST /api/groups/${spring.id}/assignments`, assignmentInput());
    expect(status).toBe(201);
    await db().group.update({ where: { id: spring.id }, data: { archivedAt: new Date() } });
    // What it reads it goes on reading, and writes nothing.
    expect(await reads(newcomer)).toBe(200);
    expect(await codeOf(await as(newcomer).put(crypto.randomUUID(), newNote({ layer: spring.layer })))).toMatch('422');
    expect(await unshare(cast.ruan, spring.id)).toBe(204);
    expect(await share(cast.ruan, spring.id)).toBe(409);
    expect(await unshare(cast.ruan, spring.id)).toBe(404);
  });

  it('is given back by who leads the other group, who edits nothing', async () => {
    await belongsTo(cast.group.id, [cast.other.id]);
    expect(await reads(cast.gu)).toBe(200);
    expect((await ask(cast.gu, `PATCH ${AT}`, { publicNotes: true })).status).toBe(404);
    expect(await share(cast.gu, cast.other.id)).toBe(404);
    expect(await unshare(cast.gu, spring.id)).toBe(404);
    expect(await unshare(cast.gu, cast.other.id)).toBe(204);
    expect(await reads(cast.gu)).toBe(404);
  });

  it('is read by nobody who has left the other group, whoever has left its own', async () => {
    await share(cast.ruan, spring.id);
    await db().membership.deleteMany({ where: { userId: newcomer.id } });
    expect(await reads(newcomer)).toBe(404);
    await join(newcomer, spring.id);
    await db().membership.deleteMany({ where: { groupId: cast.group.id } });
    expect([await reads(newcomer), await reads(cast.shen)]).toEqual([200, 404]);
  });

  it('that is open to others again is not shared, and that is given to the other group is that group’s', async () => {
    await share(cast.ruan, spring.id);
    await db().article.update({ where: { slug: SLUG }, data: { ownerId: cast.ruan.id } });
    expect((await ask(cast.ruan, `PATCH ${AT}`, { visibility: 'private' })).status).toBe(200);
    expect([await reads(cast.ruan), await reads(newcomer)]).toEqual([200, 404]);
    expect((await ask<ArticleSummary>(cast.ruan, `GET ${AT}`)).data.sharedWith).toEqual([]);
    expect(await share(cast.ruan, spring.id)).toBe(422);
    expect((await ask(cast.ruan, `PATCH ${AT}`, { group: spring.id })).status).toBe(200);
    expect([await reads(newcomer), await reads(cast.shen)]).toEqual([200, 404]);
    expect(await shares()).toEqual([]);
  });
});
