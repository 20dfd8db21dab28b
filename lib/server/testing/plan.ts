import { Prisma, type PrismaClient } from '@/prisma/generated/client';
import { db } from '../db';

const shared = globalThis as typeof globalThis & { meipiPrisma?: PrismaClient };

/**
 * PostgreSQL's account of how it runs the raw queries that something asks.
 *
 * @param containing only of queries with these words
 */
export async function planOf(containing: string, asks: () => Promise<unknown>): Promise<string> {
  const client = db();
  const lines: string[] = [];
  const $queryRaw = async (texts: TemplateStringsArray | Prisma.Sql, ...values: unknown[]) => {
    const query = texts instanceof Prisma.Sql ? texts : Prisma.sql(texts, ...values);
    if (query.sql.includes(containing))
      for (const row of await client.$queryRaw<{ 'QUERY PLAN': string }[]>(
        Prisma.sql`EXPLAIN (ANALYZE, BUFFERS, COSTS OFF) ${query}`,
      ))
        lines.push(row['QUERY PLAN']);
    return client.$queryRaw(query);
  };
  shared.meipiPrisma = new Proxy(client, {
    get: (target, name) => (name === '$queryRaw' ? $queryRaw : (Reflect.get(target, name) as unknown)),
  });
  try {
    await asks();
  } finally {
    shared.meipiPrisma = client;
  }
  return lines.join('\n');
}
