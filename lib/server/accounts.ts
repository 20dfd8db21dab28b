import 'server-only';
import { uuidv7 } from 'uuidv7';
import { Prisma, type Role, type User } from '@/prisma/generated/client';
import { hasAdmin, whileAdminsStay } from './admins';
import { clientAddress } from './client-address';
import { db, type Database } from './db';
import { spendToken, tokenWorks } from './one-time-tokens';
import { hashPassword, verifyPassword } from './passwords';
import { Problem } from './problem';
import { forgiveTurns, takeAddressTurn, takeTurn } from './rate-limit';
import { browserChoices } from './settings';

export interface NewAccount {
  readonly name: string;
  /** Lower-cased by the contract. */
  readonly email: string;
  readonly password: string;
}

export async function register(account: NewAccount, request: Request): Promise<User | Problem> {
  const limited = await takeAddressTurn('register', clientAddress(request));
  if (limited) return limited;
  const passwordHash = await hashPassword(account.password);
  if (passwordHash instanceof Problem) return passwordHash;
  return createUser(db(), account, passwordHash, 'reader', request);
}

async function createUser(
  tx: Database,
  { name, email }: NewAccount,
  passwordHash: string,
  role: Role,
  request: Request,
): Promise<User | Problem> {
  try {
    return await tx.user.create({
      data: { id: uuidv7(), name, email, passwordHash, role, ...browserChoices(request) },
    });
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002')
      return new Problem('email-taken');
    throw error;
  }
}

interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** Wrong address and wrong password are one answer, after the same time. */
export async function logIn({ email, password }: Credentials, request: Request): Promise<User | Problem> {
  const address = clientAddress(request);
  const who = `${address ?? ''} ${email}`;
  const limited = (await takeAddressTurn('login', address)) ?? (await takeTurn('login', who));
  if (limited) return limited;
  const user = await db().user.findUnique({ where: { email } });
  const right = await verifyPassword(user?.passwordHash ?? null, password);
  if (right instanceof Problem) return right;
  if (!user || !right) return new Problem('wrong-password');
  await forgiveTurns('login', who);
  return user;
}

/** The first admin, by the link of the log: exactly one, whatever comes at once. */
export async function setUp(token: string, account: NewAccount, request: Request): Promise<User | Problem> {
  const limited = await takeAddressTurn('link', clientAddress(request));
  if (limited) return limited;
  // Before the expensive hash; decided again, for good, below.
  if (!(await tokenWorks(token, 'setup'))) return new Problem('link-spent');
  const passwordHash = await hashPassword(account.password);
  if (passwordHash instanceof Problem) return passwordHash;
  return undoingProblems((tx) => makeFirstAdmin(tx, token, account, passwordHash, request));
}

async function makeFirstAdmin(
  tx: Database,
  token: string,
  account: NewAccount,
  passwordHash: string,
  request: Request,
): Promise<User | Problem> {
  if ((await hasAdmin(tx)) || !(await spendToken(tx, token, 'setup'))) return new Problem('link-spent');
  return createUser(tx, account, passwordHash, 'admin', request);
}

/** A new password by the link an admin made: ends every session and every other such link. */
export async function resetPassword(token: string, password: string, request: Request): Promise<User | Problem> {
  const limited = await takeAddressTurn('link', clientAddress(request));
  if (limited) return limited;
  if (!(await tokenWorks(token, 'reset'))) return new Problem('link-spent');
  const passwordHash = await hashPassword(password);
  if (passwordHash instanceof Problem) return passwordHash;
  return db().$transaction(async (tx) => {
    const spent = await spendToken(tx, token, 'reset');
    if (!spent?.userId) return new Problem('link-spent');
    const { userId } = spent;
    await tx.session.deleteMany({ where: { userId } });
    await tx.oneTimeToken.deleteMany({ where: { userId, purpose: 'reset', usedAt: null } });
    return tx.user.update({ where: { id: userId }, data: { passwordHash } });
  });
}

class Undo extends Error {
  constructor(readonly problem: Problem) {
    super(problem.code);
  }
}

/** A problem that the work returns also undoes what it wrote: the link can be used again. */
async function undoingProblems(work: (tx: Database) => Promise<User | Problem>): Promise<User | Problem> {
  try {
    return await whileAdminsStay(async (tx) => {
      const outcome = await work(tx);
      if (outcome instanceof Problem) throw new Undo(outcome);
      return outcome;
    });
  } catch (error) {
    if (error instanceof Undo) return error.problem;
    throw error;
  }
}
