import pg from 'pg';
import { inject } from 'vitest';
import type { PrismaClient } from '@/prisma/generated/client';

const shared = globalThis as typeof globalThis & { meipiPrisma?: PrismaClient };

/** The database that this test file uses now. */
let current: string | undefined;

/**
 * Gives the tests an empty, migrated database of their own and points `db()` at it; the one
 * before goes. About 30 ms, so it fits `beforeEach` as well as `beforeAll`:
 *
 *   beforeEach(freshDatabase);
 */
export async function freshDatabase(): Promise<void> {
  await shared.meipiPrisma?.$disconnect();
  delete shared.meipiPrisma;
  const template = new URL(inject('templateUrl'));
  const fresh = `test_${crypto.randomUUID().replaceAll('-', '')}`;
  const maintenance = new pg.Client(addressOf(template, 'postgres'));
  await maintenance.connect();
  try {
    if (current) await maintenance.query(`DROP DATABASE IF EXISTS ${current} WITH (FORCE)`);
    await maintenance.query(`CREATE DATABASE ${fresh} TEMPLATE ${template.pathname.slice(1)} STRATEGY FILE_COPY`);
  } finally {
    await maintenance.end();
  }
  current = fresh;
  process.env.DATABASE_URL = addressOf(template, fresh);
}

function addressOf(server: URL, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}
