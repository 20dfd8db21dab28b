import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrate, writeMigration } from './migrate';
import { freshDatabase } from './testing/fresh-database';

const MIGRATIONS = path.resolve(import.meta.dirname, '../../prisma/migrations');
let folder: string;

/** A copy of the app's migrations, to play with. */
beforeEach(async () => {
  await freshDatabase();
  folder = await mkdtemp(path.join(os.tmpdir(), 'meipi-migrations-'));
  await cp(MIGRATIONS, folder, { recursive: true });
});
afterEach(() => rm(folder, { recursive: true }));

const url = () => process.env.DATABASE_URL!;

async function query<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> {
  const client = new pg.Client(url());
  await client.connect();
  return client
    .query<Row>(sql)
    .then(({ rows }) => rows)
    .finally(() => client.end());
}

async function addMigration(name: string, sql: string): Promise<void> {
  await mkdir(path.join(folder, name));
  await writeFile(path.join(folder, name, 'migration.sql'), sql);
}

describe('migrating', () => {
  it('leaves the rows that `prisma migrate deploy` would: every migration with the SHA-256 of its file', async () => {
    const names = (await readdir(MIGRATIONS)).filter((name) => /^\d{14}_/.test(name)).sort();
    const expected = await Promise.all(
      names.map(async (name) => ({
        migration_name: name,
        checksum: createHash('sha256')
          .update(await readFile(path.join(MIGRATIONS, name, 'migration.sql')))
          .digest('hex'),
        done: true,
      })),
    );
    const rows = await query(
      'SELECT migration_name, checksum, finished_at IS NOT NULL AS done FROM _prisma_migrations ORDER BY started_at',
    );
    expect(rows).toEqual(expected);
  });

  it('applies only what is new, and a function with semicolons in one piece', async () => {
    const body = 'CREATE FUNCTION two() RETURNS int LANGUAGE plpgsql AS $$ BEGIN PERFORM 1; RETURN 2; END; $$;';
    await addMigration('29990101000000_function', body);
    expect(await migrate(url(), folder)).toEqual({ kind: 'migrated', applied: ['29990101000000_function'] });
    expect(await migrate(url(), folder)).toEqual({ kind: 'migrated', applied: [] });
    expect(await query('SELECT two()')).toEqual([{ two: 2 }]);
  });

  it('lets processes that start together wait for each other', async () => {
    await addMigration('29990101000000_slow', 'SELECT pg_sleep(0.3); CREATE TABLE once (id int);');
    const outcomes = await Promise.all([1, 2, 3].map(() => migrate(url(), folder)));
    expect(outcomes.map((outcome) => outcome.kind === 'migrated' && outcome.applied.length).sort()).toEqual([0, 0, 1]);
  });

  it('does not touch a database that a newer version has been at', async () => {
    await addMigration('29990101000000_future', 'CREATE TABLE future (id int);');
    await migrate(url(), folder);
    expect(await migrate(url())).toEqual({ kind: 'newer', unknown: ['29990101000000_future'] });
  });

  it('leaves nothing of a migration that broke, and tries it again', async () => {
    const name = '29990101000000_broken';
    await addMigration(name, 'CREATE TABLE half (id int); SELECT * FROM nowhere;');
    await expect(migrate(url(), folder)).rejects.toThrow(/nowhere/);
    expect(await query(`SELECT to_regclass('half') AS half`)).toEqual([{ half: null }]);
    await expect(migrate(url(), folder)).rejects.toThrow(/nowhere/);
    await writeFile(path.join(folder, name, 'migration.sql'), 'CREATE TABLE half (id int);');
    expect(await migrate(url(), folder)).toEqual({ kind: 'migrated', applied: [name] });
  });

  it('notices that a migration was edited after it ran', async () => {
    const [first] = (await readdir(folder)).filter((name) => /^\d{14}_/.test(name)).sort();
    await writeFile(path.join(folder, first!, 'migration.sql'), 'SELECT 1;');
    expect(await migrate(url(), folder)).toEqual({ kind: 'edited', migrations: [first] });
  });

  it('holds all that schema.prisma says, and leaves no shadow database behind', async () => {
    // Other tests' come and go meanwhile.
    const databases = () => query("SELECT datname FROM pg_database WHERE datname NOT LIKE 'test\\_%' ORDER BY datname");
    const before = await databases();
    expect(await writeMigration(url(), 'nothing')).toBeNull();
    expect(await databases()).toEqual(before);
  });
});
