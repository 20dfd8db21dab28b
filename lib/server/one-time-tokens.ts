import 'server-only';
import type { TokenPurpose } from '@/prisma/generated/client';
import { db, type Database } from './db';
import { hashToken, newToken } from './sessions';

const HOUR = 60 * 60 * 1000;

interface Issued {
  readonly token: string;
  readonly expires: Date;
}

/** Makes a one-time token; unused older ones for the same end stop working. */
export async function issueToken(
  tx: Database,
  purpose: TokenPurpose,
  userId: string | null,
  hours: number,
): Promise<Issued> {
  await tx.oneTimeToken.deleteMany({ where: { purpose, userId, usedAt: null } });
  const token = newToken();
  const expires = new Date(Date.now() + hours * HOUR);
  await tx.oneTimeToken.create({ data: { tokenHash: hashToken(token), purpose, userId, expires } });
  return { token, expires };
}

const usable = (token: string, purpose: TokenPurpose) => ({
  tokenHash: hashToken(token),
  purpose,
  usedAt: null,
  expires: { gt: new Date() },
});

/** Whether the token would work now. For pages: only `spendToken` decides. */
export const tokenWorks = async (token: string, purpose: TokenPurpose): Promise<boolean> =>
  (await db().oneTimeToken.count({ where: usable(token, purpose) })) === 1;

/** Spends the token: exactly one of several at once succeeds, and gets whose it is. */
export async function spendToken(
  tx: Database,
  token: string,
  purpose: TokenPurpose,
): Promise<{ userId: string | null } | null> {
  const [spent] = await tx.oneTimeToken.updateManyAndReturn({
    where: usable(token, purpose),
    data: { usedAt: new Date() },
    select: { userId: true },
  });
  return spent ?? null;
}
