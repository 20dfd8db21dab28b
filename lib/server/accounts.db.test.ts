import { beforeEach, describe, expect, it, vi } from 'vitest';
import { db } from './db';
import { LIMITS } from './rate-limit';
import { hashToken, purgeExpired, sessionCookieName } from './sessions';
import { newSetupLink } from './setup-link';
import { Browser, PASSWORD, signedInAs } from './testing/browser';
import { freshDatabase } from './testing/fresh-database';

beforeEach(async () => {
  await freshDatabase();
  vi.unstubAllEnvs();
});

const lin = { name: '林晚', email: 'lin@example.org', password: PASSWORD };

describe('registering', () => {
  it('makes a reader and signs in at once', async () => {
    const browser = new Browser({ 'user-agent': 'Firefox' });
    const { status, data } = await browser.ask('POST /api/register', {
      body: { ...lin, email: '  Lin@Example.ORG ', name: ' 林晚 ' },
    });
    expect(status).toBe(201);
    expect(data).toMatchObject({
      email: 'lin@example.org',
      name: '林晚',
      role: 'reader',
      hasPassword: true,
      locale: null,
    });
    expect(await browser.me()).toEqual(data);
    const user = await db().user.findUniqueOrThrow({ where: { email: 'lin@example.org' } });
    expect(user.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(user.emailVerified).toBeNull();
  });

  it('hands the token to the browser only: the database knows its hash', async () => {
    const browser = new Browser();
    const response = await browser.send('POST /api/register', { body: lin });
    const cookie = response.headers.getSetCookie().find((value) => value.startsWith(sessionCookieName()));
    expect(cookie).toMatch(/; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+$/);
    const token = browser.cookies.get(sessionCookieName()) ?? '';
    const session = await db().session.findFirstOrThrow();
    expect(session.sessionToken).toBe(hashToken(token));
    expect(JSON.stringify(session)).not.toContain(token);
    expect(await response.text()).not.toContain(token);
    expect(response.headers.get('cache-control')).toContain('no-store');
  });

  it('marks the cookie secure where people use https', async () => {
    vi.stubEnv('AUTH_URL', 'https://read.example');
    const response = await new Browser({ origin: 'https://read.example' }).send('POST /api/register', { body: lin });
    expect(response.headers.getSetCookie()[0]).toMatch(/^__Secure-authjs\.session-token=.*; Secure$/);
  });

  it('takes an address once, however often it is sent at the same time', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => new Browser().ask('POST /api/register', { body: lin })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.data).toMatchObject({ code: 'email-taken' });
    expect(await db().user.count()).toBe(1);
  });

  it.each([
    ['no name', { name: '   ' }, 'name'],
    ['a name that cannot be stored', { name: '林\u0000晚' }, 'name'],
    ['a name that turns the words around it', { name: '林\u202e晚' }, 'name'],
    ['no address', { email: '' }, 'email'],
    ['something else for an address', { email: 'lin' }, 'email'],
    ['a short password', { password: '1234567' }, 'password'],
    ['a password of another kind', { password: 12345678 }, 'password'],
  ])('says which field is wrong: %s', async (_, wrong, field) => {
    const { status, data } = await new Browser().ask<{ errors: { field: string; message: string }[] }>(
      'POST /api/register',
      {
        body: { ...lin, ...wrong },
      },
    );
    expect(status).toBe(422);
    expect(data.errors.map((error) => error.field)).toEqual([field]);
    expect(data.errors[0]?.message).toMatch(/\p{sc=Han}/u);
    expect(await db().user.count()).toBe(0);
  });

  it('takes over the language and reading settings this browser had', async () => {
    const browser = new Browser();
    await browser.ask('PUT /api/settings', { body: { theme: 'dark', locale: 'en' } });
    const { data } = await browser.ask('POST /api/register', { body: lin });
    expect(data).toMatchObject({ locale: 'en', settings: { theme: 'dark', size: 'medium' } });
  });
});

