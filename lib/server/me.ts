import 'server-only';
import type { Locale, Me } from '@/lib/contract/accounts';
import type { Viewer } from '@/lib/domain/permissions/can';
import type { User } from '@/prisma/generated/client';
import { isLastAdmin, whileAdminsStay } from './admins';
import { db } from './db';
import { deleteAccount, type Leaving } from './leaving';
import { hashPassword, verifyPassword } from './passwords';
import { Problem } from './problem';
import { forgiveTurns, takeTurn } from './rate-limit';
import { readSession, sessionUser } from './sessions';
import { meOf } from './signed-in';

const findSelf = async (viewer: Viewer): Promise<User | Problem> =>
  (viewer && (await db().user.findUnique({ where: { id: viewer.id } }))) ?? new Problem('not-signed-in');

export const showMe = async (viewer: Viewer): Promise<{ me: Me | null }> => {
  const user = await findSelf(viewer);
  return { me: user instanceof Problem ? null : meOf(sessionUser(user)) };
};

export interface MeChange {
  readonly name?: string;
  readonly locale?: Locale | null;
  readonly password?: string;
  /** Needed with `password`, by those who have one. */
  readonly currentPassword?: string;
}

/** A new password ends every session but the one that asked. */
export async function changeMe(viewer: Viewer, change: MeChange, request: Request): Promise<User | Problem> {
  const user = await findSelf(viewer);
  if (user instanceof Problem) return user;
  const { name, locale, password } = change;
  if (password === undefined) return db().user.update({ where: { id: user.id }, data: { name, locale } });
  const wrong = await checkOwnPassword(user, change.currentPassword);
  if (wrong) return wrong;
  const passwordHash = await hashPassword(password);
  if (passwordHash instanceof Problem) return passwordHash;
  const session = await readSession(request.headers.get('cookie'));
  return db().$transaction(async (tx) => {
    await tx.session.deleteMany({ where: { userId: user.id, id: { not: session?.id } } });
    await tx.oneTimeToken.deleteMany({ where: { userId: user.id, purpose: 'reset', usedAt: null } });
    return tx.user.update({ where: { id: user.id }, data: { name, locale, passwordHash } });
  });
}

/** Null when it is right, or when there is none to ask for. Guesses are limited as at sign-in. */
async function checkOwnPassword(user: User, given: string | undefined): Promise<Problem | null> {
  if (user.passwordHash === null) return null;
  if (!given) return new Problem('invalid', { errors: [{ field: 'currentPassword', code: 'required' }] });
  const limited = await takeTurn('password', user.id);
  if (limited) return limited;
  const right = await verifyPassword(user.passwordHash, given);
  if (right instanceof Problem) return right;
  if (!right) return new Problem('invalid', { errors: [{ field: 'currentPassword', code: 'password' }] });
  await forgiveTurns('password', user.id);
  return null;
}

interface Farewell {
  /** What happens to notes and replies that others read. */
  readonly notes: Leaving;
  readonly currentPassword?: string;
}

/** Deletes the account for good. Articles stay with the site's editors; everything else goes as `leaving.ts` says. */
export async function deleteMe(viewer: Viewer, leaving: Farewell): Promise<Problem | undefined> {
  const user = await findSelf(viewer);
  if (user instanceof Problem) return user;
  const wrong = await checkOwnPassword(user, leaving.currentPassword);
  if (wrong) return wrong;
  return whileAdminsStay(async (tx) => {
    if (await isLastAdmin(tx, user.id)) return new Problem('last-admin');
    return (await deleteAccount(tx, user.id, leaving.notes)) ?? undefined;
  });
}

/** Whether the viewer can sign in through the OIDC provider too. */
export const isConnected = async (viewer: Viewer): Promise<boolean> =>
  viewer !== null && (await db().account.count({ where: { userId: viewer.id, provider: 'oidc' } })) > 0;
