import 'server-only';
import type { User } from '@/prisma/generated/client';
import type { SignInFlow } from './auth-adapter';
import { db } from './db';
import { readSession } from './sessions';

interface Claim {
  readonly type: string;
  readonly provider: string;
  readonly providerAccountId: string;
}

/** Where @auth/core sends those who may not: the sign-in page says why. */
const refused = (why: 'NoEmail' | 'OAuthAccountNotLinked'): string => `/sign-in?error=${why}`;

/**
 * Whether somebody who comes through OIDC or an e-mail link may have the account of that address.
 * Only a proven address opens an account that is there already; and who proves an address that
 * nobody had proven takes the account over whole: a stranger may have registered it, so their
 * password, sessions and links end. (Sudhodanan and Paverd, "Pre-hijacked accounts", 2022.)
 */
export async function mayUseEmail(
  flow: SignInFlow,
  claim: Claim,
  email: string | null,
  proven: boolean,
): Promise<true | string> {
  if (claim.type !== 'email' && (await isLinked(claim))) return true;
  if (!email) return refused('NoEmail');
  const session = await readSession(flow.request.headers.get('cookie'));
  // Signed in: the provider's account becomes one more way into this account.
  if (session && claim.type !== 'email') return true;
  const owner = await db().user.findUnique({ where: { email: email.toLowerCase() } });
  if (!owner) return true;
  if (!proven) return refused('OAuthAccountNotLinked');
  if (owner.emailVerified === null && session?.user.id !== owner.id) await takeOver(owner);
  return true;
}

const isLinked = async ({ provider, providerAccountId }: Claim): Promise<boolean> =>
  (await db().account.count({ where: { provider, providerAccountId } })) === 1;

async function takeOver({ id }: User): Promise<void> {
  await db().$transaction([
    db().user.update({ where: { id }, data: { passwordHash: null, emailVerified: new Date() } }),
    db().session.deleteMany({ where: { userId: id } }),
    db().account.deleteMany({ where: { userId: id } }),
    db().oneTimeToken.deleteMany({ where: { userId: id, usedAt: null } }),
  ]);
}
