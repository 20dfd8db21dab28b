import { askDatabase, type Row } from '@/lib/server/testing/ask-database';
import { startProcess, type AppProcess } from './app';
import { startDatabase, type Database } from './database';
import { DatabaseProxy } from './database-proxy';
import { test as base } from './test';

/** Two servers on one database. */
interface Processes {
  /** Speaks with the database through the proxy. */
  readonly first: AppProcess;
  readonly second: AppProcess;
  readonly proxy: DatabaseProxy;
  readonly database: Database;
  readonly sql: (text: string, ...values: unknown[]) => Promise<Row[]>;
}

/** The journeys' test, where `app` is the first of two processes. */
export const test = base.extend<object, { processes: Processes }>({
  processes: [
    // Playwright reads a fixture's needs from this pattern: none.
    async ({}, use) => {
      const database = await startDatabase();
      const proxy = new DatabaseProxy(database.port);
      const through = database.url.replace(`:${database.port}/`, `:${await proxy.listen()}/`);
      // Of the links that make the first admin the last one counts: the first process's.
      const second = await startProcess({ DATABASE_URL: database.url });
      const first = await startProcess({ DATABASE_URL: through });
      const sql: Processes['sql'] = (text, ...values) => askDatabase(database.url, text, values);
      await use({ first, second, proxy, database, sql });
      await Promise.all([first.stop(), second.stop()]);
      proxy.close();
      await database.remove();
    },
    { scope: 'worker', timeout: 300_000 },
  ],
  app: [
    async ({ processes: { first, sql } }, use) => {
      const moveClock = () => Promise.reject(new Error('Of two processes neither goes wrong.'));
      await use({ ...first, sql: (text, values = []) => sql(text, ...values), moveClock });
    },
    { scope: 'worker', timeout: 300_000 },
  ],
});
