import 'server-only';
import { groupOf, type Layer } from '@/lib/domain/discussion/annotation';
import { can, type Viewer } from '@/lib/domain/permissions/can';
import { Prisma } from '@/prisma/generated/client';
import { openArticle } from './articles';
import { db } from './db';
import { newestEvent } from './events';
import { layerColumns } from './layers';
import { notFound, Problem } from './problem';
import { followedInSql, readableInSql, STANDING_IN_SQL } from './visible';

/**
 * Whether a thread is unread, over `a` (annotation) and what `joins` adds: something was said in it after what its
 * reader has read of it (`thread_read`), of the article (`read_mark`), and, in a group, after they joined. Public
 * notes of an article one has never opened are not unread, and private ones never.
 *
 * Whether they may follow it is for the caller to ask: {@link unreadBy}.
 */
export const UNREAD_IN_SQL = {
  joins: (userId: string): Prisma.Sql => Prisma.sql`
    LEFT JOIN thread_read ON thread_read.annotation_id = a.id AND thread_read.user_id = ${userId}::uuid
    LEFT JOIN read_mark ON read_mark.article_id = a.article_id AND read_mark.user_id = ${userId}::uuid
    LEFT JOIN membership joined ON joined.group_id = a.group_id AND joined.user_id = ${userId}::uuid`,
  where: Prisma.sql`(a.activity > coalesce(thread_read.up_to, 0) AND CASE a.layer
    WHEN 'public' THEN a.activity > read_mark.up_to
    WHEN 'group' THEN a.activity > greatest(joined.joined_after, coalesce(read_mark.groups_up_to, 0))
      AND joined.user_id IS NOT NULL
    ELSE FALSE END)`,
} as const;

/** The same for whoever asks, over `a` and `t` (its article, which they may read). */
export const unreadBy = (viewer: Viewer): { joins: Prisma.Sql; where: Prisma.Sql } =>
  viewer
    ? {
        joins: UNREAD_IN_SQL.joins(viewer.id),
        where: Prisma.sql`(${UNREAD_IN_SQL.where} AND ${followedInSql(viewer)})`,
      }
    : { joins: Prisma.empty, where: Prisma.sql`FALSE` };

/** A thread, and the event up to which it was read. */
interface Read {
  readonly id: string;
  readonly upTo: number;
}

/** Who may not follow a thread is told nothing of it. */
export async function markThreadRead(viewer: Viewer, { id, upTo }: Read): Promise<Problem | undefined> {
  if (!viewer) return new Problem('not-signed-in');
  const found = await db().$queryRaw<unknown[]>`
    SELECT 1 FROM annotation a JOIN article t ON t.id = a.article_id
    WHERE a.id = ${id}::uuid AND ${STANDING_IN_SQL} AND ${followedInSql(viewer, readableInSql(viewer))}`;
  if (found.length === 0) return notFound();
  await storeReads(viewer, Prisma.sql`TRUE`, [{ id, upTo }]);
  return undefined;
}

/** What is read of an article: some threads, or all that was said up to an event, in one layer or in all. */
type ReadOfArticle =
  { readonly threads: readonly Read[] } | { readonly upTo: number; readonly layer?: Layer | undefined };

export async function markArticleRead(viewer: Viewer, slug: string, read: ReadOfArticle): Promise<Problem | undefined> {
  if (!viewer) return new Problem('not-signed-in');
  const open = await openArticle(viewer, slug);
  if (open instanceof Problem) return open;
  const { id } = open.article;
  // Threads that are not this article's, or not for the viewer's eyes, are passed over: the answer tells nothing.
  if ('threads' in read) await storeReads(viewer, Prisma.sql`a.article_id = ${id}::uuid`, read.threads);
  else return markAllRead(viewer, id, read);
  return undefined;
}

async function markAllRead(
  viewer: NonNullable<Viewer>,
  articleId: string,
  { upTo, layer }: { upTo: number; layer?: Layer | undefined },
): Promise<Problem | undefined> {
  const group = layer ? groupOf(layer) : null;
  if (group !== null && !can(viewer, 'group: see', group)) return notFound();
  const newest = await newestEvent();
  const known = BigInt(upTo) < newest ? BigInt(upTo) : newest;
  if (layer === undefined || layer === 'public')
    await storeMark(viewer, articleId, { upTo: known, groupsUpTo: layer === undefined ? known : 0n });
  else if (group !== null) await storeLayerRead(viewer, articleId, layer, known);
  return undefined;
}

/** From now on what is said in public is unread: an article's first reader's mark, never moved by this. */
export async function markOpened(viewer: Viewer, slug: string, upTo: number): Promise<Problem | undefined> {
  if (!viewer) return new Problem('not-signed-in');
  const open = await openArticle(viewer, slug);
  if (open instanceof Problem) return open;
  const newest = await newestEvent();
  const mark = BigInt(upTo) < newest ? BigInt(upTo) : newest;
  await db().readMark.createMany({
    data: { userId: viewer.id, articleId: open.article.id, upTo: mark },
    skipDuplicates: true,
  });
  return undefined;
}

