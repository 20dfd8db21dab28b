import 'server-only';
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '@/prisma/generated/client';

/**
 * One client a process. Next gives instrumentation and routes separate module instances, hence
 * `globalThis`. Made on first use, so that a build needs no database.
 */
const shared = globalThis as typeof globalThis & { meipiPrisma?: PrismaClient };

const connect = (): PrismaClient => {
  const connectionString = process.env.DATABASE_URL;
  if (!connectionString) throw new Error('DATABASE_URL is not set: start the app with `npm start`.');
  return new PrismaClient({ adapter: new PrismaPg({ connectionString, max: 10 }) });
};

export const db = (): PrismaClient => (shared.meipiPrisma ??= connect());

/** What a query needs: the client, or a transaction of it. */
export type Database = Pick<PrismaClient, keyof Omit<PrismaClient, `$${string}` | symbol>> &
  Pick<PrismaClient, '$queryRaw' | '$executeRaw'>;
