import 'server-only';
import { createHash, randomBytes } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import type { Role, Viewer } from '@/lib/domain/permissions/can';
import type { User } from '@/prisma/generated/client';
import { db } from './db';
import { purgeEvents } from './events';
import { groupStanding } from './group-standing';

/** How long a session lives after it was last used. The row decides; it moves on with use. */
const SESSION_DAYS = 30;
/** The cookie only carries the token: it lives as long as browsers let it (400 days), in seconds. */
export const COOKIE_SECONDS = 400 * 24 * 60 * 60;
const DAY = 24 * 60 * 60 * 1000;
/** A session's expiry is moved on at most once in this time, to spare a write a request. */
const REFRESH_AFTER = DAY;

/** With https browsers get the `__Secure-` cookie, as @auth/core names it. */
export const secureCookies = (): boolean => process.env.AUTH_URL?.startsWith('https:') ?? false;
export const sessionCookieName = (): string => `${secureCookies() ? '__Secure-' : ''}authjs.session-token`;

export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');
export const newToken = (): string => randomBytes(32).toString('base64url');

export interface SessionUser {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly locale: string | null;
  readonly settings: unknown;
  readonly hasPassword: boolean;
}
export interface LiveSession {
  readonly id: string;
  readonly user: SessionUser;
  readonly viewer: NonNullable<Viewer>;
}

/** The session that a `Cookie` header proves, or null. Now and then moves its expiry on. */
export async function readSession(cookieHeader: string | null): Promise<LiveSession | null> {
  const token = tokenIn(cookieHeader);
  if (!token) return null;
  const now = Date.now();
  const session = await db().session.findUnique({
    where: { sessionToken: hashToken(token), expires: { gt: new Date(now) } },
    include: { user: true },
  });
  if (!session) return null;
  if (now - session.lastSeenAt.getTime() > REFRESH_AFTER)
    // updateMany: a session ended at this very moment is no error.
    await db().session.updateMany({
      where: { id: session.id },
      data: { lastSeenAt: new Date(now), expires: sessionExpiry() },
    });
  const { id, role } = session.user;
  return { id: session.id, user: sessionUser(session.user), viewer: { id, role, ...(await groupStanding(id)) } };
}

/** What the app may know of the signed-in person: never the hash. */
export const sessionUser = (user: User): SessionUser => ({
  id: user.id,
  email: user.email,
  name: user.name,
  role: user.role,
  locale: user.locale,
  settings: user.settings,
  hasPassword: user.passwordHash !== null,
});

function tokenIn(cookieHeader: string | null): string | undefined {
  const name = `${sessionCookieName()}=`;
  const pair = cookieHeader?.split(';').find((part) => part.trimStart().startsWith(name));
  return pair?.trim().slice(name.length);
}

/** A session row for a token; only its hash is stored. */
export async function storeSession(userId: string, token: string, userAgent: string | null): Promise<void> {
  await db().session.create({
    data: {
      id: uuidv7(),
      sessionToken: hashToken(token),
      userId,
      expires: sessionExpiry(),
      userAgent: userAgent?.slice(0, 300) ?? null,
    },
  });
  if (Math.random() < PURGE_SHARE) await purgeExpired();
}

export const sessionExpiry = (): Date => new Date(Date.now() + SESSION_DAYS * DAY);

/** Begins a session; the answer is the `Set-Cookie` value that carries its token. */
export async function beginSession(userId: string, userAgent: string | null): Promise<string> {
  const token = newToken();
  await storeSession(userId, token, userAgent);
  return sessionCookie(token, COOKIE_SECONDS);
}

/** Ends the session that a `Cookie` header proves, if any. */
export async function endSession(cookieHeader: string | null): Promise<void> {
  const token = tokenIn(cookieHeader);
  if (token) await db().session.deleteMany({ where: { sessionToken: hashToken(token) } });
}

/** One sign-in in so many also sweeps: no clock of its own is needed. */
const PURGE_SHARE = 0.02;

/** Takes away what has expired: sessions, e-mail links, one-time links, rate windows of days ago, old events. */
export async function purgeExpired(now = new Date()): Promise<void> {
  const expires = { lt: now };
  const yesterday = { lt: new Date(now.getTime() - DAY) };
  await Promise.all([
    db().session.deleteMany({ where: { expires } }),
    db().verificationToken.deleteMany({ where: { expires } }),
    // A spent or late one-time link is kept a day.
    db().oneTimeToken.deleteMany({ where: { expires: yesterday } }),
    db().rateLimit.deleteMany({ where: { windowStart: yesterday } }),
    purgeEvents(now),
  ]);
}

/** A `Set-Cookie` value; `maxAge` in seconds, 0 takes the cookie away. */
export const sessionCookie = (token: string, maxAge: number): string =>
  `${sessionCookieName()}=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAge}${secureCookies() ? '; Secure' : ''}`;