describe('what is not a request', () => {
  it.each([
    ['no JSON', 'hello', {}, 400, 'malformed'],
    ['broken UTF-8', '{"email":"\ud800"}', {}, 422, 'invalid'],
    [
      'a form',
      'email=a&password=b',
      { 'content-type': 'application/x-www-form-urlencoded' },
      415,
      'unsupported-media-type',
    ],
    ['a flood', JSON.stringify({ ...lin, name: 'x'.repeat(1_100_000) }), {}, 413, 'too-large'],
    ['a list', '[]', {}, 422, 'invalid'],
  ])('is refused: %s', async (_, body, headers, status, code) => {
    const answer = await new Browser().ask('POST /api/register', { body, headers });
    expect(answer).toMatchObject({ status, data: { code } });
  });

  it('does not trip over cookies that are no encoding', async () => {
    const answer = await new Browser().ask('POST /api/login', {
      body: {},
      headers: { cookie: 'meipi-locale=%; meipi-settings=%7B; authjs.session-token=' },
    });
    expect(answer.status).toBe(422);
  });
});

describe('signing in', () => {
  it('needs the right password, written in any form Unicode allows', async () => {
    await new Browser().ask('POST /api/register', { body: { ...lin, password: 'Ｃａｆé山高水长' } });
    const browser = new Browser();
    const answer = await browser.ask('POST /api/login', {
      body: { email: 'LIN@example.org', password: 'Cafe\u0301山高水长' },
    });
    expect(answer.status).toBe(200);
    expect((await browser.me())?.name).toBe('林晚');
  });

  it('tells a stranger nothing about who has an account', async () => {
    await new Browser().ask('POST /api/register', { body: lin });
    const wrong = await new Browser().ask('POST /api/login', {
      body: { email: lin.email, password: 'wrong password' },
    });
    const unknown = await new Browser().ask('POST /api/login', {
      body: { email: 'nobody@example.org', password: PASSWORD },
    });
    expect(wrong).toEqual(unknown);
    expect(wrong).toMatchObject({ status: 401, data: { code: 'wrong-password' } });
    // Somebody without a password (OIDC) is nobody here.
    await db().user.updateMany({ data: { passwordHash: null } });
    expect(await new Browser().ask('POST /api/login', { body: lin })).toEqual(wrong);
  });

  it('replaces the session this browser had', async () => {
    const browser = await signedInAs('林晚');
    const before = browser.cookies.get(sessionCookieName());
    await browser.ask('POST /api/login', { body: { email: browser.email, password: PASSWORD } });
    expect(browser.cookies.get(sessionCookieName())).not.toBe(before);
    expect(await db().session.count()).toBe(1);
  });

  it('brings the account’s language and settings to a new browser', async () => {
    const home = await signedInAs('林晚');
    await home.ask('PUT /api/settings', { body: { locale: 'en', font: 'kai' } });
    const away = new Browser();
    await away.ask('POST /api/login', { body: { email: home.email, password: PASSWORD } });
    expect(away.cookies.get('meipi-locale')).toBe('en');
    expect(JSON.parse(decodeURIComponent(away.cookies.get('meipi-settings') ?? ''))).toMatchObject({ font: 'kai' });
  });

  it('ends with signing out, here and in the database', async () => {
    const browser = await signedInAs('林晚');
    const stolen = browser.cookieHeader;
    expect((await browser.ask('POST /api/logout')).status).toBe(204);
    expect(browser.cookies.size).toBe(0);
    expect((await new Browser({ cookie: stolen }).me())?.name).toBeUndefined();
    expect((await browser.ask('POST /api/logout')).status).toBe(204);
  });

  it('lasts a month from its last use, and is swept away after', async () => {
    const browser = await signedInAs('林晚');
    const days = (n: number) => new Date(Date.now() + n * 86_400_000);
    await db().session.updateMany({ data: { lastSeenAt: days(-2), expires: days(1) } });
    expect((await browser.me())?.name).toBe('林晚');
    expect((await db().session.findFirstOrThrow()).expires.getTime()).toBeGreaterThan(days(29).getTime());
    await db().session.updateMany({ data: { expires: days(-1) } });
    expect(await browser.me()).toBeNull();
    await purgeExpired();
    expect(await db().session.count()).toBe(0);
  });
});

