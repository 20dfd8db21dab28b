import { uuidv7 } from 'uuidv7';
import { beforeEach, describe, expect, it } from 'vitest';
import * as memberRoute from '@/app/api/groups/[id]/members/[member]/route';
import * as membersRoute from '@/app/api/groups/[id]/members/route';
import * as groupsRoute from '@/app/api/groups/route';
import type { GroupRole } from '@/lib/domain/permissions/can';
import { bodyOfText } from '@/lib/richtext/body';
import type { Prisma } from '@/prisma/generated/client';
import { db } from './db';
import { lockGroup } from './groups-change';
import { ask } from './testing/assignments-cast';
import { freshDatabase } from './testing/fresh-database';
import { countLocked } from './testing/locks';
import {
  article,
  as,
  codeOf,
  key,
  newNote,
  nobody,
  person,
  send,
  words,
  write,
  type Person,
} from './testing/notes-cast';
import { groupOf, say, seen, talk } from './testing/threads-cast';

type Saying = () => Promise<{ status: number }>;

const groups = (who: Person) => ({
  list: () => send(groupsRoute.GET, who, 'GET', '/api/groups', {}),
  found: (name: string) => send(groupsRoute.POST, who, 'POST', '/api/groups', {}, { body: { name } }),
  members: (id: string) => send(membersRoute.GET, who, 'GET', `/api/groups/${id}/members`, { id }),
  add: (id: string, email: string, role: GroupRole = 'member') =>
    send(membersRoute.POST, who, 'POST', `/api/groups/${id}/members`, { id }, { body: { email, role } }),
  remove: (id: string, { id: member }: Person) =>
    send(memberRoute.DELETE, who, 'DELETE', `/api/groups/${id}/members/${member}`, { id, member }),
});
const emailOf = async ({ id }: Person) => (await db().user.findUniqueOrThrow({ where: { id } })).email;
const rolesIn = async (groupId: string) =>
  (await db().membership.findMany({ where: { groupId }, include: { user: true } }))
    .map(({ user, role }) => `${user.name} ${role}`)
    .sort();

let owner: Person;
let instructor: Person;
let member: Person;
let outsider: Person;
let admin: Person;
let group: { id: string; layer: string };
let decoy: { id: string; layer: string };

beforeEach(async () => {
  await freshDatabase();
  [owner, instructor, member, outsider, admin] = await Promise.all([
    person('主持'),
    person('教师'),
    person('组员'),
    person('外人'),
    person('管理', 'admin'),
  ]);
  group = await groupOf('晨读', [
    [owner, 'owner'],
    [instructor, 'instructor'],
    [member, 'member'],
  ]);
  decoy = await groupOf('夜谈', [
    [outsider, 'owner'],
    [member, 'member'],
  ]);
});

