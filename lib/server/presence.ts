import 'server-only';
import { now } from './clock';
import { db } from './db';

/** Keeps that people have a page open, to about half a minute. */
export async function touchPresence(people: readonly string[]): Promise<void> {
  if (people.length === 0) return;
  await db().user.updateMany({ where: { id: { in: [...new Set(people)] } }, data: { seenAt: now() } });
}
