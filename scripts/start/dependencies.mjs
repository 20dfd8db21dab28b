// @ts-check
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Refusal } from '../../lib/server/postgres/refusal.mjs';
import { withLock } from './lock.mjs';
import { root } from './settings.mjs';
import { run } from './supervisor.mjs';

/** @type {readonly [major: number, minor: number]} */
const MINIMUM = [20, 19];

export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < MINIMUM[0] || (major === MINIMUM[0] && minor < MINIMUM[1]))
    throw new Refusal(`This is Node ${process.versions.node}: Meipi needs ${MINIMUM.join('.')} or newer.`);
}

/**
 * Installs what the lock file names, when that is not what is there. An installation without the
 * development tools is enough to serve.
 * @param {{ forTests?: boolean }} [options]
 */
export async function ensureDependencies({ forTests = false } = {}) {
  if (installed(forTests)) return;
  await withLock(cached('install.lock'), 'Another process installs the dependencies', async () => {
    if (installed(forTests)) return;
    console.log('Installing the dependencies…');
    // The path of the npm that runs us, so that no other one is needed on PATH.
    const npm = process.env.npm_execpath;
    const [command, first] = npm ? [process.execPath, [npm]] : ['npm', []];
    await run('npm ci', command, [...first, 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
  });
}

/**
 * npm writes `.package-lock.json` last, so that an interrupted installation is none.
 * @param {boolean} forTests
 */
function installed(forTests) {
  const there = readLock('node_modules/.package-lock.json');
  const wanted = readLock('package-lock.json');
  return Object.entries(wanted ?? {}).every(([name, { version, integrity, optional, devOptional, dev }]) => {
    if (name === '') return true;
    const found = there?.[name];
    if (found) return found.version === version && found.integrity === integrity;
    return there && (optional || devOptional || (dev && !forTests));
  });
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, integrity?: string, optional?: boolean, devOptional?: boolean, dev?: boolean }> | null}
 */
function readLock(file) {
  try {
    return JSON.parse(readFileSync(path.join(root, file), 'utf8')).packages;
  } catch {
    return null;
  }
}

/** Generates the database client, when the schema is not the one it was generated from. */
export async function ensureClient() {
  const mark = path.join(root, 'prisma/generated/.made-from');
  const made = () => existsSync(mark) && readFileSync(mark, 'utf8') === inputs();
  if (made()) return;
  await withLock(cached('client.lock'), 'Another process generates the database client', async () => {
    if (made()) return;
    // It asks for an engine's binary that it never runs: any existing file spares the download.
    const env = {
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
    };
    const command = path.join(root, 'node_modules/prisma/build/index.js');
    await run('prisma generate', process.execPath, [command, 'generate'], { env, output: 'kept' });
    writeFileSync(mark, inputs());
  });
}

function inputs() {
  const hash = createHash('sha256');
  for (const file of ['prisma/schema.prisma', 'node_modules/prisma/package.json'])
    hash.update(readFileSync(path.join(root, file)));
  return hash.digest('hex');
}

/** @param {string} name */
export const cached = (name) => path.join(root, '.cache', name);
