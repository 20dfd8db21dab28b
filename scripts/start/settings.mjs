// @ts-check
import path from 'node:path';
import { Refusal } from '../../lib/server/postgres/refusal.mjs';

export const root = path.resolve(import.meta.dirname, '../..');

/**
 * @typedef {object} Settings
 * @property {boolean} dev
 * @property {number} port
 * @property {string} folder the data folder
 * @property {string | null} databaseUrl null: the embedded server
 * @property {string} origin what people type
 */

/**
 * @param {readonly string[]} args
 * @returns {Settings}
 */
export function readSettings(args) {
  const unknown = args.find((arg) => arg !== '--dev');
  if (unknown)
    throw new Refusal(
      `Unknown option "${unknown}": npm start takes none, its settings are environment variables (README).`,
    );
  const dev = args.includes('--dev');
  const port = readPort(process.env.PORT || '3000');
  return {
    dev,
    port,
    folder: path.resolve(root, process.env.MEIPI_DATA || (dev ? '.data-dev' : '.data')),
    databaseUrl: readDatabaseUrl(process.env.DATABASE_URL),
    origin: readOrigin(process.env.AUTH_URL) ?? `http://localhost:${port}`,
  };
}

/** @param {string} text */
function readPort(text) {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Refusal(`PORT is "${text}": it must be a number from 1 to 65535.`);
  return port;
}

/** @param {string | undefined} text */
function readDatabaseUrl(text) {
  if (!text) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^postgres(ql)?:$/.test(url.protocol) || url.pathname.length < 2)
    throw new Refusal(
      'DATABASE_URL is malformed: it must read postgresql://user:password@host:5432/database, with special characters percent-encoded.',
    );
  return text;
}

/** @param {string | undefined} text */
function readOrigin(text) {
  if (!text) return null;
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new Refusal(`AUTH_URL is "${text}": it must be an address like https://read.example.org.`);
  return new URL(text).origin;
}
