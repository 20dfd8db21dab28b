// @ts-check
import pg from 'pg';
import { Refusal } from '../../lib/server/postgres/refusal.mjs';

const OLDEST = 15;
const TIMEOUT_MS = 10_000;

/**
 * Whether a DATABASE_URL leads to a PostgreSQL that the app can use.
 * @param {string} databaseUrl
 */
export async function checkDatabase(databaseUrl) {
  const { hostname, port, pathname } = new URL(databaseUrl);
  const where = `${hostname || 'localhost'}:${port || 5432}`;
  const database = decodeURIComponent(pathname.slice(1));
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: TIMEOUT_MS });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query(
      `SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int / 10000 AS major,
        has_schema_privilege(current_schema(), 'CREATE') AS may`,
    );
    const { version, major, may } = rows[0];
    if (major < OLDEST)
      throw new Refusal(`The PostgreSQL at ${where} is ${version}: Meipi needs ${OLDEST} or newer (DATABASE_URL).`);
    if (!may)
      throw new Refusal(`The user of DATABASE_URL may not make tables in the database "${database}" at ${where}.`);
  } catch (error) {
    throw refusalOf(error, where, database);
  } finally {
    await client.end().catch(() => {});
  }
}

/**
 * @param {unknown} error
 * @param {string} where
 * @param {string} database
 */
function refusalOf(error, where, database) {
  if (error instanceof Refusal) return error;
  const { code = '', message } = /** @type {Error & { code?: string }} */ (error);
  if (code === '3D000')
    return new Refusal(`There is no database "${database}" at ${where} (DATABASE_URL): make it first.`);
  if (/^28/.test(code) || /password must be a string|SASL/.test(message))
    return new Refusal(`The PostgreSQL at ${where} refuses the user or password of DATABASE_URL.`);
  if (/^E[A-Z]+$/.test(code) || /timeout/.test(message))
    return new Refusal(`No PostgreSQL answers at ${where} (DATABASE_URL): ${code || 'timed out'}.`);
  return new Refusal(`The PostgreSQL at ${where} (DATABASE_URL) cannot be used: ${message}.`);
}
