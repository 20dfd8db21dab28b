import 'server-only';
import { uuidv7 } from 'uuidv7';
import type { AssignmentView } from '@/lib/contract/assignments';
import { shiftDays } from '@/lib/domain/assignments/shift-days';
import { can, type Viewer } from '@/lib/domain/permissions/can';
import { Prisma, type Assignment } from '@/prisma/generated/client';
import { articleFacts, storedJson } from './articles';
import { readAssignment } from './assignments-lists';
import { fileAssignment } from './assignments-notes';
import { ledAssignment } from './assignments-rows';
import { audit } from './audit';
import { now } from './clock';
import { db, type Database } from './db';
import { recordArticle } from './events';
import { openGroup } from './groups-open';
import { notFound, Problem, wrong } from './problem';
import { comesAlong, lockedArticle, shareAlong } from './shares';

/*
 * The same again: for another group, or for the next term. Without notes, grades and extensions; with the article, where
 * that is a group's and who copies may share it.
 */

type SignedIn = NonNullable<Viewer>;

/** @param days by which its dates move */
export async function copyAssignment(
  viewer: Viewer,
  id: string,
  { group: groupId, days }: { readonly group: string; readonly days: number },
): Promise<AssignmentView | Problem> {
  const row = await ledAssignment(viewer, id);
  if (row instanceof Problem || !viewer) return row instanceof Problem ? row : notFound();
  const group = await openGroup(viewer, groupId);
  if (group instanceof Problem) return group;
  const copy = await db().$transaction(async (tx) => {
    const article = await lockedArticle(tx, row.articleId);
    if (!can(viewer, 'article: read', articleFacts(article))) return wrong('article', 'invalid');
    if (!comesAlong(viewer, article, groupId)) return wrong('article', 'not-for-members');
    await shareAlong(tx, viewer, article, groupId);
    // As it is by now: an edition may have moved its section meanwhile.
    const current = await tx.assignment.findUniqueOrThrow({ where: { id } });
    const made = await copyOne(tx, current, { to: groupId, days, by: viewer.id });
    await recordArticle(tx, article.id);
    return made;
  });
  return copy instanceof Problem ? copy : readAssignment(viewer, copy);
}

interface Copying {
  /** Id of a group. */
  readonly to: string;
  readonly days: number;
  readonly by: string;
}

/**
 * All that is assigned to a group and not archived, for another one.
 *
 * @param viewer who copies, as they stand in both
 * @param from id of the group
 */
export async function copyAssignments(
  tx: Database,
  viewer: SignedIn,
  from: string,
  { to, days }: Pick<Copying, 'to' | 'days'>,
): Promise<void> {
  const where = { groupId: from, archivedAt: null };
  const known = await tx.assignment.findMany({ where, select: { articleId: true } });
  const articles = [...new Set(known.map(({ articleId }) => articleId))].sort();
  // In one order: of two who copy at once neither waits for the other's.
  for (const id of articles) await shareAlong(tx, viewer, await lockedArticle(tx, id), to);
  const rows = await tx.assignment.findMany({
    where: { ...where, articleId: { in: articles } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  for (const row of rows) await copyOne(tx, row, { to, days, by: viewer.id });
}

async function copyOne(tx: Database, row: Assignment, { to, days, by }: Copying): Promise<string> {
  const id = uuidv7();
  const moved = (at: Date | null) => at && new Date(shiftDays(at.getTime(), days, row.timeZone));
  const { instructions, opensAt, dueAt, closesAt, revealAt, archivedAt: _, ...same } = row;
  await tx.assignment.create({
    data: {
      ...assignmentColumns(same),
      ...{ id, groupId: to, createdById: by, createdAt: now(), updatedAt: now(), version: 1 },
      instructions: instructions === null ? Prisma.DbNull : storedJson(instructions),
      ...{ opensAt: moved(opensAt), dueAt: moved(dueAt), closesAt: moved(closesAt), revealAt: moved(revealAt) },
    },
    select: { id: true },
  });
  await fileAssignment(tx, id);
  await audit(tx, by, 'assignment.copy', id, { from: row.id });
  return id;
}

/** Of a row that may have come with what belongs to it. */
const assignmentColumns = (
  row: Omit<Assignment, 'instructions' | 'opensAt' | 'dueAt' | 'closesAt' | 'revealAt' | 'archivedAt'>,
) => ({
  ...{ articleId: row.articleId, title: row.title, instructionsText: row.instructionsText, timeZone: row.timeZone },
  ...{ firstBlock: row.firstBlock, lastBlock: row.lastBlock, lost: row.lost },
  ...{ madeOn: row.madeOn, madeFirst: row.madeFirst, madeLast: row.madeLast },
  ...{ mustRead: row.mustRead, minNotes: row.minNotes, minReplies: row.minReplies },
  ...{ reveal: row.reveal, revealAfter: row.revealAfter, anonymous: row.anonymous },
});
