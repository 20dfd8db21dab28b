import 'server-only';
import { Prisma, type NotificationKind } from '@/prisma/generated/client';
import { readProgress } from './assignments-progress';
import { now } from './clock';
import { db, type Database } from './db';

interface Notice {
  readonly userId: string;
  /** What makes it one, of its kind: somebody is told it once. */
  readonly once: string;
  readonly groupId: string | null;
  readonly assignmentId?: string;
  readonly annotationId?: string;
  /** Default: of the note itself. */
  readonly replyId?: string | null;
}

/** Notifies people, each of each thing at most once; of a group that somebody has muted, not at all. */
export async function notify(tx: Database, kind: NotificationKind, notices: readonly Notice[]): Promise<number> {
  const groups = [...new Set(notices.flatMap(({ groupId }) => groupId ?? []))];
  const muted = await tx.membership.findMany({
    where: { groupId: { in: groups }, muted: true },
    select: { groupId: true, userId: true },
  });
  const heard = notices.filter(
    (notice) => !muted.some(({ groupId, userId }) => groupId === notice.groupId && userId === notice.userId),
  );
  const { count } = await tx.notification.createMany({
    data: heard.map(({ once, ...notice }) => ({ ...notice, kind, onceKey: `${kind}:${once}`, createdAt: now() })),
    skipDuplicates: true,
  });
  return count;
}

/**
 * What comes by itself, with time or with what an instructor did, is written down when somebody looks: that they were
 * assigned something, that it is due soon and not done, and that it was graded. In a muted group it is read at once.
 * Who joins a course half way is not told of what was due before they came.
 */
export async function catchUp(userId: string): Promise<void> {
  const at = now();
  await db().$executeRaw`
    INSERT INTO notification (id, user_id, kind, once_key, group_id, assignment_id, created_at, read_at)
    SELECT gen_random_uuid(), m.user_id, 'assigned', 'assigned:' || s.id, s.group_id, s.id,
           greatest(s.opens_at, s.created_at, m.joined_at), CASE WHEN m.muted THEN ${at}::timestamptz END
    FROM membership m JOIN assignment s ON s.group_id = m.group_id JOIN "group" g ON g.id = m.group_id
    WHERE m.user_id = ${userId}::uuid AND m.role = 'member' AND s.archived_at IS NULL AND g.archived_at IS NULL
      AND (s.opens_at IS NULL OR s.opens_at <= ${at}) AND (s.closes_at IS NULL OR s.closes_at > ${at})
      AND (s.due_at IS NULL OR s.due_at > m.joined_at)
      AND ${isNew(Prisma.sql`'assigned:' || s.id`)}
    ON CONFLICT DO NOTHING`;
  await db().$executeRaw`
    INSERT INTO notification (id, user_id, kind, once_key, group_id, assignment_id, created_at, read_at)
    SELECT gen_random_uuid(), m.user_id, 'graded', 'graded:' || s.id, s.group_id, s.id,
           graded.released_at, CASE WHEN m.muted THEN ${at}::timestamptz END
    FROM grade graded JOIN assignment s ON s.id = graded.assignment_id
    JOIN membership m ON m.group_id = s.group_id AND m.user_id = graded.user_id
    WHERE m.user_id = ${userId}::uuid AND graded.released_at IS NOT NULL
      AND ${isNew(Prisma.sql`'graded:' || s.id`)}
    ON CONFLICT DO NOTHING`;
  await noticeDue(userId);
}

/** Milliseconds before something is due in which that is said. */
const SOON = 24 * 60 * 60 * 1000;

/** By each member's own day; another day is another thing to know. */
async function noticeDue(userId: string): Promise<void> {
  const at = now().getTime();
  const extensions = await db().extension.findMany({ where: { userId, dueAt: { gt: new Date(at) } } });
  const within = { gt: new Date(at), lte: new Date(at + SOON) };
  const assignments = await db().assignment.findMany({
    where: {
      archivedAt: null,
      group: { archivedAt: null, memberships: { some: { userId, role: 'member' } } },
      OR: [{ dueAt: within }, { id: { in: extensions.map(({ assignmentId }) => assignmentId) } }],
      AND: { OR: [{ opensAt: null }, { opensAt: { lte: new Date(at) } }] },
    },
  });
  if (assignments.length === 0) return;
  const progress = await readProgress({ assignments, people: [userId] });
  const due = assignments.flatMap((assignment) => {
    const { completedAt, dueAt } = progress(assignment.id, userId);
    const left = dueAt === null ? Infinity : Date.parse(dueAt) - at;
    return completedAt === null && left > 0 && left <= SOON
      ? [{ userId, once: `${assignment.id}:${dueAt}`, groupId: assignment.groupId, assignmentId: assignment.id }]
      : [];
  });
  if (due.length > 0) await notify(db(), 'due_soon', due);
}

/** Over `m` (membership): whether its member has not been told yet. */
const isNew = (once: Prisma.Sql): Prisma.Sql => Prisma.sql`NOT EXISTS (
  SELECT 1 FROM notification told WHERE told.user_id = m.user_id AND told.once_key = ${once})`;
