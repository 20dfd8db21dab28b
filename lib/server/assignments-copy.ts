import 'server-only';
import { uuidv7 } from 'uuidv7';
import type { AssignmentView } from '@/lib/contract/assignments';
import { shiftDays } from '@/lib/domain/assignments/shift-days';
import type { Viewer } from '@/lib/domain/permissions/can';
import { Prisma, type Assignment } from '@/prisma/generated/client';
import { articleFor, lockArticle } from './assignments';
import { storedJson } from './articles';
import { readAssignment } from './assignments-lists';
import { fileAssignment } from './assignments-notes';
import { ledAssignment } from './assignments-rows';
import { audit } from './audit';
import { now } from './clock';
import { db, type Database } from './db';
import { recordArticle } from './events';
import { openGroup } from './groups-open';
import { notFound, Problem } from './problem';

/*
 * The same again: for another group, or for the next term. Without notes, grades and extensions.
 */

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
  const article = await articleFor(viewer, group, row.article.slug);
  if (article instanceof Problem) return article;
  const copy = await db().$transaction(async (tx) => {
    await lockArticle(tx, article.id);
    // As it is by now: an edition may have moved its section meanwhile.
    const current = await tx.assignment.findUniqueOrThrow({ where: { id } });
    const made = await copyOne(tx, current, { to: groupId, days, by: viewer.id });
    await recordArticle(tx, article.id);
    return made;
  });
  return readAssignment(viewer, copy);
}

interface Copying {
  /** Ids of groups. */
  readonly from: string;
  readonly to: string;
  readonly days: number;
  readonly by: string;
}

/** All that is assigned to a group and not archived, for another one. */
export async function copyAssignments(tx: Database, { from, ...copying }: Copying): Promise<void> {
  const where = { groupId: from, archivedAt: null };
  const known = await tx.assignment.findMany({ where, select: { articleId: true } });
  const articles = [...new Set(known.map(({ articleId }) => articleId))].sort();
  // In one order: of two who copy at once neither waits for the other's.
  for (const id of articles) await lockArticle(tx, id);
  const rows = await tx.assignment.findMany({
    where: { ...where, articleId: { in: articles } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  for (const row of rows) await copyOne(tx, row, copying);
}

async function copyOne(tx: Database, row: Assignment, { to, days, by }: Omit<Copying, 'from'>): Promise<string> {
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
