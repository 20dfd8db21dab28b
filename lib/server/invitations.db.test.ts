import Papa from 'papaparse';
import { beforeEach, afterEach, describe, expect, it } from 'vitest';
import type { InvitationView, MemberView, RosterReport } from '@/lib/contract/groups';
import { moveClock } from './clock';
import { db } from './db';
import { Browser } from './testing/browser';
import { ask, assignTo, bringClass, DAY, inHours, type Class } from './testing/assignments-cast';
import { freshDatabase } from './testing/fresh-database';
import { countLocked } from './testing/locks';
import { nobody, person, write, type Person } from './testing/notes-cast';

/** How people come into a group: by a code, by a link of their own, by a roster; and how it ends. */

let cast: Class;
let owner: Person;

beforeEach(async () => {
  await freshDatabase();
  cast = await bringClass();
  owner = await person('主持');
  await db().membership.create({ data: { groupId: cast.group.id, userId: owner.id, role: 'owner' } });
});
afterEach(() => moveClock(0));

const at = (rest: string) => `/api/groups/${cast.group.id}${rest}`;
async function invited(wishes: object = {}, who = cast.ruan): Promise<InvitationView> {
  const { status, data } = await ask<InvitationView>(who, `POST ${at('/invitations')}`, wishes);
  if (status !== 201) throw new Error(JSON.stringify(data));
  return data;
}
const join = (who: Person, code: string) => ask<{ role: string }>(who, `POST /api/join/${encodeURIComponent(code)}`);
const members = async (): Promise<string[]> =>
  (await ask<{ members: MemberView[] }>(cast.ruan, `GET ${at('/members')}`)).data.members
    .map(({ name, role }) => `${name} ${role}`)
    .sort();

describe('a code', () => {
  it('leads in whoever has it, however they write it, and uses nothing up for who is there', async () => {
    const { code, url } = await invited({ maxUses: 1 });
    expect(url).toBe(`http://meipi.test/join/${code}`);
    const typed = ` ${code.toLowerCase().replaceAll('-', ' ')} `;
    expect((await ask(nobody, `GET /api/join/${code}`)).data).toMatchObject({ group: { name: '晨读' }, member: null });
    expect((await join(nobody, code)).status).toBe(401);
    expect((await join(cast.lin, code)).data).toMatchObject({ role: 'member' });
    expect((await join(cast.gu, typed)).data).toMatchObject({ role: 'member', id: cast.group.id });
    expect((await join(cast.gu, code)).status).toBe(200);
    expect(await members()).toContain('顾言 member');
    expect((await join(await person('来迟'), code)).status).toBe(410);
  });

  it('lets in as many as it is for, however many come at once', async () => {
    const { code } = await invited({ maxUses: 3 });
    const people = await Promise.all(Array.from({ length: 20 }, (_, index) => person(`同学${index}`)));
    const answers = await Promise.all(people.flatMap((who) => [join(who, code), join(who, code)]));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 410]));
    expect((await members()).filter((line) => line.startsWith('同学'))).toHaveLength(3);
    const { data } = await ask<{ invitations: InvitationView[] }>(cast.ruan, `GET ${at('/invitations')}`);
    expect(data.invitations).toMatchObject([{ uses: 3, state: 'used-up' }]);
  });

  it('leads in again who was removed, until it is revoked', async () => {
    const { id, code } = await invited();
    const removed = `DELETE ${at(`/members/${cast.gu.id}`)}`;
    for (const uses of [1, 2]) {
      expect((await join(cast.gu, code)).status).toBe(200);
      expect(await db().invitation.findUnique({ where: { id } })).toMatchObject({ uses });
      await ask(cast.ruan, removed);
    }
    await ask(cast.ruan, `DELETE ${at(`/invitations/${id}`)}`);
    expect((await join(cast.gu, code)).status).toBe(410);
  });

  it('of no day that there is, or for a group without a name that one sees, is refused', async () => {
    const expiresAt = '0000-01-01T00:00:00Z';
    expect((await ask(cast.ruan, `POST ${at('/invitations')}`, { expiresAt })).status).toBe(422);
    expect((await ask(cast.ruan, 'POST /api/groups', { name: '\u200b' })).status).toBe(422);
  });

  it('ends on its day, or when it is revoked', async () => {
    const [late, revoked] = [await invited({ expiresAt: inHours(24) }), await invited()];
    expect((await ask(cast.lin, `DELETE ${at(`/invitations/${revoked.id}`)}`)).status).toBe(404);
    expect((await ask(cast.ruan, `DELETE ${at(`/invitations/${revoked.id}`)}`)).status).toBe(204);
    expect((await ask(cast.gu, `GET /api/join/${revoked.code}`)).status).toBe(410);
    moveClock(2 * DAY);
    for (const { code } of [late, revoked]) expect((await join(cast.gu, code)).status).toBe(410);
    expect((await join(cast.gu, '2222-2222-2222')).status).toBe(404);
    expect((await join(cast.gu, 'nonsense')).status).toBe(404);
  });

  it('that leads in as more than a member is for owners alone to see: whoever has it raises anybody', async () => {
    const made = await invited({ role: 'instructor', maxUses: 2 }, owner);
    await invited();
    const seen = async (who: Person) =>
      (await ask<{ invitations: InvitationView[] }>(who, `GET ${at('/invitations')}`)).data.invitations;
    expect((await seen(owner)).map(({ role }) => role).sort()).toEqual(['instructor', 'member']);
    expect((await seen(cast.ruan)).map(({ role }) => role)).toEqual(['member']);
    expect((await ask(cast.ruan, `DELETE ${at(`/invitations/${made.id}`)}`)).status).toBe(404);
    expect((await ask(owner, `DELETE ${at(`/invitations/${made.id}`)}`)).status).toBe(204);
    const ranks = 'email,role\nyuan@example.org,instructor\nxin@example.org,member\n';
    const [link] = (await roster(ranks)).lines.map(({ url }) => url);
    const exported = async ({ cookie }: Person) =>
      (await new Browser({ cookie: cookie ?? '' }).send(`GET ${at('/roster/export')}`)).text();
    expect(await exported(owner)).toMatch(/yuan@example\.org.*\/join\//);
    expect(await exported(cast.ruan)).toMatch(/xin@example\.org.*\/join\//);
    expect(await exported(cast.ruan)).not.toContain('yuan@example.org');
    // Nor does an instructor come by it in sending the same person another.
    const [other] = (await roster('email\nyuan@example.org\n', cast.ruan)).lines.map(({ url }) => url);
    expect(other).not.toBe(link);
  });

  it('for instructors is the owner’s to give, and who guesses codes is stopped', async () => {
    expect((await ask(cast.ruan, `POST ${at('/invitations')}`, { role: 'instructor' })).status).toBe(404);
    const { code } = await invited({ role: 'instructor' }, owner);
    expect((await join(cast.gu, code)).data).toMatchObject({ role: 'instructor' });
    const guesses = await Promise.all(Array.from({ length: 31 }, () => join(cast.shen, '2222-2222-2222')));
    expect(guesses.filter(({ status }) => status === 429)).toHaveLength(1);
  });
});

