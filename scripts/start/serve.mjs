// @ts-check
import { connect, createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startPostgres } from '../../lib/server/postgres/embedded.mjs';
import { folderRefusal, Refusal } from '../../lib/server/postgres/refusal.mjs';
import { ensureBuild, NEXT } from './build.mjs';
import { checkDatabase } from './database-check.mjs';
import { cached } from './dependencies.mjs';
import { takeLock } from './lock.mjs';
import { root } from './settings.mjs';
import { launch, onStop, run, stop, stopping } from './supervisor.mjs';

/** @typedef {import('./settings.mjs').Settings} Settings */

/**
 * Database, migrations, build, server: one after the other, and then watches over them.
 * @param {Settings} settings
 */
export async function serve(settings) {
  const lock = claim(settings);
  await checkPort(settings.port, lock.recovered ? ORPHANS_PORT_MS : 0);
  const databaseUrl = await openDatabase(settings);
  const setupLink = await prepare(databaseUrl, settings.origin);
  if (!settings.dev) await ensureBuild();
  const server = startNext(settings, databaseUrl);
  lock.addChild(server.pid);
  void server.ended.then((how) => crashed('The app server', how ?? 'exit code 0'));
  await untilListening(settings.port);
  const invitation = setupLink ? `\nNo admin yet. This link makes the first one, once: ${setupLink}` : '';
  // In one write: who waits for the first line has the second, too.
  console.log(`\nMeipi is at ${settings.origin}${invitation}`);
}

/**
 * One start on a data folder; where the database is elsewhere, one on a port.
 * @param {Settings} settings
 */
function claim({ folder, port, databaseUrl }) {
  const file = databaseUrl ? cached(`start-${port}.lock`) : path.join(folder, 'start.lock');
  try {
    const lock = takeLock(file);
    if (lock.taken) return lock;
    throw new Refusal(
      databaseUrl
        ? `Meipi already runs on port ${port} (process ${lock.by}): stop it first, or set PORT.`
        : `The data folder ${folder} is in use by another start (process ${lock.by}): stop it first, or set MEIPI_DATA and PORT.`,
    );
  } catch (error) {
    throw folderRefusal(error, path.dirname(file));
  }
}

/** A killed server's port stays open until the last of its threads is gone. */
const ORPHANS_PORT_MS = 5_000;

/**
 * @param {number} port
 * @param {number} patience for a port that is about to become free
 */
async function checkPort(port, patience) {
  for (const until = Date.now() + patience; ; await sleep(50)) {
    const problem = await probePort(port);
    if (!problem) return;
    if (problem === 'EADDRINUSE' && Date.now() < until) continue;
    throw new Refusal(
      problem === 'EADDRINUSE'
        ? `Port ${port} is taken: end what listens there, or set PORT to another.`
        : `Port ${port} cannot be opened (${problem}): set PORT to another.`,
    );
  }
}

/**
 * @param {number} port
 * @returns {Promise<string | null>} why it cannot be opened
 */
function probePort(port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.on('error', (/** @type {NodeJS.ErrnoException} */ { code, message }) => resolve(code ?? message));
    // No host: all interfaces, as Next will.
    probe.listen(port, () => probe.close(() => resolve(null)));
  });
}

/**
 * @param {Settings} settings
 * @returns {Promise<string>} its address
 */
async function openDatabase({ folder, databaseUrl }) {
  if (databaseUrl) {
    await checkDatabase(databaseUrl);
    return databaseUrl;
  }
  const starting = startPostgres({ folder });
  onStop(async () => (await starting.catch(() => null))?.stop());
  const cluster = await starting;
  void cluster.ended.then((how) => crashed('PostgreSQL', how));
  return cluster.url;
}

/**
 * Migrates, seeds and makes the set-up link, in one process.
 * @param {string} databaseUrl
 * @param {string} origin
 * @returns {Promise<string | null>} the link, as long as there is no admin
 */
async function prepare(databaseUrl, origin) {
  /** @type {{ refusal?: string, setupLink?: string | null }} */
  let answer = {};
  const script = path.join(root, 'scripts/start/prepare.ts');
  const args = ['--conditions=react-server', '--import', 'tsx', script, origin];
  await run('Preparing the database', process.execPath, args, {
    env: { DATABASE_URL: databaseUrl },
    onMessage: (message) => (answer = message),
  });
  if (answer.refusal) throw new Refusal(answer.refusal);
  return answer.setupLink ?? null;
}

/**
 * @param {Settings} settings
 * @param {string} databaseUrl
 */
function startNext({ dev, port }, databaseUrl) {
  return launch(process.execPath, [NEXT, dev ? 'dev' : 'start', '-p', String(port)], {
    env: { DATABASE_URL: databaseUrl, NODE_ENV: dev ? 'development' : 'production', NEXT_TELEMETRY_DISABLED: '1' },
  });
}

/**
 * @param {string} what
 * @param {string} how
 */
function crashed(what, how) {
  if (stopping()) return;
  console.error(`${what} ended unexpectedly (${how}): stopping.`);
  void stop(1);
}

/** @param {number} port */
async function untilListening(port) {
  while (!stopping()) {
    const open = await new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
      socket.on('connect', () => socket.destroy());
    });
    if (open) return;
    await sleep(50);
  }
}
