import { uuidv7 } from 'uuidv7';
import { beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '@/lib/domain/reading/reading-settings';
import type { SessionView } from './my-sessions';
import { db } from './db';
import { LIMITS } from './rate-limit';
import { chooseSettings } from './settings';
import { Browser, PASSWORD, signedInAs } from './testing/browser';
import { freshDatabase } from './testing/fresh-database';
import { article } from './testing/notes-cast';

beforeEach(freshDatabase);

const NEW = '柳暗花明又一村，是也';
const sessionsOf = async (browser: Browser) =>
  (await browser.ask<{ sessions: SessionView[] }>('GET /api/me/sessions')).data.sessions;

/** The same person in another browser. */
async function elsewhere(email: string, password = PASSWORD, userAgent = 'Firefox'): Promise<Browser> {
  const browser = new Browser({ 'user-agent': userAgent });
  await browser.ask('POST /api/login', { body: { email, password } });
  return browser;
}

describe('my name and language', () => {
  it('change together or alone, and nothing else does', async () => {
    const lin = await signedInAs('林晚');
    const { status, data } = await lin.ask('PATCH /api/me', {
      body: { name: ' 林 晚 ', role: 'admin', email: 'x@y.z' },
    });
    expect(status).toBe(200);
    expect(data).toMatchObject({ name: '林 晚', role: 'reader', email: lin.email, locale: null });
    await lin.ask('PATCH /api/me', { body: { locale: 'en' } });
    expect(lin.cookies.get('meipi-locale')).toBe('en');
    await lin.ask('PATCH /api/me', { body: { locale: null } });
    expect(lin.cookies.has('meipi-locale')).toBe(false);
    expect(await lin.me()).toMatchObject({ name: '林 晚', locale: null });
  });
});

describe('my password', () => {
  it('changes with the present one, and ends every session but this', async () => {
    const here = await signedInAs('林晚');
    const there = await elsewhere(here.email);
    const { status } = await here.ask('PATCH /api/me', { body: { password: NEW, currentPassword: PASSWORD } });
    expect(status).toBe(200);
    expect(await here.me()).not.toBeNull();
    expect(await there.me()).toBeNull();
    expect(await (await elsewhere(here.email)).me()).toBeNull();
    expect(await (await elsewhere(here.email, NEW)).me()).not.toBeNull();
  });

  it.each([
    ['without the present one', {}, '请填写。'],
    ['with a wrong one', { currentPassword: 'wrong password' }, '密码不对。'],
  ])('does not change %s', async (_, given, message) => {
    const lin = await signedInAs('林晚');
    const { status, data } = await lin.ask('PATCH /api/me', { body: { password: NEW, name: '另一个', ...given } });
    expect(status).toBe(422);
    expect(data).toMatchObject({ errors: [{ field: 'currentPassword', message }] });
    expect(await lin.me()).toMatchObject({ name: '林晚' });
    expect(await (await elsewhere(lin.email)).me()).not.toBeNull();
  });

  it('cannot be guessed from an open browser', async () => {
    const lin = await signedInAs('林晚');
    const guess = () => lin.send('PATCH /api/me', { body: { password: NEW, currentPassword: 'wrong password' } });
    for (let i = 0; i < LIMITS.password.max; i += 1) expect((await guess()).status).toBe(422);
    expect((await guess()).status).toBe(429);
    expect((await lin.send('DELETE /api/me', { body: { notes: 'keep', currentPassword: PASSWORD } })).status).toBe(429);
  });

  it('may be set by somebody who never had one', async () => {
    const lin = await signedInAs('林晚');
    await db().user.updateMany({ data: { passwordHash: null } });
    expect(await lin.me()).toMatchObject({ hasPassword: false });
    expect((await lin.ask('PATCH /api/me', { body: { password: NEW } })).data).toMatchObject({ hasPassword: true });
  });
});

describe('my sessions', () => {
  it('are listed, this one first, without any token', async () => {
    const here = await signedInAs('林晚');
    await elsewhere(here.email, PASSWORD, 'Safari on iPhone');
    await signedInAs('沈砚');
    const response = await here.send('GET /api/me/sessions');
    const text = await response.text();
    const { sessions } = JSON.parse(text) as { sessions: SessionView[] };
    expect(sessions.map(({ current, userAgent }) => [current, userAgent])).toEqual([
      [true, null],
      [false, 'Safari on iPhone'],
    ]);
    for (const { sessionToken } of await db().session.findMany()) expect(text).not.toContain(sessionToken);
  });

  it('end one by one', async () => {
    const here = await signedInAs('林晚');
    const there = await elsewhere(here.email);
    const other = (await sessionsOf(here)).find(({ current }) => !current)!;
    expect((await here.ask(`DELETE /api/me/sessions/${other.id}`)).status).toBe(204);
    expect(await there.me()).toBeNull();
    expect((await here.ask(`DELETE /api/me/sessions/${other.id}`)).status).toBe(404);
  });

  it('of others cannot be ended, nor seen', async () => {
    const lin = await signedInAs('林晚');
    const admin = await signedInAs('苏禾', 'admin');
    const [session] = await sessionsOf(lin);
    expect((await admin.ask(`DELETE /api/me/sessions/${session!.id}`)).status).toBe(404);
    expect(await lin.me()).not.toBeNull();
    expect(await sessionsOf(admin)).toHaveLength(1);
  });
});

describe('my reading settings', () => {
  it('are kept in this browser without an account', async () => {
    const browser = new Browser();
    const first = await browser.ask('PUT /api/settings', { body: { theme: 'dark' } });
    expect(first).toEqual({ status: 200, data: { ...DEFAULT_SETTINGS, theme: 'dark' } });
    expect((await browser.ask('PUT /api/settings', { body: { size: 'large' } })).data).toEqual({
      ...DEFAULT_SETTINGS,
      theme: 'dark',
      size: 'large',
    });
  });

  it('follow the account', async () => {
    const here = await signedInAs('林晚');
    await here.ask('PUT /api/settings', { body: { theme: 'dark' } });
    const there = await elsewhere(here.email);
    expect((await there.ask('PUT /api/settings', { body: { width: 'wide' } })).data).toMatchObject({
      theme: 'dark',
      width: 'wide',
    });
    expect(await here.me()).toMatchObject({ settings: { theme: 'dark', width: 'wide' } });
  });

  it('remember the script one reads in, and whether quotation marks follow it', async () => {
    const here = await signedInAs('林晚');
    const chosen = { script: 'zh-Hant-TW-x-phrase', quotes: false, cite: 'source' };
    await here.ask('PUT /api/settings', { body: chosen });
    expect((await (await elsewhere(here.email)).me())?.settings).toEqual({ ...DEFAULT_SETTINGS, ...chosen });
    expect(JSON.parse(decodeURIComponent(here.cookies.get('meipi-settings') ?? ''))).toMatchObject(chosen);
    for (const script of ['zh-Hant-SG', '', null])
      expect((await here.ask('PUT /api/settings', { body: { script } })).status).toBe(422);
    expect((await here.me())?.settings).toMatchObject(chosen);
  });

  it('hold from the next page on, whether or not the server has heard of them yet', () => {
    const account = { theme: 'dark', script: 'zh-Hant' };
    const choices = '{"script":"source","quotes":false,"size":"huge"}';
    const meanwhile = { ...DEFAULT_SETTINGS, theme: 'dark', script: 'source', quotes: false };
    expect(chooseSettings(account, '{"theme":"light"}', choices)).toEqual(meanwhile);
    expect(chooseSettings(null, '{"theme":"dark","script":"zh-Hant"}', choices)).toEqual(meanwhile);
    expect(chooseSettings(account, undefined, '{not')).toEqual({ ...DEFAULT_SETTINGS, ...account });
  });

  it('of before there were scripts are as the author wrote', async () => {
    const here = await signedInAs('林晚');
    await db().user.update({ where: { id: here.id }, data: { settings: { theme: 'dark', script: 'klingon' } } });
    expect((await here.me())?.settings).toEqual({ ...DEFAULT_SETTINGS, theme: 'dark' });
  });

  it('take no nonsense, and mend a cookie that is nonsense', async () => {
    const browser = new Browser();
    expect((await browser.ask('PUT /api/settings', { body: { theme: 'pink' } })).status).toBe(422);
    browser.cookies.set('meipi-settings', encodeURIComponent('{"theme":"pink","size":"large","x":"<script>"}'));
    expect((await browser.ask('PUT /api/settings', { body: {} })).data).toEqual({ ...DEFAULT_SETTINGS, size: 'large' });
    browser.cookies.set('meipi-settings', '%7Bnot');
    expect((await browser.ask('PUT /api/settings', { body: {} })).data).toEqual(DEFAULT_SETTINGS);
  });
});

describe('leaving', () => {
  /** 林晚’s notes in an article: public, private, and one deleted; and one of 沈砚’s. */
  async function notes(authorId: string, otherId: string) {
    const slug = await article({ ownerId: authorId });
    const { id: articleId } = await db().article.findUniqueOrThrow({ where: { slug } });
    const note = { articleId, madeOn: 1, requestHash: '', motivation: 'commenting' as const };
    await db().annotation.createMany({
      data: [
        { ...note, id: uuidv7(), authorId, layer: 'public', bodyText: 'public' },
        { ...note, id: uuidv7(), authorId, layer: 'private', bodyText: 'private' },
        { ...note, id: uuidv7(), authorId, layer: 'public', bodyText: 'deleted', deletedAt: new Date() },
        { ...note, id: uuidv7(), authorId: otherId, layer: 'private', bodyText: 'of another' },
      ],
    });
  }
  const left = async () =>
    (await db().annotation.findMany({ orderBy: { id: 'asc' } })).map(({ bodyText, authorId }) => [
      bodyText,
      authorId !== null,
    ]);

  it.each([
    [
      'keep',
      [
        ['public', false],
        ['of another', true],
      ],
    ],
    ['delete', [['of another', true]]],
  ])('asks for the password and can %s public notes; private ones always go', async (choice, expected) => {
    const lin = await signedInAs('林晚');
    const shen = await signedInAs('沈砚');
    await notes(lin.id, shen.id);
    const refused = await lin.ask('DELETE /api/me', { body: { notes: choice } });
    expect(refused.status).toBe(422);
    const { status } = await lin.ask('DELETE /api/me', { body: { notes: choice, currentPassword: PASSWORD } });
    expect(status).toBe(204);
    expect(lin.cookies.has('authjs.session-token')).toBe(false);
    expect(await left()).toEqual(expected);
    expect(await db().user.count()).toBe(1);
    expect(await db().session.count()).toBe(1);
    // The article stays, with nobody but the site’s editors over it.
    expect(await db().article.findFirst()).toMatchObject({ ownerId: null });
    expect(await (await elsewhere(lin.email)).me()).toBeNull();
  });

  it('is not for the last admin, even when two leave at once', async () => {
    const admins = [await signedInAs('苏禾', 'admin'), await signedInAs('顾言', 'admin')];
    const body = { notes: 'keep', currentPassword: PASSWORD };
    const answers = await Promise.all(admins.map((admin) => admin.ask('DELETE /api/me', { body })));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect(await db().user.count({ where: { role: 'admin' } })).toBe(1);
  });
});
