import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { freePort, startPostgres } from '@/lib/server/postgres/embedded.mjs';

/** A PostgreSQL that no app has started and none takes down: apps are told of it by DATABASE_URL. */
export interface Database {
  readonly url: string;
  readonly port: number;
  /** Ends it under whoever is connected. */
  readonly stop: () => Promise<void>;
  /** Starts it again on the same data, at the same address. */
  readonly start: () => Promise<void>;
  /** Stops it for good, and takes its data away. */
  readonly remove: () => Promise<void>;
}

export async function startDatabase(): Promise<Database> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'meipi-e2e-'));
  const port = await freePort();
  const start = async () => {
    const cluster = await startPostgres({ folder, durable: false, port });
    if (!cluster.url.includes(`:${port}/`)) throw new Error(`Port ${port} was taken meanwhile`);
    return cluster;
  };
  let cluster = await start();
  return {
    url: cluster.url,
    port,
    stop: () => cluster.stop(),
    start: async () => void (cluster = await start()),
    remove: async () => {
      await cluster.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
