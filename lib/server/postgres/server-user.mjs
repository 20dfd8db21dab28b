// @ts-check
import { execFileSync } from 'node:child_process';
import { chownSync, statSync } from 'node:fs';
import path from 'node:path';
import { Refusal } from './refusal.mjs';

/**
 * PostgreSQL refuses to run as root, so root lends it a system user. Everybody else runs it as
 * themselves.
 * @typedef {{ uid: number, gid: number }} ServerUser
 */

const NAME = 'postgres';

/** @returns {ServerUser | null} null: no other user is needed */
export function serverUser() {
  if (process.getuid?.() !== 0) return null;
  return find() ?? create();
}

/** @returns {ServerUser | null} */
function find() {
  try {
    const id = (/** @type {string} */ flag) =>
      Number(execFileSync('id', [flag, NAME], { stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return null;
  }
}

/** @returns {ServerUser} */
function create() {
  try {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', NAME], {
      stdio: 'ignore',
    });
  } catch {
    // Somebody else may have made it meanwhile; if not, `find` says so.
  }
  const user = find();
  if (!user)
    throw new Refusal(
      `PostgreSQL must not run as root and no system user "${NAME}" could be made: start as an ordinary user, or set DATABASE_URL.`,
    );
  return user;
}

/**
 * Gives a file or folder to the server's user.
 * @param {string} file
 * @param {ServerUser | null} user
 */
export function giveTo(file, user) {
  if (user) chownSync(file, user.uid, user.gid);
}

/**
 * How to run a program as the server's user. Where that user may not pass the folders above
 * (a clone in /root, a temporary folder of mode 0700), the one capability that it lacks is lent.
 * @param {ServerUser | null} user
 * @param {string} command
 * @param {readonly string[]} args
 * @param {string} folder where the program works
 * @returns {{ command: string, args: string[], options: { uid?: number, gid?: number } }}
 */
export function runAs(user, command, args, folder) {
  if (!user) return { command, args: [...args], options: {} };
  if (passable(command, user) && passable(folder, user)) return { command, args: [...args], options: { ...user } };
  const capabilities = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override'];
  return {
    command: 'setpriv',
    args: [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups', ...capabilities, '--', command, ...args],
    options: {},
  };
}

/**
 * Whether `user` may walk down to `file`.
 * @param {string} file
 * @param {ServerUser} user
 */
function passable(file, user) {
  for (let folder = path.dirname(path.resolve(file)); ; folder = path.dirname(folder)) {
    const { mode, uid, gid } = statSync(folder);
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (folder === path.dirname(folder)) return true;
  }
}
