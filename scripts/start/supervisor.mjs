// @ts-check
import { spawn } from 'node:child_process';
import { Refusal } from '../../lib/server/postgres/refusal.mjs';
import { endProcess, signalProcess } from '../../lib/server/postgres/processes.mjs';
import { root } from './settings.mjs';

/**
 * The one place that ends this process, and everything that it started: a child lives in a process
 * group of its own, so that Ctrl-C reaches only us, and is ended with all its descendants.
 */

/** What to undo, newest last. @type {(() => Promise<void> | void)[]} */
const undo = [];
/** @type {Promise<never> | undefined} */
let ending;

export const stopping = () => ending !== undefined;

/** @param {() => Promise<void> | void} action */
export const onStop = (action) => void undo.push(action);

/**
 * Ends everything, newest first, and then this process.
 * @param {number} code
 * @returns {Promise<never>}
 */
export function stop(code) {
  return (ending ??= (async () => {
    for (const action of undo.reverse()) {
      try {
        await action();
      } catch (error) {
        console.error(error);
      }
    }
    process.exit(code);
  })());
}

export function stopOnSignals() {
  // npm passes signals on, so a terminal's Ctrl-C arrives twice: only the first counts.
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => void stop(0));
  if (!process.env.npm_lifecycle_event) return;
  // npm itself may be killed without a chance to pass that on.
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && void stop(0), 1_000).unref();
}

/** A server with requests open gets this long to answer them. */
const GRACE_MS = 5_000;

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: Record<string, string>, output?: 'shown' | 'kept' | 'both', onMessage?: (message: any) => void }} [options]
 *   `kept`: its output is kept back until it fails; `both`: passed on as it comes, and kept as well
 */
export function launch(command, args, { env = {}, output = 'shown', onMessage } = {}) {
  const stream = output === 'shown' ? 'inherit' : 'pipe';
  const child = spawn(command, args, {
    cwd: root,
    detached: process.platform !== 'win32',
    env: { ...process.env, ...env },
    stdio: ['ignore', stream, stream, 'ipc'],
  });
  if (onMessage) child.on('message', onMessage);
  let kept = '';
  for (const [from, to] of /** @type {const} */ ([
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ])) {
    from?.setEncoding('utf8').on('data', (chunk) => (kept += chunk));
    if (output === 'both') from?.pipe(to, { end: false });
  }
  /** @type {Promise<string | null>} null: exit code 0 */
  const ended = new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message));
    // What it started itself ends with it, now: later its id may be somebody else's.
    child.on('exit', () => child.pid && signalProcess(-child.pid, 'SIGKILL'));
    child.on('close', (code, signal) => resolve(signal ? `signal ${signal}` : code === 0 ? null : `exit code ${code}`));
  });
  onStop(async () => {
    if (!child.pid || child.exitCode !== null || child.signalCode !== null) return;
    await endProcess(child.pid, [
      ['SIGTERM', GRACE_MS],
      ['SIGKILL', 2_000],
    ]);
    await ended;
  });
  return { pid: child.pid ?? 0, ended, output: () => kept };
}

/**
 * Runs a step to its end.
 * @param {string} what completes "… failed"
 * @param {Parameters<typeof launch>} call
 */
export async function run(what, ...call) {
  const child = launch(...call);
  const failure = await child.ended;
  if (failure === null) return;
  process.stderr.write(child.output());
  throw new Refusal(`${what} failed (${failure}).`);
}
