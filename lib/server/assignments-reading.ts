import 'server-only';
import type { AssignmentView } from '@/lib/contract/assignments';
import { blocksOf } from '@/lib/domain/assignments/section';
import { extended, phaseAt } from '@/lib/domain/assignments/dates';
import { can, type Viewer } from '@/lib/domain/permissions/can';
import type { Assignment } from '@/prisma/generated/client';
import { openArticle } from './articles';
import { articleAssignments, readAssignment } from './assignments-lists';
import { datesOf, seenAssignment } from './assignments-rows';
import { blockKeys } from './assignments-section';
import { now } from './clock';
import { db, type Database } from './db';
import { notFound, Problem } from './problem';

type List = { assignments: AssignmentView[] };
type SignedIn = NonNullable<Viewer>;

/** Keeps that a member has opened an assignment: the first time counts. Of who leads the group nothing is kept. */
export async function markOpened(viewer: Viewer, id: string): Promise<AssignmentView | Problem> {
  const row = await seenAssignment(viewer, id);
  if (row instanceof Problem || !viewer) return row instanceof Problem ? row : notFound();
  const isOver = row.archivedAt !== null || row.group.archivedAt !== null;
  if (isTaking(viewer, row) && !isOver) await keepVisits(db(), viewer, [id]);
  return readAssignment(viewer, id);
}

const isTaking = (viewer: SignedIn, { groupId }: Assignment): boolean => viewer.groups?.[groupId] === 'member';

const keepVisits = (tx: Database, { id: userId }: SignedIn, assignments: readonly string[]) =>
  tx.assignmentVisit.createMany({
    data: assignments.map((assignmentId) => ({ assignmentId, userId, openedAt: now() })),
    skipDuplicates: true,
  });

/** Keeps which blocks somebody has read: of those only that are assigned to them and open, and of nothing else. */
export async function markBlocksRead(viewer: Viewer, slug: string, blocks: readonly string[]): Promise<List | Problem> {
  if (!viewer) return new Problem('not-signed-in');
  const open = await openArticle(viewer, slug);
  if (open instanceof Problem) return open;
  const { article, revision } = open;
  const assignments = await openToThem(viewer, article.id);
  if (assignments.length > 0) {
    const keys = await blockKeys(db(), revision.id);
    await db().$transaction(async (tx) => {
      for (const { id, firstBlock: first, lastBlock: last } of assignments) {
        const section = blocksOf({ first, last }, keys);
        const read = section.filter((key) => blocks.includes(key));
        if (read.length > 0) await keepRead(tx, viewer, { id, articleId: article.id, section, read });
      }
    });
  }
  return articleAssignments(viewer, slug);
}

async function openToThem(viewer: SignedIn, articleId: string): Promise<Assignment[]> {
  const groups = Object.keys(viewer.groups ?? {}).filter((id) => viewer.groups?.[id] === 'member');
  const assignments = await db().assignment.findMany({
    where: { articleId, groupId: { in: groups }, archivedAt: null, lost: false, group: { archivedAt: null } },
    include: { extensions: { where: { userId: viewer.id } } },
  });
  const at = now().getTime();
  return assignments.filter((row) => {
    const phase = phaseAt(extended(datesOf(row), row.extensions[0]?.dueAt.getTime() ?? null), at);
    return (
      (phase === 'open' || phase === 'overdue') && can(viewer, 'assignment: see', { group: row.groupId, opened: true })
    );
  });
}

interface ReadOfSection {
  readonly id: string;
  readonly articleId: string;
  /** Keys of all its blocks, and of those that were read now. */
  readonly section: readonly string[];
  readonly read: readonly string[];
}

async function keepRead(
  tx: Database,
  viewer: SignedIn,
  { id, articleId, section, read }: ReadOfSection,
): Promise<void> {
  const who = { articleId, userId: viewer.id };
  await tx.blockRead.createMany({
    data: read.map((blockKey) => ({ ...who, blockKey, readAt: now() })),
    skipDuplicates: true,
  });
  await keepVisits(tx, viewer, [id]);
  const known = await tx.blockRead.count({ where: { ...who, blockKey: { in: [...section] } } });
  if (known < section.length) return;
  await tx.assignmentVisit.updateMany({
    where: { assignmentId: id, userId: viewer.id, readAt: null },
    data: { readAt: now() },
  });
}
