import 'server-only';
import type { GroupHome } from '@/lib/contract/group-home';
import type { MemberView } from '@/lib/contract/groups';
import { can, type Viewer } from '@/lib/domain/permissions/can';
import { presenceOf, type Presence } from '@/lib/domain/groups/presence';
import { Prisma } from '@/prisma/generated/client';
import { myNotes } from './annotations-mine';
import { selectAnnotations } from './annotations-view';
import { articleSummary, isForGroup, listArticles } from './articles';
import { groupAssignments } from './assignments-lists';
import { now } from './clock';
import { db } from './db';
import { listMembers } from './groups';
import { notFound, Problem } from './problem';
import { unreadCounts } from './unread';
import { followedInSql, readableInSql } from './visible';

/** How many threads of what is new a home shows. */
const NEWEST = 6;

/** What a group reads, what is new in it and who is there, as the viewer may know it. */
export async function groupHome(viewer: Viewer, id: string): Promise<GroupHome | Problem> {
  if (!viewer || !can(viewer, 'group: see', id)) return notFound();
  const [assigned, members, newest, discussed] = await Promise.all([
    groupAssignments(viewer, id, { archived: false }),
    listMembers(viewer, id),
    newestIn(viewer, id),
    discussedIn(viewer, id),
  ]);
  if (assigned instanceof Problem) return assigned;
  if (members instanceof Problem) return members;
  const slugs = new Set(assigned.assignments.map(({ article }) => article.slug));
  const [all, unread] = await Promise.all([listArticles(viewer), unreadCounts(viewer, id)]);
  const read = all.filter(
    ({ article }) => isForGroup(article, id) || discussed.has(article.id) || slugs.has(article.slug),
  );
  return {
    articles: read.map((open) => ({
      article: articleSummary(open, viewer),
      unread: unread.get(open.article.id) ?? 0,
    })),
    assigned: assigned.assignments,
    newest,
    present: presentOf(members.members, viewer.id),
  };
}

const followedOf = (viewer: Viewer, id: string): Prisma.Sql =>
  Prisma.sql`a.group_id = ${id}::uuid AND ${followedInSql(viewer, readableInSql(viewer))}`;

async function newestIn(viewer: Viewer, id: string): Promise<GroupHome['newest']> {
  const order = Prisma.sql`a.activity DESC, a.id DESC`;
  return myNotes(await selectAnnotations({ where: followedOf(viewer, id), order, limit: NEWEST }), viewer);
}

/** Ids of the articles with notes of the group. Those of a veiled section tell nothing, not even that they are there. */
async function discussedIn(viewer: Viewer, id: string): Promise<ReadonlySet<string>> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT DISTINCT t.id FROM annotation a JOIN article t ON t.id = a.article_id
    WHERE a.deleted_at IS NULL AND ${followedOf(viewer, id)}`;
  return new Set(rows.map((row) => row.id));
}

/** Whoever looks is here. */
function presentOf(members: readonly MemberView[], self: string): GroupHome['present'] {
  const at = now();
  const latest = members.toSorted((a, b) => (b.seenAt ?? '').localeCompare(a.seenAt ?? ''));
  const timeOf = ({ id, seenAt }: MemberView): Presence =>
    id === self ? 'now' : presenceOf(seenAt === null ? null : new Date(seenAt), at);
  const those = (time: Presence) => latest.filter((member) => timeOf(member) === time);
  return { now: those('now'), today: those('today'), earlier: those('earlier') };
}
