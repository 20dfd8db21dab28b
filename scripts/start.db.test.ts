import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, connect, type Server } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { freePort } from '@/lib/server/postgres/embedded.mjs';
import { migrate } from '@/lib/server/migrate';
import { freshDatabase } from '@/lib/server/testing/fresh-database';
import { gone, StartedApp } from './testing/started-app';

const MINUTE = 60_000;
let folder: string;
let port: number;
let apps: StartedApp[];

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'meipi-start-'));
  port = await freePort();
  apps = [];
});
afterEach(async () => {
  for (const app of apps) {
    const family = app.family();
    app.kill('SIGTERM');
    await app.exit;
    await gone(family);
  }
  await rm(folder, { recursive: true, force: true });
});

function start(environment: Record<string, string> = {}): StartedApp {
  const app = new StartedApp({ PORT: String(port), MEIPI_DATA: path.join(folder, 'data'), ...environment });
  apps.push(app);
  return app;
}

/** What a start says that ends by itself: one line, exit code 1. */
async function refusal(environment: Record<string, string> = {}): Promise<string> {
  const app = start(environment);
  expect(await app.exit, app.output).toBe(1);
  expect(app.output.trim().split('\n'), app.output).toHaveLength(1);
  return app.output.trim();
}

async function listen(): Promise<Server> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, resolve));
  return server;
}

/** The test server's address, changed. */
function urlWith(change: (url: URL) => void): string {
  const url = new URL(inject('templateUrl'));
  change(url);
  return url.href;
}

describe('a start that cannot succeed says why in one sentence', () => {
  it('a taken port', async () => {
    const server = await listen();
    expect(await refusal()).toMatch(`Port ${port} is taken`);
    server.close();
  });

  it.each([
    ['no number', { PORT: 'eighty' }, /PORT is "eighty"/],
    ['a malformed DATABASE_URL', { DATABASE_URL: 'mysql://x' }, /DATABASE_URL is malformed/],
    ['a malformed AUTH_URL', { AUTH_URL: 'read.example' }, /AUTH_URL is "read.example"/],
    [
      'nobody at the address',
      { DATABASE_URL: 'postgresql://a:b@127.0.0.1:1/c' },
      /No PostgreSQL answers at 127.0.0.1:1/,
    ],
  ])('%s', async (_, environment, words) => {
    expect(await refusal(environment)).toMatch(words);
  });

  it('a wrong password, and does not repeat it', async () => {
    const DATABASE_URL = urlWith((url) => (url.password = 'swordfish'));
    const said = await refusal({ DATABASE_URL });
    expect(said).toMatch(/refuses the user or password/);
    expect(said).not.toContain('swordfish');
  });

  it('no such database', async () => {
    const DATABASE_URL = urlWith((url) => (url.pathname = '/nowhere'));
    expect(await refusal({ DATABASE_URL })).toMatch(/There is no database "nowhere"/);
  });

  it('a database that a newer version has been at', async () => {
    await freshDatabase();
    const migrations = path.join(folder, 'migrations');
    await cp(path.resolve('prisma/migrations'), migrations, { recursive: true });
    await mkdir(path.join(migrations, '29990101000000_future'));
    await writeFile(path.join(migrations, '29990101000000_future/migration.sql'), 'SELECT 1;');
    await migrate(process.env.DATABASE_URL!, migrations);
    expect(await refusal({ DATABASE_URL: process.env.DATABASE_URL! })).toMatch(
      /newer than this code.*29990101000000_future/,
    );
  });

  it('a data folder that is none', async () => {
    await writeFile(path.join(folder, 'data'), '');
    expect(await refusal()).toMatch(/data folder .* is a file/);
  });
});

describe('a running app', () => {
  it(
    'stops on SIGTERM with a request open, leaving no process; and starts again',
    { timeout: 5 * MINUTE },
    async () => {
      const app = await start().ready();
      expect(app.output).toMatch(/\/setup\/[\w-]{40,}/);
      expect((await fetch(`http://127.0.0.1:${port}/api/health`)).status).toBe(200);
      const family = app.family();
      expect(family.some(({ command }) => command.includes('postgres'))).toBe(true);

      const held = connect(port, '127.0.0.1');
      held.on('error', () => {});
      held.write(
        'POST /api/login HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 999\r\n\r\n{',
      );
      await new Promise((resolve) => setTimeout(resolve, 300));
      app.kill('SIGTERM');
      expect(await app.exit).toBe(0);
      expect(await gone(family)).toBe(true);

      const again = await start().ready();
      expect(again.output).not.toMatch(/Migrated|sample essay|Building/);
    },
  );

  it('does not share its data folder', { timeout: 5 * MINUTE }, async () => {
    const app = await start().ready();
    expect(await refusal({ PORT: String(await freePort()) })).toMatch(`in use by another start (process ${app.pid})`);
    expect((await fetch(`http://127.0.0.1:${port}/api/health`)).status).toBe(200);
  });

  it('recovers after a kill -9 of any part', { timeout: 5 * MINUTE }, async () => {
    const one = await start().ready();
    one.kill('SIGKILL');
    await one.exit;
    // The orphans hold the port and the data folder, and the next start takes both over.
    const two = await start().ready();

    process.kill(two.family().find(({ command }) => /bin\/postgres/.test(command))!.pid, 'SIGKILL');
    expect(await two.exit).toBe(1);
    expect(two.output).toMatch('PostgreSQL ended unexpectedly (signal SIGKILL): stopping.');

    const three = await start().ready();
    const family = three.family();
    process.kill(family.find(({ command }) => /next/.test(command))!.pid, 'SIGKILL');
    expect(await three.exit).toBe(1);
    expect(three.output).toMatch('The app server ended unexpectedly (signal SIGKILL): stopping.');
    expect(await gone(family)).toBe(true);

    await start().ready();
    expect((await fetch(`http://127.0.0.1:${port}/api/health`)).status).toBe(200);
  });
});
