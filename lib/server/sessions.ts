import 'server-only';
import { createHash, randomBytes } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import type { Role } from '@/lib/domain/permissions/can';
import { db } from './db';

/** How long a session lives after it was last used. */
export const SESSION_DAYS = 30;
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
}

/** The session that a `Cookie` header proves, or null. Reads one row; now and then moves its expiry on. */
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
      data: { lastSeenAt: new Date(now), expires: new Date(now + SESSION_DAYS * DAY) },
    });
  const { passwordHash, ...user } = session.user;
  return {
    id: session.id,
    user: {
      id: user.id,
      email: user.email,
      name: user.name,
      role: user.role,
      locale: user.locale,
      settings: user.settings,
      hasPassword: passwordHash !== null,
    },
  };
}

function tokenIn(cookieHeader: string | null): string | undefined {
  const name = `${sessionCookieName()}=`;
  const pair = cookieHeader?.split(';').find((part) => part.trimStart().startsWith(name));
  return pair?.trim().slice(name.length);
}

/** Begins a session; the answer is the `Set-Cookie` value that carries its token. */
export async function beginSession(userId: string, userAgent: string | null): Promise<string> {
  const token = newToken();
  const expires = new Date(Date.now() + SESSION_DAYS * DAY);
  await db().session.create({
    data: {
      id: uuidv7(),
      sessionToken: hashToken(token),
      userId,
      expires,
      userAgent: userAgent?.slice(0, 300) ?? null,
    },
  });
  return sessionCookie(token, SESSION_DAYS * 24 * 60 * 60);
}

/** A `Set-Cookie` value; `maxAge` in seconds, 0 takes the cookie away. */
export const sessionCookie = (token: string, maxAge: number): string =>
  `${sessionCookieName()}=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAge}${secureCookies() ? '; Secure' : ''}`;