const roster = async (text: string | Uint8Array, who = owner, dryRun = false): Promise<RosterReport> => {
  const browser = new Browser({ cookie: who.cookie ?? '', 'content-type': 'text/csv' });
  const line = `POST ${at('/roster')}?dryRun=${dryRun}`;
  return (await browser.ask<RosterReport>(line, { body: text })).data;
};
const outcomes = ({ lines }: RosterReport) =>
  lines.map(({ email, outcome, why }) => [email.split('@')[0], outcome, why]);

describe('a roster', () => {
  it('adds, changes, invites and leaves alone; a dry run says the same and does nothing', async () => {
    const emails = new Map((await db().user.findMany()).map(({ id, email }) => [id, email]));
    const [lin, gu] = [emails.get(cast.lin.id), emails.get(cast.gu.id)];
    const text = `\uFEFF姓名;邮箱;角色\n林晚;${lin};带读\n顾言;${gu};\n新人;New@x.org;组员\n坏;no address;\n`;
    const dry = await roster(text, owner, true);
    expect(dry).toMatchObject({ done: false, untouched: 3 });
    expect(dry.lines.map(({ outcome }) => outcome)).toEqual(['change', 'add', 'invite', 'refuse']);
    expect(await members()).not.toContain('顾言 member');
    const done = await roster(text);
    expect(done).toMatchObject({ done: true, untouched: 3 });
    expect(outcomes(done)).toEqual(outcomes(dry));
    expect(await members()).toEqual(expect.arrayContaining(['顾言 member', '林晚 instructor', '沈砚 member']));
    const url = done.lines[2]?.url ?? '';
    // Sent again, it is the same link.
    expect((await roster(text)).lines[2]?.url).toBe(url);
    expect((await join(await person('新人'), url.split('/').at(-1) ?? '')).status).toBe(200);
    expect((await join(await person('别人'), url.split('/').at(-1) ?? '')).status).toBe(410);
  });

  it('goes out as it comes in', async () => {
    await db().user.update({ where: { id: cast.lin.id }, data: { name: '=1+1' } });
    await roster('email,name\nnew@x.org,"新人, 甲"');
    const browser = new Browser({ cookie: owner.cookie ?? '', 'accept-language': 'zh-CN' });
    const text = await (await browser.send(`GET ${at('/roster/export')}`)).text();
    const { data } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
    expect(data.map((row) => row.姓名)).toEqual(expect.arrayContaining(["'=1+1", '沈砚', '新人, 甲']));
    const again = await roster(text);
    expect(new Set(again.lines.map(({ outcome }) => outcome))).toEqual(new Set(['keep', 'invite']));
  });

  it('is refused when it is none, and ranks are not given by who may not', async () => {
    const browser = new Browser({ cookie: owner.cookie ?? '', 'content-type': 'text/csv' });
    expect((await browser.ask(`POST ${at('/roster')}`, { body: 'a,b\n1,2' })).status).toBe(422);
    const email = (await db().user.findUniqueOrThrow({ where: { id: cast.lin.id } })).email;
    expect(outcomes(await roster(`email,role\n${email},owner`, cast.ruan))).toMatchObject([
      [expect.any(String), 'refuse', 'role-refused'],
    ]);
  });

  it('is spent by whoever comes another way', async () => {
    await roster('email\nnew@x.org');
    const { code } = await invited();
    const new_ = await person('新人');
    await db().user.update({ where: { id: new_.id }, data: { email: 'new@x.org' } });
    await join(new_, code);
    const { data } = await ask<{ invitations: InvitationView[] }>(owner, `GET ${at('/invitations')}`);
    expect(data.invitations.find((one) => one.for !== null)).toMatchObject({ state: 'used-up' });
  });
});

