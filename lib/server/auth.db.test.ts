import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { db } from './db';
import { LIMITS } from './rate-limit';
import { hashToken, sessionCookieName } from './sessions';
import { Browser, PASSWORD, signedInAs } from './testing/browser';
import { freshDatabase } from './testing/fresh-database';
import { startMailServer } from './testing/mail-server';
import { CLIENT, startOidcProvider, type Claims } from './testing/oidc-provider';

let provider: Awaited<ReturnType<typeof startOidcProvider>>;
let post: Awaited<ReturnType<typeof startMailServer>>;

beforeAll(async () => {
  [provider, post] = await Promise.all([startOidcProvider(), startMailServer()]);
});
afterAll(async () => {
  await Promise.all([provider.stop(), post.stop()]);
});
beforeEach(async () => {
  await freshDatabase();
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  const settings = {
    AUTH_URL: 'http://meipi.test',
    AUTH_SECRET: 'a secret of this test, long enough',
    AUTH_OIDC_ISSUER: provider.issuer,
    AUTH_OIDC_ID: CLIENT.id,
    AUTH_OIDC_SECRET: CLIENT.secret,
    AUTH_EMAIL_SERVER: post.url,
    AUTH_EMAIL_FROM: '眉批 <notes@meipi.test>',
  };
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  post.mails.length = 0;
  post.refuses = false;
});

/** What @auth/core logs of sign-ins that fail is expected here. */
const quietly = () => vi.spyOn(console, 'error').mockImplementation(() => undefined);

async function startSignIn(browser: Browser, way: string, fields: Record<string, string> = {}) {
  const { csrfToken } = (await browser.ask<{ csrfToken: string }>('GET /api/auth/csrf')).data;
  return browser.ask<{ url: string }>(`POST /api/auth/signin/${way}`, {
    body: new URLSearchParams({ csrfToken, callbackUrl: '/read/essay', ...fields }).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-auth-return-redirect': '1' },
  });
}

/** Follows an address of this site; the answer is where it leads on to. */
async function follow(browser: Browser, url: string): Promise<string> {
  const { pathname, search, origin } = new URL(url);
  expect(origin).toBe('http://meipi.test');
  const response = await browser.send(`GET ${pathname}${search}`);
  expect(response.status).toBe(302);
  return response.headers.get('location') ?? '';
}

/** The whole way through the provider and back. */
async function throughProvider(browser: Browser, visitor: Claims | 'cancels'): Promise<string> {
  provider.visitor = visitor;
  const { data } = await startSignIn(browser, 'oidc');
  expect(data.url).toMatch(new RegExp(`^${provider.issuer}/authorize\\?.*code_challenge_method=S256`));
  const back = await fetch(data.url, { redirect: 'manual' });
  return follow(browser, back.headers.get('location') ?? '');
}

const LIN: Claims = { sub: 'lin-at-school', email: 'Lin@School.example', email_verified: true, name: '林晚' };

