import { db } from '../db';

/** How many wait for a lock in this test's database. */
export async function countLocked(): Promise<number> {
  const [row] = await db().$queryRaw<[{ count: number }]>`
    SELECT count(*)::int AS count FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`;
  return row.count;
}