describe('a group', () => {
  it('is described by who leads it, archived by its owner, and takes nothing then', async () => {
    expect((await ask(cast.lin, `PATCH ${at('')}`, { name: '改' })).status).toBe(404);
    expect((await ask(cast.ruan, `PATCH ${at('')}`, { description: '周五以前' })).data).toMatchObject({
      description: '周五以前',
    });
    const open = await invited();
    expect((await ask(cast.ruan, `PATCH ${at('')}`, { archived: true })).status).toBe(404);
    expect((await ask(owner, `PATCH ${at('')}`, { archived: true })).data).toMatchObject({ archived: true });
    expect((await join(cast.gu, open.code)).status).toBe(409);
    expect((await ask(owner, `POST ${at('/invitations')}`, {})).status).toBe(409);
    expect((await ask(owner, `POST ${at('/members')}`, { email: 'new@x.org' })).status).toBe(409);
    const note = { layer: cast.group.layer };
    await expect(write(cast.lin, note)).rejects.toThrow('422');
    await ask(owner, `PATCH ${at('')}`, { archived: false });
    expect((await join(cast.gu, open.code)).status).toBe(200);
  });

  it('lets nobody in who comes while it is being put away', async () => {
    const { code } = await invited();
    let coming: ReturnType<typeof join> | undefined;
    await db().$transaction(async (tx) => {
      await tx.group.update({ where: { id: cast.group.id }, data: { archivedAt: new Date() } });
      coming = join(cast.gu, code);
      // They have asked, and wait for this to end.
      await expect.poll(countLocked, { timeout: 10_000 }).toBeGreaterThan(0);
    });
    expect((await coming)?.status).toBe(409);
    expect(await members()).not.toContain('顾言 member');
  });

  it('has roles that its owner gives, and keeps an owner', async () => {
    const role = (who: Person, member: Person, wish: object) =>
      ask(who, `PATCH ${at(`/members/${member.id}`)}`, wish).then(({ status }) => status);
    expect(await role(cast.lin, cast.lin, { role: 'owner' })).toBe(404);
    expect(await role(cast.ruan, cast.lin, { role: 'instructor' })).toBe(404);
    expect(await role(owner, cast.lin, { role: 'instructor', joinedAt: '2020-01-01' })).toBe(422);
    expect(await role(owner, cast.lin, { role: 'instructor' })).toBe(200);
    expect(await role(owner, owner, { role: 'member' })).toBe(409);
    expect(await role(owner, cast.gu, { role: 'member' })).toBe(404);
    expect(await members()).toContain('林晚 instructor');
  });

  it('is copied to the next term with what is assigned, without people', async () => {
    await assignTo(cast, { dueAt: inHours(24) });
    expect((await ask(cast.lin, `POST ${at('/copy')}`, { name: '春季', days: 7 })).status).toBe(404);
    const { data } = await ask<{ id: string }>(cast.ruan, `POST ${at('/copy')}`, { name: '春季', days: 7 });
    const { data: list } = await ask(cast.ruan, `GET /api/groups/${data.id}/assignments`);
    expect(list).toMatchObject({ assignments: [{ title: '读第二段', mine: null, version: 1 }] });
    expect(await db().membership.count({ where: { groupId: data.id } })).toBe(1);
  });

  it('is muted by each of its members for themself', async () => {
    expect((await ask(cast.lin, `PUT ${at('/mute')}`)).status).toBe(204);
    expect((await ask(cast.lin, `GET ${at('')}`)).data).toMatchObject({ muted: true, members: 4 });
    expect((await ask(cast.shen, `GET ${at('')}`)).data).toMatchObject({ muted: false });
    await ask(cast.lin, `DELETE ${at('/mute')}`);
    expect((await ask(cast.lin, `GET ${at('')}`)).data).toMatchObject({ muted: false });
    expect((await ask(cast.gu, `GET ${at('')}`)).status).toBe(404);
  });
});