describe('guessing passwords', () => {
  const guess = (email: string, headers: Record<string, string> = {}) =>
    new Browser(headers).send('POST /api/login', { body: { email, password: 'wrong password' } });

  it('is stopped after ten wrong ones, even all at once, with the time to wait', async () => {
    await new Browser().ask('POST /api/register', { body: lin });
    const answers = await Promise.all(Array.from({ length: 14 }, () => guess(lin.email)));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(LIMITS.login.max);
    const refused = answers.find(({ status }) => status === 429)!;
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(LIMITS.login.seconds - 60);
    expect(await refused.json()).toMatchObject({ code: 'too-many' });
    // The right password must wait too, others need not.
    expect((await new Browser().ask('POST /api/login', { body: lin })).status).toBe(429);
    expect((await guess('shen@example.org')).status).toBe(401);
  });

  it('may go on when the window is over', async () => {
    await new Browser().ask('POST /api/register', { body: lin });
    for (let i = 0; i <= LIMITS.login.max; i += 1) await guess(lin.email);
    await db().rateLimit.updateMany({ data: { windowStart: new Date(Date.now() - LIMITS.login.seconds * 1000) } });
    expect((await new Browser().ask('POST /api/login', { body: lin })).status).toBe(200);
  });

  it('is forgiven by the right one', async () => {
    await new Browser().ask('POST /api/register', { body: lin });
    for (let round = 0; round < 2; round += 1) {
      for (let i = 1; i < LIMITS.login.max; i += 1) expect((await guess(lin.email)).status).toBe(401);
      expect((await new Browser().ask('POST /api/login', { body: lin })).status).toBe(200);
    }
  });

  it('does not lock others out when addresses are known, and believes no made-up address', async () => {
    vi.stubEnv('TRUST_PROXY', '1');
    await new Browser().ask('POST /api/register', { body: lin });
    const from = (address: string) => ({ 'x-forwarded-for': `${Math.random()}, ${address}` });
    for (let i = 0; i < LIMITS.login.max; i += 1) await guess(lin.email, from('192.0.2.1'));
    expect((await guess(lin.email, from('192.0.2.1'))).status).toBe(429);
    expect((await new Browser(from('192.0.2.2')).ask('POST /api/login', { body: lin })).status).toBe(200);
  });

  it('keeps nobody’s address in the table', async () => {
    await guess(lin.email);
    expect(JSON.stringify(await db().rateLimit.findMany())).not.toContain('lin');
  });
});

describe('the set-up link', () => {
  const tokenOf = async () => (await newSetupLink('http://meipi.test'))?.split('/').at(-1) ?? '';

  it('makes exactly one admin, whoever comes at once', async () => {
    const token = await tokenOf();
    const answers = await Promise.all(
      [1, 2, 3, 4].map((n) =>
        new Browser().ask('POST /api/setup', { body: { ...lin, email: `admin${n}@example.org`, token } }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 404, 404, 404]);
    expect(await db().user.findMany({ select: { role: true } })).toEqual([{ role: 'admin' }]);
    expect(await newSetupLink('http://meipi.test')).toBeNull();
  });

  it('is replaced by a newer one, and is kept when the address is taken', async () => {
    const old = await tokenOf();
    const token = await tokenOf();
    expect((await new Browser().ask('POST /api/setup', { body: { ...lin, token: old } })).data).toMatchObject({
      code: 'link-spent',
    });
    await new Browser().ask('POST /api/register', { body: lin });
    expect((await new Browser().ask('POST /api/setup', { body: { ...lin, token } })).data).toMatchObject({
      code: 'email-taken',
    });
    const browser = new Browser();
    expect((await browser.ask('POST /api/setup', { body: { ...lin, email: 'suhe@example.org', token } })).status).toBe(
      201,
    );
    expect((await browser.me())?.role).toBe('admin');
  });

  it('expires, and cannot be made up', async () => {
    const token = await tokenOf();
    await db().oneTimeToken.updateMany({ data: { expires: new Date(Date.now() - 1) } });
    for (const wrong of [token, 'x', '', 'x'.repeat(200)])
      expect((await new Browser().ask('POST /api/setup', { body: { ...lin, token: wrong } })).data).toMatchObject({
        code: 'link-spent',
      });
    expect(await db().user.count()).toBe(0);
  });
});
