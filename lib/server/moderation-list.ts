import 'server-only';
import type { ResponseOf } from '@/lib/contract/endpoint';
import type { Endpoints } from '@/lib/contract/endpoints';
import type { WaitingView } from '@/lib/contract/moderation';
import { can, type Viewer } from '@/lib/domain/permissions/can';
import { Prisma } from '@/prisma/generated/client';

import { annotationViews, selectAnnotations } from './annotations-view';
import { db } from './db';
import { Problem, wrong } from './problem';
import { moderatedInSql } from './visible';

type SignedIn = NonNullable<Viewer>;
type Waiting = ResponseOf<Endpoints['GET /api/moderation']>;

const PAGE = 20;
/** More than this many are not counted. */
const MANY = 99;

/** A note or a reply that was flagged. */
interface Flagged {
  readonly onId: string;
  readonly noteId: string;
  readonly replyId: string | null;
  /** When it was first asked for. */
  readonly since: Date;
}

/** What was flagged and is the viewer's to decide, the longest waiting first. */
export async function listWaiting(viewer: Viewer, { cursor }: { cursor?: string }): Promise<Waiting | Problem> {
  if (!viewer) return new Problem('not-signed-in');
  const after = cursor === undefined ? null : placeOf(cursor);
  if (after instanceof Problem) return after;
  const found = await selectWaiting(viewer, after);
  const page = found.slice(0, PAGE);
  const last = page.at(-1);
  return {
    waiting: await waitingViews(page, viewer),
    cursor: found.length > PAGE && last ? `${last.since.toISOString()}_${last.onId}` : null,
  };
}

/** Whether there is a list for the viewer at all, and how many wait in it, up to {@link MANY}. Null: none. */
export async function countWaiting(viewer: Viewer): Promise<number | null> {
  if (!viewer) return null;
  const [row] = await db().$queryRaw<[{ count: number; imported: boolean }]>`
    SELECT count(*)::int AS count,
           EXISTS (SELECT 1 FROM article WHERE owner_id = ${viewer.id}::uuid AND visibility <> 'group') AS imported
    FROM (SELECT DISTINCT f.on_id ${waitingFor(viewer)} LIMIT ${MANY}) AS waiting`;
  const leads = Object.keys(viewer.groups ?? {}).some((group) => can(viewer, 'group: lead', group));
  return row.count > 0 || row.imported || leads || can(viewer, 'article: import', null) ? row.count : null;
}

/**
 * Flags that nobody has decided on. Those of what is deleted wait for it to come back; those of replies in a hidden
 * thread, for that to be shown again.
 */
const waitingFor = (viewer: SignedIn): Prisma.Sql => Prisma.sql`
  FROM flag f
  JOIN annotation a ON a.id = f.annotation_id
  JOIN article t ON t.id = a.article_id
  LEFT JOIN reply r ON r.id = f.reply_id
  WHERE f.settled_at IS NULL
    AND CASE WHEN f.reply_id IS NULL THEN a.deleted_at IS NULL ELSE r.deleted_at IS NULL AND a.hidden_at IS NULL END
    AND ${moderatedInSql(viewer)}`;

const selectWaiting = (viewer: SignedIn, after: Place | null): Promise<Flagged[]> => db().$queryRaw<Flagged[]>`
  SELECT f.on_id AS "onId", f.annotation_id AS "noteId", f.reply_id AS "replyId", min(f.created_at) AS since
  ${waitingFor(viewer)}
  GROUP BY f.on_id, f.annotation_id, f.reply_id
  ${after ? Prisma.sql`HAVING (min(f.created_at), f.on_id) > (${after.since}::timestamptz, ${after.id}::uuid)` : Prisma.empty}
  ORDER BY min(f.created_at), f.on_id
  LIMIT ${PAGE + 1}`;

interface Place {
  readonly since: string;
  readonly id: string;
}

function placeOf(cursor: string): Place | Problem {
  const [, since, id] = /^([\d-]{10}T[\d:.]{12}Z)_([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/.exec(cursor) ?? [];
  return since && id && !Number.isNaN(Date.parse(since)) ? { since, id } : wrong('cursor', 'invalid');
}

async function waitingViews(page: readonly Flagged[], viewer: SignedIn): Promise<WaitingView[]> {
  if (page.length === 0) return [];
  const ids = page.map(({ noteId }) => noteId);
  const [rows, flags] = await Promise.all([
    selectAnnotations({ where: Prisma.sql`a.id = ANY (${ids}::uuid[])`, tombstones: true }),
    db().flag.findMany({
      where: { onId: { in: page.map(({ onId }) => onId) }, settledAt: null },
      include: { user: { select: { id: true, name: true } } },
      orderBy: [{ createdAt: 'asc' }, { userId: 'asc' }],
    }),
  ]);
  const notes = await annotationViews(rows, viewer);
  return page.flatMap(({ onId, noteId, replyId }) => {
    const note = notes.find(({ id }) => id === noteId);
    const row = rows.find(({ id }) => id === noteId);
    // Taken back or deleted in this moment.
    if (!note || !row || (replyId !== null && !note.replies.some(({ id }) => id === replyId))) return [];
    const asked = flags.filter((flag) => flag.onId === onId);
    return [
      {
        note,
        reply: replyId,
        articleTitle: row.title,
        flags: asked.map(({ user, reason, createdAt }) => ({ by: user, reason, at: createdAt.toISOString() })),
      },
    ];
  });
}
