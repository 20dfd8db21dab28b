// @ts-check
import { existsSync } from 'node:fs';
import path from 'node:path';
import { runningUrl, startPostgres } from '../lib/server/postgres/embedded.mjs';

const root = path.resolve(import.meta.dirname, '..');

/** The app's data folder: the embedded PostgreSQL and what the app remembers between starts. */
export const dataFolder = () => path.resolve(root, process.env.MEIPI_DATA || '.data');

/**
 * For tools beside the app: hands the database's address to `work`, and sets DATABASE_URL to it.
 * Where that is not set already, it is the embedded server's, which is started for the while when
 * it does not run.
 * @template T
 * @param {(databaseUrl: string) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withDatabase(work) {
  if (process.env.DATABASE_URL) return work(process.env.DATABASE_URL);
  const folder = dataFolder();
  const running = existsSync(folder) ? runningUrl(folder) : null;
  if (running) {
    process.env.DATABASE_URL = running;
    return work(running);
  }
  const server = await startPostgres({ folder });
  process.env.DATABASE_URL = server.url;
  try {
    return await work(server.url);
  } finally {
    await server.stop();
  }
}
