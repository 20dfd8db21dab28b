import 'server-only';
import type { PrismaClient } from '@/prisma/generated/client';
import { db, type Database } from './db';

/** Any number that nothing else locks: "who is an admin" changes in one transaction at a time. */
const ADMINS_LOCK = 7_300_001;

/**
 * Does `work` while nobody else can make or unmake an admin, so that "is this the last one?" and
 * "is there none yet?" stay true until the commit.
 */
export const whileAdminsStay = <T>(work: (tx: Database) => Promise<T>): Promise<T> =>
  db().$transaction(
    async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(${ADMINS_LOCK})`;
      return work(tx);
    },
    { timeout: 15_000, maxWait: 15_000 },
  );

export const hasAdmin = async (tx: Pick<PrismaClient, 'user'> = db()): Promise<boolean> =>
  (await tx.user.findFirst({ where: { role: 'admin' }, select: { id: true } })) !== null;

/** Whether no admin would be left without this person. Inside `whileAdminsStay` only. */
export const isLastAdmin = async (tx: Database, userId: string): Promise<boolean> => {
  const admins = await tx.user.findMany({ where: { role: 'admin' }, select: { id: true }, take: 2 });
  return admins.length === 1 && admins[0]?.id === userId;
};
