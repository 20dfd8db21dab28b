import 'server-only';
import type { z } from 'zod';
import type { sessionSchema } from '@/lib/contract/accounts';
import type { Viewer } from '@/lib/domain/permissions/can';
import { db } from './db';
import { notFound, Problem } from './problem';
import { readSession } from './sessions';

export type SessionView = z.infer<typeof sessionSchema>;

/** Where the viewer is signed in, this browser first, then by last use. */
export async function listSessions(
  viewer: Viewer,
  cookieHeader: string | null,
): Promise<{ sessions: SessionView[] } | Problem> {
  if (!viewer) return new Problem('not-signed-in');
  const current = await readSession(cookieHeader);
  const rows = await db().session.findMany({
    where: { userId: viewer.id, expires: { gt: new Date() } },
    orderBy: { lastSeenAt: 'desc' },
  });
  const sessions = rows.map((row) => ({
    id: row.id,
    userAgent: row.userAgent,
    createdAt: row.createdAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
    current: row.id === current?.id,
  }));
  return { sessions: sessions.sort((a, b) => Number(b.current) - Number(a.current)) };
}

/** Ends one of the viewer's own sessions; somebody else's does not exist for them. */
export async function endMySession(viewer: Viewer, id: string): Promise<Problem | undefined> {
  if (!viewer) return new Problem('not-signed-in');
  const { count } = await db().session.deleteMany({ where: { id, userId: viewer.id } });
  return count === 1 ? undefined : notFound();
}