describe('a group', () => {
  it('is founded by anybody with an account, who owns it', async () => {
    expect((await groups(nobody).found('没人的')).status).toBe(401);
    expect((await groups(member).found(' ')).status).toBe(422);
    const founded = (await (await groups(member).found('新组')).json()) as { id: string };
    expect(await rolesIn(founded.id)).toEqual(['组员 owner']);
    expect(await (await groups(member).list()).json()).toMatchObject({
      groups: expect.arrayContaining([
        expect.objectContaining({ name: '新组', role: 'owner' }),
        expect.objectContaining({ name: '晨读', role: 'member', members: 3 }),
        expect.objectContaining({ name: '夜谈', role: 'member', members: 2 }),
      ]) as unknown,
    });
    expect(await (await groups(admin).list()).json()).toEqual({ groups: [] });
  });

  it('is known to those who belong to it', async () => {
    for (const who of [owner, instructor, member]) expect((await groups(who).members(group.id)).status).toBe(200);
    for (const who of [outsider, admin]) expect((await groups(who).members(group.id)).status).toBe(404);
    expect((await groups(nobody).members(group.id)).status).toBe(401);
    expect((await groups(owner).members(uuidv7())).status).toBe(404);
    const text = await (await groups(member).members(group.id)).text();
    expect(text).not.toContain('@example.org');
    expect(text).not.toContain('外人');
  });

  it('gets members from who leads it, and leaders from who owns it', async () => {
    const newcomers = await Promise.all(['甲', '乙', '丙', '丁'].map((name) => person(name)));
    const emails = await Promise.all(newcomers.map(emailOf));
    const add = (who: Person, index: number, role: GroupRole) => groups(who).add(group.id, emails[index] ?? '', role);
    for (const who of [member, outsider, admin]) expect((await add(who, 0, 'member')).status).toBe(404);
    expect((await add(nobody, 0, 'member')).status).toBe(401);
    expect((await add(instructor, 0, 'instructor')).status).toBe(404);
    expect((await add(instructor, 0, 'member')).status).toBeLessThan(300);
    expect((await add(owner, 1, 'instructor')).status).toBeLessThan(300);
    expect((await add(owner, 2, 'owner')).status).toBeLessThan(300);
    // Who is there stays what they are.
    expect((await add(owner, 2, 'member')).status).toBeLessThan(300);
    expect(await codeOf(await groups(owner).add(group.id, 'nobody@example.org'))).toBe('422 invalid');
    expect(await rolesIn(group.id)).toEqual(
      ['主持 owner', '教师 instructor', '组员 member', '甲 member', '乙 instructor', '丙 owner'].sort(),
    );
    expect(await rolesIn(decoy.id)).toEqual(['外人 owner', '组员 member'].sort());
  });

  it('loses members by who leads it or by themselves, leaders by owners, and never its last owner', async () => {
    for (const who of [outsider, admin]) expect((await groups(who).remove(group.id, member)).status).toBe(404);
    expect((await groups(nobody).remove(group.id, member)).status).toBe(401);
    expect((await groups(member).remove(group.id, instructor)).status).toBe(404);
    expect((await groups(instructor).remove(group.id, owner)).status).toBe(404);
    expect((await groups(owner).remove(group.id, outsider)).status).toBe(404);
    expect(await codeOf(await groups(owner).remove(group.id, owner))).toBe('409 last-owner');
    expect((await groups(instructor).remove(group.id, member)).status).toBe(204);
    expect((await groups(instructor).remove(group.id, instructor)).status).toBe(204);
    expect(await rolesIn(group.id)).toEqual(['主持 owner']);
    expect(await rolesIn(decoy.id)).toEqual(['外人 owner', '组员 member'].sort());
  });

  it('keeps one of two owners who leave at once', async () => {
    const second = await person('副主持');
    await db().membership.create({ data: { groupId: group.id, userId: second.id, role: 'owner' } });
    const answers = await Promise.all([owner, second].map((who) => groups(who).remove(group.id, who)));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
  });

  it('is closed to who was removed, but for what they said themselves', async () => {
    await article();
    const [theirs, mine] = [await write(owner, { layer: group.layer }), await write(member, { layer: group.layer })];
    await say(owner, mine, '再说');
    const reply = await say(member, theirs);
    expect(await seen(member, theirs)).not.toBeNull();
    await groups(owner).remove(group.id, member);

    expect((await groups(member).members(group.id)).status).toBe(404);
    expect(await seen(member, theirs)).toBeNull();
    expect(await seen(member, mine)).toMatchObject({ id: mine, replies: [] });
    const listed = await (await as(member).list()).text();
    expect(listed).toContain(mine);
    expect(listed).not.toContain(theirs);
    for (const response of [
      await talk(member, theirs).reply(uuidv7(), '我还在'),
      await talk(member, mine).reply(uuidv7(), '我还在'),
      await talk(member, theirs).react(),
      await talk(member, theirs).wordings(),
    ])
      expect(response.status).toBeGreaterThanOrEqual(404);
    expect(await codeOf(await as(member).put(uuidv7(), newNote({ layer: group.layer })))).toBe('422 invalid');
    // They say nothing new by changing what they said.
    expect(await codeOf(await as(member).patch(mine, { body: bodyOfText('我还在') }))).toBe('422 invalid');
    expect(await codeOf(await as(member).patch(mine, { tags: ['我还在'] }))).toBe('422 invalid');
    expect(await codeOf(await talk(member, theirs).change(reply, '我还在'))).toBe('409 thread-shut');
    const alone = await write(instructor, { layer: group.layer });
    await groups(owner).remove(group.id, instructor);
    expect((await seen(owner, theirs))?.replies.map(({ version }) => version)).toEqual([1]);
    // Nor by putting it on other words.
    const moved = { revision: 1, target: words(3, 0, 2, '概念') };
    expect((await ask(member, `POST /api/annotations/${mine}/reattach`, moved, 1)).status).toBe(404);
    // What nobody has answered they may take back to themselves, with other words too.
    const back = await as(instructor).patch(alone, { layer: 'private', body: bodyOfText('只给我') }, '*');
    expect(back.status).toBe(200);
    expect(await seen(owner, alone)).toBeNull();
    // Their own words they may still take back, and undo that.
    expect((await talk(member, theirs).delete(reply)).status).toBe(204);
    expect((await seen(owner, theirs))?.replies).toEqual([]);
    expect((await talk(member, theirs).restore(reply)).status).toBeLessThan(300);
  });

  it('does not hear who was removed in the public layer of its own article either, and they take theirs back', async () => {
    await article();
    await db().article.updateMany({ data: { visibility: 'group', groupId: group.id } });
    const [open, closed] = [await write(member, { layer: 'public' }), await write(member, { layer: group.layer })];
    await groups(owner).remove(group.id, member);
    expect(await codeOf(await as(member).patch(open, { body: bodyOfText('我还在') }))).toBe('422 invalid');
    for (const note of [open, closed]) {
      expect((await as(member).patch(note, { layer: 'private', body: bodyOfText('只给我') })).status).toBe(200);
      expect(await seen(owner, note)).toBeNull();
    }
  });

  /** What a member says while the group is being changed, and what is answered when that is done. */
  const meanwhile = async (change: (tx: Prisma.TransactionClient) => Promise<unknown>, says: Saying) => {
    let saying: ReturnType<Saying> | undefined;
    await db().$transaction(
      async (tx) => {
        await lockGroup(tx, group.id);
        await change(tx);
        saying = says();
        await expect.poll(countLocked, { timeout: 10_000 }).toBeGreaterThan(0);
      },
      { timeout: 20_000 },
    );
    return (await saying)?.status;
  };

  it('does not hear what was still waiting when its writer was removed, or when it was archived', async () => {
    await article();
    const theirs = await write(owner, { layer: group.layer });
    const mine = await write(member, { layer: group.layer, motivation: 'questioning' });
    const own = await write(member);
    const reply = await say(member, theirs);
    const moved = { revision: 1, target: words(3, 0, 2, '概念') };
    const said: [expected: number, says: Saying][] = [
      [422, () => as(member).put(uuidv7(), newNote({ layer: group.layer }))],
      [422, () => as(member).patch(mine, { body: bodyOfText('我还在') })],
      [422, () => as(member).patch(own, { layer: group.layer })],
      [404, () => talk(member, theirs).reply(uuidv7(), '我还在')],
      [409, () => talk(member, theirs).change(reply, '我还在')],
      [404, () => talk(member, theirs).react()],
      [404, () => talk(member, theirs).reactTo(reply)],
      [404, () => ask(member, `POST /api/annotations/${mine}/reattach`, moved, 1)],
    ];
    for (const [expected, says] of [...said, [404, () => talk(member, mine).resolve()] as const]) {
      const where = { groupId_userId: { groupId: group.id, userId: member.id } };
      expect(await meanwhile((tx) => tx.membership.delete({ where }), says)).toBe(expected);
      await db().membership.create({ data: { groupId: group.id, userId: member.id, role: 'member' } });
    }
    for (const [, says] of said) {
      const archive = (archivedAt: Date | null) => ({ where: { id: group.id }, data: { archivedAt } });
      expect(await meanwhile((tx) => tx.group.update(archive(new Date())), says)).toBeGreaterThanOrEqual(404);
      await db().group.update(archive(null));
    }
    expect(await db().annotation.count()).toBe(3);
    expect(await seen(owner, theirs)).toMatchObject({
      version: 1,
      reactions: [],
      replies: [{ id: reply, version: 1 }],
    });
    expect(await seen(owner, mine)).toMatchObject({ version: 1 });
    // Whoever belongs to it again is heard.
    expect((await talk(member, theirs).reply(uuidv7(), '我还在')).status).toBe(201);
  });

  it('hears nothing new while it is archived, and goes on when it is brought back', async () => {
    await article();
    const mine = await write(member, { layer: group.layer });
    const reply = await say(member, mine, '补一句');
    const archive = (at: Date | null) => db().group.update({ where: { id: group.id }, data: { archivedAt: at } });
    await archive(new Date());
    expect(await codeOf(await as(member).patch(mine, { body: bodyOfText('归档以后') }))).toBe('422 invalid');
    expect(await codeOf(await talk(member, mine).change(reply, '归档以后'))).toBe('409 group-archived');
    expect(await codeOf(await talk(member, mine).reply(uuidv7(), '归档以后'))).toBe('409 group-archived');
    const view = await seen(owner, mine);
    expect(view).toMatchObject({ version: 1, replies: [{ version: 1 }] });
    const request = { scope: group.layer, start: { block: key(3), offset: 0 }, end: { block: key(3), offset: 2 } };
    const asked = await ask(member, 'POST /api/articles/biaoxiang/terms/requests', { ...request, exact: '概念' });
    expect(asked.status).toBe(404);
    // Nobody is offered what is refused.
    expect((await seen(member, mine))?.may).not.toContain('change');
    expect((await seen(member, mine))?.replies[0]?.may).not.toContain('change');
    // What is there may go, and come again.
    expect((await as(member).delete(mine)).status).toBe(204);
    expect((await as(member).restore(mine)).status).toBe(200);
    await archive(null);
    expect((await as(member).patch(mine, { body: bodyOfText('又开了') })).status).toBe(200);
    expect((await talk(member, mine).change(reply, '又开了')).status).toBe(200);
  });
});
