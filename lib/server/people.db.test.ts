import { uuidv7 } from 'uuidv7';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { recentAudit } from './audit';
import { db } from './db';
import { Browser, PASSWORD, signedInAs } from './testing/browser';
import { freshDatabase } from './testing/fresh-database';

type Person = Awaited<ReturnType<typeof signedInAs>>;

describe('roles', () => {
  let suhe: Person;
  let lin: Person;
  beforeEach(async () => {
    await freshDatabase();
    [suhe, lin] = [await signedInAs('苏禾', 'admin'), await signedInAs('林晚')];
  });

  it('are given by an admin, at once, on record', async () => {
    const { status, data } = await suhe.ask(`PATCH /api/users/${lin.id}`, { body: { role: 'editor' } });
    expect(status).toBe(200);
    expect(data).toMatchObject({ id: lin.id, role: 'editor' });
    expect(await lin.me()).toMatchObject({ role: 'editor' });
    // Giving the role somebody has is no event.
    await suhe.ask(`PATCH /api/users/${lin.id}`, { body: { role: 'editor' } });
    expect(await recentAudit({ id: suhe.id, role: 'admin' })).toMatchObject([
      { actor: '苏禾', action: 'user.role', subject: '林晚', detail: { from: 'reader', to: 'editor' } },
    ]);
    expect(await recentAudit({ id: lin.id, role: 'editor' })).toEqual([]);
  });

  it('leave one admin at least', async () => {
    const step = await suhe.ask(`PATCH /api/users/${suhe.id}`, { body: { role: 'reader' } });
    expect(step).toMatchObject({ status: 409, data: { code: 'last-admin' } });
    await suhe.ask(`PATCH /api/users/${lin.id}`, { body: { role: 'admin' } });
    // Each takes it from the other at the same moment.
    const answers = await Promise.all([
      suhe.ask(`PATCH /api/users/${lin.id}`, { body: { role: 'reader' } }),
      lin.ask(`PATCH /api/users/${suhe.id}`, { body: { role: 'reader' } }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404]);
    expect(await db().user.count({ where: { role: 'admin' } })).toBe(1);
  });

  it('are of a known kind, and of somebody who is there', async () => {
    expect((await suhe.ask(`PATCH /api/users/${lin.id}`, { body: { role: 'emperor' } })).status).toBe(422);
    expect((await suhe.ask(`PATCH /api/users/${uuidv7()}`, { body: { role: 'editor' } })).status).toBe(404);
    expect((await suhe.ask('PATCH /api/users/x', { body: { role: 'editor' } })).status).toBe(404);
  });
});

describe('a reset link', () => {
  let suhe: Person;
  let lin: Person;
  beforeEach(async () => {
    await freshDatabase();
    [suhe, lin] = [await signedInAs('苏禾', 'admin'), await signedInAs('林晚')];
  });
  const NEW = '柳暗花明又一村，是也';
  const linkFor = async (id: string) => {
    const { data } = await suhe.ask<{ url: string; expires: string }>(`POST /api/users/${id}/reset-link`);
    return { ...data, token: data.url.split('/').at(-1) ?? '' };
  };

  it('sets a new password once, signs in, and ends all other sessions', async () => {
    const { url, token, expires } = await linkFor(lin.id);
    expect(url).toMatch(/^http:\/\/meipi\.test\/reset\/[\w-]{43}$/);
    expect(Math.round((Date.parse(expires) - Date.now()) / 3_600_000)).toBe(24);
    const browser = new Browser();
    const answers = await Promise.all([
      browser.ask('POST /api/reset', { body: { token, password: NEW } }),
      new Browser().ask('POST /api/reset', { body: { token, password: 'somebody else’s' } }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404]);
    expect(await lin.me()).toBeNull();
    expect(await suhe.me()).not.toBeNull();
    expect((await browser.ask('POST /api/login', { body: { email: lin.email, password: PASSWORD } })).status).toBe(401);
    expect(JSON.stringify(await db().oneTimeToken.findMany())).not.toContain(token);
    expect(JSON.stringify(await db().auditEvent.findMany())).not.toContain(token);
    expect(await recentAudit({ id: suhe.id, role: 'admin' })).toMatchObject([
      { action: 'user.reset-link', subject: '林晚' },
    ]);
  });

  it('stops working when there is a newer one, after a day, and when the password was changed', async () => {
    const spend = async (token: string) =>
      (await new Browser().ask('POST /api/reset', { body: { token, password: NEW } })).status;
    const old = await linkFor(lin.id);
    const late = await linkFor(lin.id);
    expect(await spend(old.token)).toBe(404);
    await db().oneTimeToken.updateMany({ data: { expires: new Date() } });
    expect(await spend(late.token)).toBe(404);
    const idle = await linkFor(lin.id);
    await lin.ask('PATCH /api/me', { body: { password: NEW, currentPassword: PASSWORD } });
    expect(await spend(idle.token)).toBe(404);
  });

  it('is no set-up link, and a short password does not spend it', async () => {
    const { token } = await linkFor(lin.id);
    const account = { name: '某', email: 'x@example.org', password: NEW };
    expect((await new Browser().ask('POST /api/setup', { body: { ...account, token } })).status).toBe(404);
    expect((await new Browser().ask('POST /api/reset', { body: { token, password: 'short' } })).status).toBe(422);
    expect((await new Browser().ask('POST /api/reset', { body: { token, password: NEW } })).status).toBe(200);
  });
});

/**
 * Who may use which endpoint of accounts. A status a role; 林晚 is the reader whose things the
 * others try. 404 and not 403: what one may not see does not exist.
 */
describe('roles and endpoints', () => {
  const ROLES = ['anonymous', 'reader', 'editor', 'admin'] as const;
  const TABLE: [line: string, body: object | undefined, statuses: [number, number, number, number]][] = [
    ['GET /api/me', undefined, [200, 200, 200, 200]],
    ['PATCH /api/me', { name: '新名字' }, [401, 200, 200, 200]],
    ['DELETE /api/me', { notes: 'keep', currentPassword: 'wrong password' }, [401, 422, 422, 422]],
    ['GET /api/me/sessions', undefined, [401, 200, 200, 200]],
    ['DELETE /api/me/sessions/{session of 林晚}', undefined, [401, 404, 404, 404]],
    ['PUT /api/settings', { theme: 'dark' }, [200, 200, 200, 200]],
    ['GET /api/users', undefined, [401, 404, 404, 200]],
    ['PATCH /api/users/{林晚}', { role: 'reader' }, [401, 404, 404, 200]],
    ['PATCH /api/users/{nobody}', { role: 'admin' }, [401, 404, 404, 404]],
    ['POST /api/users/{林晚}/reset-link', undefined, [401, 404, 404, 201]],
    ['POST /api/users/{nobody}/reset-link', undefined, [401, 404, 404, 404]],
    ['POST /api/logout', undefined, [204, 204, 204, 204]],
  ];
  const cases = TABLE.flatMap(([line, body, statuses]) =>
    ROLES.map((role, index) => ({ line, body, role, status: statuses[index] ?? 0 })),
  );
  let cast: Record<(typeof ROLES)[number], Browser>;
  let names: Record<string, string>;

  beforeAll(async () => {
    await freshDatabase();
    const lin = await signedInAs('林晚');
    cast = {
      anonymous: new Browser(),
      reader: await signedInAs('沈砚'),
      editor: await signedInAs('顾言', 'editor'),
      admin: await signedInAs('苏禾', 'admin'),
    };
    const session = await db().session.findFirstOrThrow({ where: { userId: lin.id } });
    names = { 林晚: lin.id, 'session of 林晚': session.id, nobody: uuidv7() };
  });

  it.each(cases)('$role: $line is $status', async ({ line, body, role, status }) => {
    const path = line.replace(/\{([^}]+)\}/g, (_, name: string) => names[name] ?? '');
    expect((await cast[role].send(path, { body })).status).toBe(status);
  });

  it('left 林晚 as she was', async () => {
    expect(await db().user.findUnique({ where: { id: names['林晚'] } })).toMatchObject({
      name: '林晚',
      role: 'reader',
    });
    expect(await db().session.count({ where: { userId: names['林晚'] } })).toBe(1);
  });
});
