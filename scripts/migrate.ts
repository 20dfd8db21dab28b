/**
 * `npm run migrate`               brings the database up to date
 * `npm run migrate -- new <name>` writes the next migration from what changed in prisma/schema.prisma
 * The database is DATABASE_URL, else the embedded one.
 */
import { withDatabase } from './with-database.mjs';
import { db } from '@/lib/server/db';
import { migrate, writeMigration } from '@/lib/server/migrate';
import { catchUpWithSearch } from '@/lib/server/search-index';
import { Refusal } from '@/lib/server/postgres/refusal.mjs';

async function run(databaseUrl: string, [command, name]: string[]): Promise<string> {
  if (command === 'new') return writeNext(databaseUrl, name);
  if (command) throw new Refusal(`Unknown command "${command}". Usage: npm run migrate [-- new <name>]`);
  const outcome = await migrate(databaseUrl);
  if (outcome.kind === 'migrated') {
    await catchUpWithSearch();
    await db().$disconnect();
    return outcome.applied.length ? `Applied ${outcome.applied.join(', ')}.` : 'The database is up to date.';
  }
  if (outcome.kind === 'newer')
    throw new Refusal(`The database is newer than this code: it has ${outcome.unknown.join(', ')}.`);
  throw new Refusal(`These migrations were edited after they ran: ${outcome.migrations.join(', ')}.`);
}

async function writeNext(databaseUrl: string, name: string | undefined): Promise<string> {
  if (!name || !/^[a-z0-9_]+$/.test(name)) throw new Refusal('A migration’s name is made of a-z, 0-9 and _.');
  const file = await writeMigration(databaseUrl, name);
  return file ? `Wrote ${file}. Read it, then apply it with npm run migrate.` : 'The schema has not changed.';
}

try {
  console.log(await withDatabase((url) => run(url, process.argv.slice(2))));
} catch (error) {
  console.error(error instanceof Refusal ? error.message : error);
  process.exitCode = 1;
}