/** Whether somebody has opened an article before; true for whoever has no account to remember it. */
export async function hasOpened(viewer: Viewer, articleId: string): Promise<boolean> {
  if (!viewer) return true;
  return (await db().readMark.count({ where: { userId: viewer.id, articleId } })) > 0;
}

/** Never beyond what was said in a thread, never back. In the order of ids: of two at once none waits for the other. */
async function storeReads(viewer: NonNullable<Viewer>, among: Prisma.Sql, reads: readonly Read[]): Promise<void> {
  const [ids, upTos] = [reads.map(({ id }) => id), reads.map(({ upTo }) => BigInt(upTo))];
  await db().$executeRaw`
    INSERT INTO thread_read (user_id, annotation_id, up_to)
    SELECT ${viewer.id}::uuid, a.id, max(least(w.up_to, a.activity))
    FROM unnest(${ids}::uuid[], ${upTos}::bigint[]) AS w(id, up_to)
    JOIN annotation a ON a.id = w.id
    JOIN article t ON t.id = a.article_id
    WHERE ${among} AND ${STANDING_IN_SQL} AND ${followedInSql(viewer, readableInSql(viewer))}
    GROUP BY a.id ORDER BY a.id
    ON CONFLICT (user_id, annotation_id) DO UPDATE SET up_to = greatest(thread_read.up_to, excluded.up_to)`;
}

async function storeMark(
  { id: userId }: NonNullable<Viewer>,
  articleId: string,
  { upTo, groupsUpTo }: { upTo: bigint; groupsUpTo: bigint },
): Promise<void> {
  await db().$executeRaw`
    INSERT INTO read_mark (user_id, article_id, up_to, groups_up_to)
    VALUES (${userId}::uuid, ${articleId}::uuid, ${upTo}, ${groupsUpTo})
    ON CONFLICT (user_id, article_id) DO UPDATE SET
      up_to = greatest(read_mark.up_to, excluded.up_to),
      groups_up_to = greatest(read_mark.groups_up_to, excluded.groups_up_to)`;
}

/** One group of several: its threads, one by one. */
async function storeLayerRead(
  viewer: NonNullable<Viewer>,
  articleId: string,
  layer: Layer,
  upTo: bigint,
): Promise<void> {
  const { joins, where } = unreadBy(viewer);
  await db().$executeRaw`
    INSERT INTO thread_read (user_id, annotation_id, up_to)
    SELECT ${viewer.id}::uuid, a.id, a.activity
    FROM annotation a JOIN article t ON t.id = a.article_id ${joins}
    WHERE a.article_id = ${articleId}::uuid AND a.group_id = ${layerColumns(layer).groupId}::uuid
      AND a.activity <= ${upTo} AND ${where}
    ORDER BY a.id
    ON CONFLICT (user_id, annotation_id) DO UPDATE SET up_to = greatest(thread_read.up_to, excluded.up_to)`;
}

/**
 * How many threads are unread on each article that has any, by its id: one query for the whole library. It begins with
 * what the reader has: articles they have opened, groups they belong to, each with the events from which on it counts.
 *
 * `OFFSET 0` and the array keep the planner to the indexes by activity: by its own guess of how much is new it reads
 * every note there is, twice.
 *
 * @param group id: of its layer only
 */
export async function unreadCounts(viewer: Viewer, group?: string): Promise<ReadonlyMap<string, number>> {
  if (!viewer) return new Map();
  const ofGroup = group === undefined ? Prisma.sql`TRUE` : Prisma.sql`a.group_id = ${group}::uuid`;
  const rows = await db().$queryRaw<{ articleId: string; count: number }[]>`
    SELECT a.article_id AS "articleId", count(*)::int AS count
    FROM annotation a
    JOIN article t ON t.id = a.article_id
    ${UNREAD_IN_SQL.joins(viewer.id)}
    WHERE a.id = ANY (ARRAY(
        SELECT said.id FROM read_mark m CROSS JOIN LATERAL (
          SELECT id FROM annotation
          WHERE article_id = m.article_id AND activity > m.up_to AND layer = 'public' OFFSET 0) AS said
        WHERE m.user_id = ${viewer.id}::uuid
        UNION ALL
        SELECT said.id FROM membership j CROSS JOIN LATERAL (
          SELECT id FROM annotation WHERE group_id = j.group_id AND activity > j.joined_after OFFSET 0) AS said
        WHERE j.user_id = ${viewer.id}::uuid))
      AND ${ofGroup} AND ${UNREAD_IN_SQL.where} AND ${STANDING_IN_SQL}
      AND ${followedInSql(viewer, readableInSql(viewer))}
    GROUP BY a.article_id`;
  return new Map(rows.map(({ articleId, count }) => [articleId, count]));
}
