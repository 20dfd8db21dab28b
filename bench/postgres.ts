/** PostgreSQL for the benches that ask `lib/server` itself: a server of their own, gone when they have measured. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { db } from '@/lib/server/db';
import { migrate } from '@/lib/server/migrate';
import { startPostgres } from '@/lib/server/postgres/embedded.mjs';

/** @param work is given the server's address; whatever clients it opens, it closes */
export async function withPostgres<Result>(work: (serverUrl: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'meipi-bench-'));
  const server = await startPostgres({ folder, durable: false });
  try {
    return await work(server.url);
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** @param work finds every migration applied, and no rows, in `db()` */
export const withDatabase = <Result>(work: () => Promise<Result>): Promise<Result> =>
  withPostgres(async (url) => {
    process.env.DATABASE_URL = url;
    try {
      await migrate(url);
      return await work();
    } finally {
      await db().$disconnect();
    }
  });
