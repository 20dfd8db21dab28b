import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { freePort, runningUrl } from '@/lib/server/postgres/embedded.mjs';
import { askDatabase, type Row } from '@/lib/server/testing/ask-database';
import { gone, StartedApp } from '@/scripts/testing/started-app';

/** The app under test. */
export interface App {
  readonly url: string;
  /** The one-time link of the log; null where E2E_BASE_URL names a server whose log we don't see. */
  readonly setupLink: string | null;
  /** Stops the server and its database as an operator does, and starts both again on the same data. */
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
  /** Asks its database, behind the app's back. */
  readonly sql: (text: string, values?: readonly unknown[]) => Promise<Row[]>;
  /** Makes the clock by which things are written, opened and due go wrong by so many milliseconds; 0: it goes right. */
  readonly moveClock: (by: number) => Promise<void>;
}

/** A server that a test may also kill. */
export interface AppProcess extends Omit<App, 'sql' | 'moveClock'> {
  /** `kill -9` of the server: no answer, no farewell. Its starter sees that, and ends. */
  readonly kill: () => Promise<void>;
  /** Starts it again, at the same address. */
  readonly start: () => Promise<void>;
}

/** The production build, started by `npm start`'s own script, on a port of its own. */
export async function startProcess(environment: Record<string, string>): Promise<AppProcess> {
  const port = await freePort();
  const start = () => new StartedApp({ PORT: String(port), ...environment }).ready();
  let running = await start();
  const setupLink = /https?:\S+\/setup\/\S+/.exec(running.output)?.[0] ?? null;

  async function end(signal: (family: ReturnType<StartedApp['family']>) => void): Promise<void> {
    const family = running.family();
    signal(family);
    await running.exit;
    if (!(await gone(family))) throw new Error(`The app left processes behind:\n${running.output}`);
  }
  const stop = () => end(() => running.kill('SIGTERM'));
  const again = async () => void (running = await start());
  return {
    url: `http://localhost:${port}`,
    setupLink,
    start: again,
    stop,
    kill: () => end((family) => family.forEach(({ pid }) => process.kill(pid, 'SIGKILL'))),
    restart: () => stop().then(again),
  };
}

/** One that has its database with it, in a data folder of its own. */
export async function startApp(): Promise<App> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'meipi-e2e-'));
  const data = path.join(folder, 'data');
  const clock = path.join(folder, 'clock');
  const moveClock = (by: number) => writeFile(clock, String(by));
  await moveClock(0);
  const { kill: _, start: __, ...app } = await startProcess({ MEIPI_DATA: data, MEIPI_CLOCK: clock });
  return {
    ...app,
    moveClock,
    sql: (text, values) => askDatabase(runningUrl(data) ?? '', text, values),
    stop: async () => {
      await app.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A server that runs already, for quick work: E2E_BASE_URL, and E2E_SETUP_LINK from its log. */
export function runningApp(url: string): App {
  const refuse = (): Promise<never> =>
    Promise.reject(new Error('A server named by E2E_BASE_URL is not ours to restart, nor its database to look into.'));
  const setupLink = process.env.E2E_SETUP_LINK ?? null;
  // Its own starter has named the file, if it is to go wrong at all.
  const clock = process.env.MEIPI_CLOCK;
  const moveClock = (by: number) => (clock ? writeFile(clock, String(by)) : refuse());
  return { url, setupLink, restart: refuse, stop: () => Promise.resolve(), sql: refuse, moveClock };
}
