import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { migrate } from '@/lib/server/migrate';
import { startPostgres } from '@/lib/server/postgres/embedded.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the test server's template: every migration applied, no rows. */
    templateUrl: string;
  }
}

/** One PostgreSQL for the test run, in a temporary folder: `fresh-database.ts` copies its template. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'meipi-test-'));
  const server = await startPostgres({ folder, durable: false });
  const outcome = await migrate(server.url);
  if (outcome.kind !== 'migrated') throw new Error(`The test database did not migrate: ${outcome.kind}`);
  project.provide('templateUrl', server.url);
  return async () => {
    await server.stop();
    // A server that had to be killed leaves children that write for another moment.
    await rm(folder, { recursive: true, force: true, maxRetries: 10 });
  };
}
