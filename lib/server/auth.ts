import 'server-only';
import { Auth, type AuthConfig } from '@auth/core';
import { AuthError } from '@auth/core/errors';
import { clientAddress } from './client-address';
import { authAdapter, type SignInFlow } from './auth-adapter';
import { authProviders, EMAIL, OIDC } from './auth-providers';
import { authSecret, authSettings } from './auth-settings';
import { problemResponse, readBytes } from './http';
import { mayUseEmail } from './mailbox';
import { Problem } from './problem';
import { takeAddressTurn, takeTurn } from './rate-limit';
import { crossSite, publicOrigin } from './same-origin';
import { COOKIE_SECONDS, newToken, readSession, secureCookies, sessionCookieName } from './sessions';
import { accountCookies } from './signed-in';

/** @auth/core's own paths: session, csrf, signout, signin/<provider>, callback/<provider>. */
const BASE = '/api/auth';
const MAX_BODY_BYTES = 20_000;

/** The route handler of `/api/auth/*`. */
export async function handleAuth(original: Request): Promise<Response> {
  try {
    const outcome = await answer(original);
    return outcome instanceof Problem ? await problemResponse(outcome, original) : outcome;
  } catch (error) {
    console.error('/api/auth failed:', error);
    return problemResponse(new Problem('unexpected'), original);
  }
}

async function answer(original: Request): Promise<Response | Problem> {
  if (crossSite(original)) return new Problem('cross-site');
  const body = original.method === 'POST' ? await readBytes(original, MAX_BODY_BYTES) : undefined;
  if (body instanceof Problem) return body;
  const request = atPublicAddress(original, body);
  const limited = await limitMails(request);
  if (limited) return limited;
  return withAccountCookies(await Auth(request, configFor({ request, emailProven: false })), original);
}

/** `Auth()` believes the URL it is given: ours comes from AUTH_URL, not from forwarded headers. */
function atPublicAddress(original: Request, body: Uint8Array<ArrayBuffer> | undefined): Request {
  const { pathname, search } = new URL(original.url);
  return new Request(publicOrigin(original) + pathname + search, {
    method: original.method,
    headers: original.headers,
    body,
  });
}

/** Mail goes to strangers on anybody's word: few to one address, not many from one. */
async function limitMails(request: Request): Promise<Problem | null> {
  if (request.method !== 'POST' || new URL(request.url).pathname !== `${BASE}/signin/${EMAIL}`) return null;
  const fields = new URLSearchParams(await request.clone().text());
  const email = fields.get('email')?.normalize('NFKC').trim().toLowerCase() ?? '';
  return (await takeAddressTurn('mail', clientAddress(request))) ?? takeTurn('mail', email);
}

/** What anybody can bring about, and is told: a cancelled sign-in, a link used twice. Not for the log. */
const VISITORS_OWN: ReadonlySet<string> = new Set([
  'AccessDenied',
  'MissingCSRF',
  'OAuthAccountNotLinked',
  'OAuthCallbackError',
  'Verification',
]);

function configFor(flow: SignInFlow): AuthConfig {
  return {
    basePath: BASE,
    trustHost: true,
    secret: authSecret(),
    useSecureCookies: secureCookies(),
    adapter: authAdapter(flow),
    providers: authProviders(authSettings()),
    session: { strategy: 'database', maxAge: COOKIE_SECONDS, generateSessionToken: newToken },
    pages: { signIn: '/sign-in', signOut: '/settings', error: '/sign-in', verifyRequest: '/sign-in' },
    callbacks: {
      // Written out: the default argument carries the token.
      session: ({ session, user }) => ({
        user: { id: user.id, name: user.name, email: user.email },
        expires: new Date(session.expires).toISOString(),
      }),
      signIn: async ({ user, account, profile, email }) => {
        if (email?.verificationRequest) return true;
        const proven = account?.type === 'email' || isTrue(profile?.email_verified);
        flow.emailProven = proven;
        return account?.type === 'email' || account?.provider === OIDC
          ? mayUseEmail(flow, account, user.email ?? null, proven)
          : false;
      },
    },
    logger: {
      error: (error) => {
        if (error instanceof AuthError && VISITORS_OWN.has(error.type)) return;
        console.error(`/api/auth: ${error.name}: ${error.message}`, error.cause ?? '');
      },
      warn: () => undefined,
      debug: () => undefined,
    },
  };
}

/** Some providers write the claim as a string. */
const isTrue = (claim: unknown): boolean => claim === true || claim === 'true';

/** A browser that has just signed in takes on the account's language and reading settings. */
async function withAccountCookies(response: Response, original: Request): Promise<Response> {
  const name = `${sessionCookieName()}=`;
  const set = response.headers.getSetCookie().find((cookie) => cookie.startsWith(name));
  const cookie = set?.split(';')[0];
  if (!cookie || cookie === name || original.headers.get('cookie')?.includes(cookie)) return response;
  const session = await readSession(cookie);
  if (!session) return response;
  const settings = session.user.settings as Parameters<typeof accountCookies>[0]['settings'];
  const answered = new Response(response.body, response);
  for (const extra of accountCookies({ locale: session.user.locale, settings }))
    answered.headers.append('set-cookie', extra);
  return answered;
}
