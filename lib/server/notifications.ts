import 'server-only';
import type { ResponseOf } from '@/lib/contract/endpoint';
import type { Endpoints } from '@/lib/contract/endpoints';
import type { NotificationView } from '@/lib/contract/notifications';
import type { Viewer } from '@/lib/domain/permissions/can';
import { plainText } from '@/lib/richtext/body';
import { Prisma, type NotificationKind } from '@/prisma/generated/client';
import { selectAnnotations } from './annotations-view';
import { now } from './clock';
import { db } from './db';
import { nameOf } from './name-of';
import { catchUp } from './notify';
import { Problem } from './problem';
import { threadParts } from './thread-parts';
import { readableInSql, visibleInSql } from './visible';

type Page = ResponseOf<Endpoints['GET /api/me/notifications']>;
type SignedIn = NonNullable<Viewer>;

const PAGE = 30;
/** Of what was said, in UTF-16 code units. */
const WORDS = 120;

interface Row {
  id: string;
  kind: NotificationKind;
  at: Date;
  readAt: Date | null;
  groupId: string | null;
  groupName: string | null;
  assignmentId: string | null;
  title: string | null;
  dueAt: Date | null;
  annotationId: string | null;
  replyId: string | null;
}

/** What somebody is to know, newest first. What they may not see any more is not told, and does not count. */
export async function listNotifications(
  viewer: Viewer,
  { cursor, unread = false }: { readonly cursor?: string; readonly unread?: boolean },
): Promise<Page | Problem> {
  if (!viewer) return new Problem('not-signed-in');
  if (isTaught(viewer)) await catchUp(viewer.id);
  const rows = await db().$queryRaw<Row[]>`
    SELECT n.id, n.kind, n.created_at AS at, n.read_at AS "readAt", n.group_id AS "groupId", g.name AS "groupName",
           n.assignment_id AS "assignmentId", s.title, coalesce(longer.due_at, s.due_at) AS "dueAt",
           n.annotation_id AS "annotationId", n.reply_id AS "replyId"
    ${toldTo(viewer)}
      AND ${unread ? Prisma.sql`n.read_at IS NULL` : Prisma.sql`TRUE`}
      AND ${cursor === undefined ? Prisma.sql`TRUE` : olderThan(viewer, cursor)}
    ORDER BY n.created_at DESC, n.id DESC LIMIT ${PAGE + 1}`;
  const page = rows.slice(0, PAGE);
  const said = await whatWasSaid(viewer, page);
  return {
    notifications: page.map((row) => viewOf(row, said)),
    unread: await countUnread(viewer),
    cursor: rows.length > PAGE ? (page.at(-1)?.id ?? null) : null,
  };
}

/** Whether anything can be assigned to them: pages of others, every one of which asks, need not look. */
const isTaught = ({ groups = {} }: SignedIn): boolean => Object.values(groups).includes('member');

/** How many somebody has not read; 0 for who has not signed in. */
export async function unreadNotifications(viewer: Viewer): Promise<number> {
  if (!viewer) return 0;
  if (isTaught(viewer)) await catchUp(viewer.id);
  return countUnread(viewer);
}