describe('signing in through the school’s OIDC provider', () => {
  it('makes an account the first time and finds it again', async () => {
    const browser = new Browser({ 'user-agent': 'Firefox' });
    expect(await throughProvider(browser, LIN)).toBe('http://meipi.test/read/essay');
    const me = await browser.me();
    expect(me).toMatchObject({ name: '林晚', email: 'lin@school.example', role: 'reader', hasPassword: false });
    expect(me?.id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7/);
    expect(await db().user.findFirst()).toMatchObject({ emailVerified: expect.any(Date) as Date });

    const another = new Browser();
    await throughProvider(another, { ...LIN, email: 'changed@school.example', name: 'Changed' });
    expect(await another.me()).toEqual(me);
    expect(await db().session.count()).toBe(2);
  });

  it('keeps session tokens as hashes only, and nothing of the provider’s', async () => {
    const browser = new Browser({ 'user-agent': 'Firefox' });
    await throughProvider(browser, LIN);
    const token = browser.cookies.get(sessionCookieName()) ?? '';
    expect(await db().session.findFirst()).toMatchObject({ sessionToken: hashToken(token), userAgent: 'Firefox' });
    expect(await db().account.findFirst()).toMatchObject({ access_token: null, id_token: null, refresh_token: null });
  });

  it('shows the session without its token, and ends it', async () => {
    const browser = new Browser();
    await throughProvider(browser, LIN);
    const token = browser.cookies.get(sessionCookieName()) ?? '';
    const response = await browser.send('GET /api/auth/session');
    const text = await response.text();
    expect(Object.keys(JSON.parse(text) as object).sort()).toEqual(['expires', 'user']);
    expect(JSON.parse(text)).toMatchObject({ user: { name: '林晚', email: 'lin@school.example' } });
    expect(text).not.toContain(token);

    const { csrfToken } = (await browser.ask<{ csrfToken: string }>('GET /api/auth/csrf')).data;
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    await browser.send('POST /api/auth/signout', { body: 'csrfToken=made-up', headers: form });
    expect(await browser.me()).not.toBeNull();
    await browser.send('POST /api/auth/signout', { body: `csrfToken=${csrfToken}`, headers: form });
    expect(await browser.me()).toBeNull();
    expect(await db().session.count()).toBe(0);
  });

  it('brings the account’s language to the new browser', async () => {
    const first = new Browser();
    await throughProvider(first, LIN);
    await first.ask('PUT /api/settings', { body: { locale: 'en', theme: 'dark' } });
    const second = new Browser();
    await throughProvider(second, LIN);
    expect(second.cookies.get('meipi-locale')).toBe('en');
    expect(decodeURIComponent(second.cookies.get('meipi-settings') ?? '')).toContain('"theme":"dark"');
  });

  it('comes back without an account when the person cancels, or has no address', async () => {
    const errors = quietly();
    const browser = new Browser();
    expect(await throughProvider(browser, 'cancels')).toBe('http://meipi.test/sign-in?error=OAuthCallbackError');
    expect(await throughProvider(browser, { sub: 'x' })).toBe('http://meipi.test/sign-in?error=NoEmail');
    expect(await db().user.count()).toBe(0);
    expect(JSON.stringify(errors.mock.calls)).not.toContain(CLIENT.secret);
  });

  it('takes no answer that this browser did not ask for', async () => {
    quietly();
    const attacker = new Browser();
    provider.visitor = LIN;
    const { data } = await startSignIn(attacker, 'oidc');
    const back = (await fetch(data.url, { redirect: 'manual' })).headers.get('location') ?? '';
    const victim = new Browser();
    expect(await follow(victim, back)).toContain('/sign-in?error=');
    expect(await victim.me()).toBeNull();
  });

  it('never leads to another site', async () => {
    const browser = new Browser();
    provider.visitor = LIN;
    const { data } = await startSignIn(browser, 'oidc', { callbackUrl: 'https://evil.example/' });
    const back = (await fetch(data.url, { redirect: 'manual' })).headers.get('location') ?? '';
    expect(new URL(await follow(browser, back)).origin).toBe('http://meipi.test');
  });

  it('is built from AUTH_URL, whatever the request claims to be', async () => {
    const browser = new Browser({
      'x-forwarded-host': 'evil.example',
      host: 'evil.example',
      origin: 'http://meipi.test',
    });
    const { data } = await startSignIn(browser, 'oidc');
    expect(new URL(data.url).searchParams.get('redirect_uri')).toBe('http://meipi.test/api/auth/callback/oidc');
  });
});

describe('an address that has an account already', () => {
  const registered = async () => {
    const browser = new Browser();
    await browser.ask('POST /api/register', {
      body: { name: '林晚', email: 'lin@school.example', password: PASSWORD },
    });
    return browser;
  };

  it('is not opened by a provider that does not vouch for it', async () => {
    const lin = await registered();
    for (const email_verified of [false, undefined, 'false']) {
      const stranger = new Browser();
      const { email_verified: _, ...rest } = LIN;
      const end = await throughProvider(stranger, email_verified === undefined ? rest : { ...rest, email_verified });
      expect(end).toBe('http://meipi.test/sign-in?error=OAuthAccountNotLinked');
      expect(await stranger.me()).toBeNull();
    }
    expect(await lin.me()).not.toBeNull();
    expect(await db().account.count()).toBe(0);
  });

  it('is the account of who proves the address, and the stranger who registered it first is out', async () => {
    const squatter = await registered();
    const lin = new Browser();
    await throughProvider(lin, LIN);
    expect(await lin.me()).toMatchObject({ email: 'lin@school.example', hasPassword: false });
    expect(await squatter.me()).toBeNull();
    const again = await squatter.ask('POST /api/login', { body: { email: 'lin@school.example', password: PASSWORD } });
    expect(again.status).toBe(401);
    expect(await db().user.count()).toBe(1);
  });

  it('keeps its password when the address was proven before', async () => {
    const home = await registered();
    await db().user.updateMany({ data: { emailVerified: new Date() } });
    const school = new Browser();
    await throughProvider(school, LIN);
    expect((await school.me())?.id).toBe((await home.me())?.id);
    expect(await school.me()).toMatchObject({ hasPassword: true });
  });

  it('is connected by its owner, signed in, whatever the provider says about the address', async () => {
    const lin = await signedInAs('林晚');
    expect(await throughProvider(lin, { sub: 'other', email: 'other@school.example' })).toBe(
      'http://meipi.test/read/essay',
    );
    const elsewhere = new Browser();
    await throughProvider(elsewhere, { sub: 'other', email: 'other@school.example' });
    expect((await elsewhere.me())?.id).toBe(lin.id);
    expect(await lin.me()).toMatchObject({ hasPassword: true });
  });
});

