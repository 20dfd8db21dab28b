import 'server-only';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { openEngine, type OpenEngine } from './migration-engine';

const root = path.resolve(import.meta.dirname, '../..');
const SCHEMA = path.join(root, 'prisma/schema.prisma');
const MIGRATIONS = path.join(root, 'prisma/migrations');
const NO_FILTER = { externalTables: [], externalEnums: [] };

/** One at a time on a database, however many app processes start at once. */
const ADVISORY_LOCK = 4_820_011;

export type Migrated =
  | { readonly kind: 'migrated'; readonly applied: readonly string[] }
  /** The database has migrations that this code does not know: a newer version ran here. */
  | { readonly kind: 'newer'; readonly unknown: readonly string[] }
  /** Migrations were edited after they ran: a person must look. */
  | { readonly kind: 'edited'; readonly migrations: readonly string[] };

/** Brings a database to the schema of this code. Idempotent; safe from several processes. */
export async function migrate(databaseUrl: string, folder = MIGRATIONS): Promise<Migrated> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [ADVISORY_LOCK]);
    return await withEngine(databaseUrl, (engine) => apply(engine, folder));
  } finally {
    await client.end();
  }
}

async function apply(engine: OpenEngine['engine'], folder: string): Promise<Migrated> {
  const migrationsList = await listMigrations(folder);
  const state = await engine.diagnoseMigrationHistory({
    migrationsList,
    optInToShadowDatabase: false,
    filters: NO_FILTER,
  });
  // A script runs as one transaction, so one that failed (a full disk, a kill) left nothing but its
  // entry: it is tried again.
  for (const migrationName of state.failedMigrationNames) await engine.markMigrationRolledBack({ migrationName });
  const edited = state.editedMigrationNames.filter((name) => !state.failedMigrationNames.includes(name));
  if (edited.length > 0) return { kind: 'edited', migrations: edited };
  const { history } = state;
  if (history && 'unpersistedMigrationNames' in history)
    return { kind: 'newer', unknown: history.unpersistedMigrationNames };
  const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: NO_FILTER });
  return { kind: 'migrated', applied: appliedMigrationNames };
}

/**
 * Writes the next migration: what leads from the migrations so far to `schema.prisma`. Needs a
 * server on which it may make a database for a moment. Null: nothing has changed.
 */
export async function writeMigration(databaseUrl: string, name: string, now = new Date()): Promise<string | null> {
  const schema = { path: SCHEMA, content: await readFile(SCHEMA, 'utf8') };
  const difference = await withEngine(
    databaseUrl,
    async (engine) =>
      engine.diff({
        from: { tag: 'migrations', ...(await listMigrations(MIGRATIONS)) },
        to: { tag: 'schemaDatamodel', files: [schema] },
        script: true,
        exitCode: true,
        filters: NO_FILTER,
      }),
    schema,
  );
  const NON_EMPTY = 2;
  if (difference.exitCode !== NON_EMPTY || !difference.stdout) return null;
  const stamp = now.toISOString().replace(/\D/g, '').slice(0, 14);
  const file = path.join(MIGRATIONS, `${stamp}_${name}`, 'migration.sql');
  await mkdir(path.dirname(file));
  await writeFile(file, difference.stdout);
  return path.relative(root, file);
}

async function withEngine<T>(
  databaseUrl: string,
  work: (engine: OpenEngine['engine']) => Promise<T>,
  schema?: { path: string; content: string },
): Promise<T> {
  const { engine, close } = await openEngine(databaseUrl, schema && [schema.path, schema.content]);
  try {
    return await work(engine);
  } finally {
    await close();
  }
}

async function listMigrations(folder: string) {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const lockfile = 'migration_lock.toml';
  return {
    baseDir: folder,
    lockfile: { path: lockfile, content: await readFile(path.join(folder, lockfile), 'utf8') },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(
      names.sort().map(async (name) => ({
        path: name,
        migrationFile: {
          path: 'migration.sql',
          content: { tag: 'ok' as const, value: await readFile(path.join(folder, name, 'migration.sql'), 'utf8') },
        },
      })),
    ),
  };
}