async function countUnread(viewer: SignedIn): Promise<number> {
  const [row] = await db().$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count ${toldTo(viewer)} AND n.read_at IS NULL`;
  return row?.count ?? 0;
}

/** @param ids default: all that there are */
export async function readNotifications(
  viewer: Viewer,
  ids?: readonly string[],
): Promise<{ unread: number } | Problem> {
  if (!viewer) return new Problem('not-signed-in');
  await db().notification.updateMany({
    where: { userId: viewer.id, readAt: null, ...(ids && { id: { in: [...ids] } }) },
    data: { readAt: now() },
  });
  return { unread: await countUnread(viewer) };
}

/** Notifications (`n`) of what the viewer may still see, in groups that they are in and have not muted. */
const toldTo = (viewer: SignedIn): Prisma.Sql => Prisma.sql`
  FROM notification n
  LEFT JOIN "group" g ON g.id = n.group_id
  LEFT JOIN assignment s ON s.id = n.assignment_id
  LEFT JOIN extension longer ON longer.assignment_id = n.assignment_id AND longer.user_id = n.user_id
  WHERE n.user_id = ${viewer.id}::uuid
    AND (n.group_id IS NULL OR EXISTS (
      SELECT 1 FROM membership m WHERE m.group_id = n.group_id AND m.user_id = n.user_id AND NOT m.muted))
    AND (n.annotation_id IS NULL OR EXISTS (
      SELECT 1 FROM annotation a JOIN article t ON t.id = a.article_id
      WHERE a.id = n.annotation_id AND ${visibleInSql(viewer)} AND ${readableInSql(viewer)}
        AND (n.reply_id IS NOT NULL OR a.deleted_at IS NULL)))
    AND (n.reply_id IS NULL OR EXISTS (
      SELECT 1 FROM reply r WHERE r.id = n.reply_id AND r.deleted_at IS NULL AND r.hidden_at IS NULL))
    AND (n.kind <> 'mention' OR EXISTS (
      SELECT 1 FROM mention WHERE mention.in_id = coalesce(n.reply_id, n.annotation_id) AND mention.user_id = n.user_id))
    AND (n.kind <> 'graded' OR EXISTS (
      SELECT 1 FROM grade WHERE grade.assignment_id = n.assignment_id AND grade.user_id = n.user_id
        AND grade.released_at IS NOT NULL))
    AND (n.assignment_id IS NULL OR (s.archived_at IS NULL AND (s.opens_at IS NULL OR s.opens_at <= ${now()})))`;

const olderThan = (viewer: SignedIn, cursor: string): Prisma.Sql => Prisma.sql`(n.created_at, n.id) < (
  SELECT last.created_at, last.id FROM notification last
  WHERE last.id = ${cursor}::uuid AND last.user_id = ${viewer.id}::uuid)`;

/** By id of a note or a reply. */
type Said = ReadonlyMap<string, NonNullable<NotificationView['note']>>;

/** What the notes and replies say that a page of notifications is about, as the viewer sees them. */
async function whatWasSaid(viewer: SignedIn, page: readonly Row[]): Promise<Said> {
  const ids = [...new Set(page.flatMap(({ annotationId }) => annotationId ?? []))];
  if (ids.length === 0) return new Map();
  const rows = await selectAnnotations({ where: Prisma.sql`a.id = ANY (${ids}::uuid[])`, tombstones: true });
  const parts = await threadParts(rows, viewer);
  return new Map(
    rows.flatMap((row) =>
      [row, ...parts.replies(row.id)].map((written) => {
        const { author, alias } = parts.authorShown(row.id, written);
        const words = written.body === null ? '' : plainText(written.body).replace(/\s+/g, ' ');
        const note = { id: row.id, article: row.slug, title: row.title, author: author?.name ?? null, alias };
        return [written.id, { ...note, words: beginningOf(words) }] as const;
      }),
    ),
  );
}

/** The first of some words, cut between characters. */
const beginningOf = (words: string): string =>
  words.length <= WORDS ? words : `${words.slice(0, WORDS).replace(/[\uD800-\uDBFF]$/, '')}…`;

const KIND = {
  mention: 'mention',
  reply: 'reply',
  assigned: 'assigned',
  due_soon: 'due-soon',
  graded: 'graded',
  reminder: 'reminder',
} as const satisfies Record<NotificationKind, NotificationView['kind']>;

const viewOf = (row: Row, said: Said): NotificationView => ({
  id: row.id,
  kind: KIND[row.kind],
  at: row.at.toISOString(),
  read: row.readAt !== null,
  group: nameOf(row.groupId, row.groupName),
  assignment:
    row.assignmentId === null
      ? null
      : { id: row.assignmentId, title: row.title ?? '', dueAt: row.dueAt?.toISOString() ?? null },
  note: said.get(row.replyId ?? row.annotationId ?? '') ?? null,
});
