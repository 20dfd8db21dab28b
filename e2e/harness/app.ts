import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { freePort } from '@/lib/server/postgres/embedded.mjs';
import { gone, StartedApp } from '@/scripts/testing/started-app';

/** The app under test. */
export interface App {
  readonly url: string;
  /** The one-time link of the log; null where E2E_BASE_URL names a server whose log we don't see. */
  readonly setupLink: string | null;
  /** Stops the server and its database as an operator does, and starts both again on the same data. */
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** The production build, started by `npm start`'s own script, on a port and in a data folder of its own. */
export async function startApp(): Promise<App> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'meipi-e2e-'));
  const port = await freePort();
  const start = () => new StartedApp({ PORT: String(port), MEIPI_DATA: path.join(folder, 'data') }).ready();
  let running = await start();
  const setupLink = /https?:\S+\/setup\/\S+/.exec(running.output)?.[0] ?? null;

  async function end(): Promise<void> {
    const family = running.family();
    running.kill('SIGTERM');
    await running.exit;
    if (!(await gone(family))) throw new Error(`The app left processes behind:\n${running.output}`);
  }
  return {
    url: `http://localhost:${port}`,
    setupLink,
    restart: async () => {
      await end();
      running = await start();
    },
    stop: async () => {
      await end();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A server that runs already, for quick work: E2E_BASE_URL, and E2E_SETUP_LINK from its log. */
export function runningApp(url: string): App {
  const refuse = (): Promise<never> =>
    Promise.reject(new Error('A server named by E2E_BASE_URL is not ours to restart.'));
  return { url, setupLink: process.env.E2E_SETUP_LINK ?? null, restart: refuse, stop: () => Promise.resolve() };
}
