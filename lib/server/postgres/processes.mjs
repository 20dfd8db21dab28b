// @ts-check
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * When a process began, as an opaque string: with its id it names one process for ever, since ids
 * are given out again. Null: there is no such process.
 * @param {number} pid
 * @returns {string | null}
 */
export function birthOf(pid) {
  try {
    // /proc/<pid>/stat, after the name in parentheses: field 3 is the state, field 22 the start time.
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)?.split(' ') ?? [];
    return fields[0] === 'Z' ? null : (fields[19] ?? null);
  } catch {
    if (process.platform === 'linux') return null;
  }
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null;
  } catch {
    return null;
  }
}

/** @param {number} pid */
export const isAlive = (pid) => birthOf(pid) !== null;

/**
 * @param {number} pid negative: a process group
 * @param {NodeJS.Signals} signal
 * @returns {boolean} whether there was somebody to signal
 */
export function signalProcess(pid, signal) {
  try {
    process.kill(pid, signal);
    return true;
  } catch {
    return false;
  }
}

/**
 * Sends one signal after the other until the process is gone.
 * @param {number} pid
 * @param {readonly (readonly [signal: NodeJS.Signals, patienceMs: number])[]} steps
 */
export async function endProcess(pid, steps) {
  const birth = birthOf(pid);
  for (const [signal, patience] of steps) {
    if (birth === null || birthOf(pid) !== birth) return;
    signalProcess(pid, signal);
    for (const until = Date.now() + patience; Date.now() < until && birthOf(pid) === birth;) await sleep(20);
  }
}
