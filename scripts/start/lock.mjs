// @ts-check
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { birthOf, signalProcess } from '../../lib/server/postgres/processes.mjs';

/**
 * A file that says which process holds something, and which children it started meanwhile. The
 * hold ends with the process, however that ends.
 * @typedef {{ pid: number, birth: string | null }} ProcessName
 * @typedef {ProcessName & { children: ProcessName[] }} Holder
 */

/** @param {number} pid */
const nameOf = (pid) => ({ pid, birth: birthOf(pid) });
/** @param {ProcessName} name */
const lives = (name) => name.birth !== null && birthOf(name.pid) === name.birth;

/**
 * Ends them, and returns when they are gone.
 * @param {readonly ProcessName[]} orphans
 */
function endOrphans(orphans) {
  const PATIENCE_MS = 5_000;
  for (const orphan of orphans) if (lives(orphan)) signalProcess(-orphan.pid, 'SIGKILL');
  const nap = new Int32Array(new SharedArrayBuffer(4));
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until && orphans.some(lives);) Atomics.wait(nap, 0, 0, 20);
}

/**
 * @param {string} file
 * @returns {{ taken: true, recovered: boolean, addChild: (pid: number) => void } | { taken: false, by: number }}
 */
export function takeLock(file) {
  mkdirSync(path.dirname(file), { recursive: true });
  /** @type {Holder} */
  const mine = { ...nameOf(process.pid), children: [] };
  const write = () => {
    writeFileSync(`${file}.${process.pid}`, JSON.stringify(mine));
    renameSync(`${file}.${process.pid}`, file);
  };
  let recovered = false;
  for (;;) {
    try {
      writeFileSync(file, JSON.stringify(mine), { flag: 'wx' });
      break;
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    }
    const holder = read(file);
    if (holder && lives(holder)) return { taken: false, by: holder.pid };
    // A killed start left its children behind, each the head of a process group.
    endOrphans(holder?.children ?? []);
    recovered = true;
    rmSync(file, { force: true });
  }
  process.on('exit', () => {
    if (read(file)?.pid === process.pid) rmSync(file, { force: true });
  });
  return {
    taken: true,
    recovered,
    addChild: (pid) => {
      mine.children.push(nameOf(pid));
      write();
    },
  };
}

/**
 * Does `work` while no other process does it in this folder.
 * @template T
 * @param {string} file
 * @param {string} waiting what to say when somebody else is at it
 * @param {() => Promise<T>} work
 */
export async function withLock(file, waiting, work) {
  for (let said = false; ; said = true) {
    const lock = takeLock(file);
    if (lock.taken) break;
    if (!said) console.log(`${waiting} (process ${lock.by}): waiting for it.`);
    await sleep(200);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

/**
 * @param {string} file
 * @returns {Holder | null} null: nobody, or a file cut short by a full disk
 */
function read(file) {
  try {
    const holder = JSON.parse(readFileSync(file, 'utf8'));
    return Array.isArray(holder.children) ? holder : null;
  } catch {
    return null;
  }
}