describe('signing in by a mailed link', () => {
  const linkIn = (text: string) => /http:\/\/\S+/.exec(text)?.[0] ?? '';
  /** What the button on the link’s page leads to. */
  const pressed = (link: string) => link.replace('/sign-in/link?', '/api/auth/callback/email?');

  it('mails a link that works once', async () => {
    const browser = new Browser();
    const { data } = await startSignIn(browser, 'email', { email: ' Lin@Example.org ' });
    expect(data.url).not.toContain('error=');
    const [mail] = post.mails;
    expect(mail?.to).toEqual(['lin@example.org']);
    expect(mail?.subject).toBe('登录 meipi.test');
    const link = linkIn(mail?.text ?? '');
    expect(link).toMatch(/^http:\/\/meipi\.test\/sign-in\/link\?/);
    const token = new URL(link).searchParams.get('token') ?? '';
    expect(JSON.stringify(await db().verificationToken.findMany())).not.toContain(token);

    expect(await follow(browser, pressed(link))).toBe('http://meipi.test/read/essay');
    expect(await browser.me()).toMatchObject({ email: 'lin@example.org', name: 'lin', hasPassword: false });
    expect(await db().user.findFirst()).toMatchObject({ emailVerified: expect.any(Date) as Date });
    quietly();
    expect(await follow(new Browser(), pressed(link))).toBe('http://meipi.test/sign-in?error=Verification');
  });

  it('speaks the reader’s language', async () => {
    await startSignIn(new Browser({ 'accept-language': 'en' }), 'email', { email: 'lin@example.org' });
    expect(post.mails[0]?.text).toContain('open this link to sign in to meipi.test');
  });

  it('works for an hour, and for the address it was sent to only', async () => {
    quietly();
    await startSignIn(new Browser(), 'email', { email: 'lin@example.org' });
    const link = pressed(linkIn(post.mails[0]?.text ?? ''));
    const browser = new Browser();
    expect(await follow(browser, link.replace('lin%40', 'admin%40'))).toContain('error=Verification');
    await db().verificationToken.updateMany({ data: { expires: new Date(Date.now() - 1) } });
    expect(await follow(browser, link)).toContain('error=Verification');
    expect(await db().user.count()).toBe(0);
  });

  it('turns out a stranger who registered the address first', async () => {
    const squatter = new Browser();
    await squatter.ask('POST /api/register', { body: { name: '某', email: 'lin@example.org', password: PASSWORD } });
    const lin = new Browser();
    await startSignIn(lin, 'email', { email: 'lin@example.org' });
    await follow(lin, pressed(linkIn(post.mails[0]?.text ?? '')));
    expect(await lin.me()).toMatchObject({ hasPassword: false });
    expect(await squatter.me()).toBeNull();
  });

  it('says so when the mail cannot be sent, and when the address is none', async () => {
    quietly();
    post.refuses = true;
    expect((await startSignIn(new Browser(), 'email', { email: 'lin@example.org' })).data.url).toContain('error=');
    post.refuses = false;
    for (const email of ['', 'lin', '"a@evil.example"@b.example', 'a@b.example,c@d.example'])
      expect((await startSignIn(new Browser(), 'email', { email })).data.url).toContain('error=');
    expect(post.mails).toEqual([]);
  });

  it('floods nobody', async () => {
    for (let i = 0; i < LIMITS.mail.max; i += 1)
      await startSignIn(new Browser(), 'email', { email: 'lin@example.org' });
    const { status } = await startSignIn(new Browser(), 'email', { email: 'LIN@example.org' });
    expect(status).toBe(429);
    expect(post.mails).toHaveLength(LIMITS.mail.max);
  });
});

describe('without these settings', () => {
  it('neither way is there', async () => {
    quietly();
    for (const name of ['AUTH_OIDC_ISSUER', 'AUTH_OIDC_ID', 'AUTH_OIDC_SECRET', 'AUTH_EMAIL_SERVER', 'AUTH_EMAIL_FROM'])
      vi.stubEnv(name, '');
    expect((await new Browser().ask('GET /api/auth/providers')).data).toEqual({});
    expect((await startSignIn(new Browser(), 'email', { email: 'lin@example.org' })).data.url ?? 'error').toContain(
      'error',
    );
    expect(post.mails).toEqual([]);
  });

  it('a flood of a body is refused before it is read', async () => {
    const { status } = await new Browser().ask('POST /api/auth/signout', { body: 'x'.repeat(30_000) });
    expect(status).toBe(413);
  });
});
