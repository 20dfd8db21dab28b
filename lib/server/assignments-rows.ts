import 'server-only';
import type { Dates } from '@/lib/domain/assignments/dates';
import type { CompletionRule } from '@/lib/domain/assignments/rule';
import { can, type AssignmentFacts, type Viewer } from '@/lib/domain/permissions/can';
import type { Assignment } from '@/prisma/generated/client';
import { OF_ARTICLE } from './articles';
import { now } from './clock';
import { db } from './db';
import { notFound, Problem } from './problem';

/*
 * Assignments as they are stored, and as somebody finds them who wants to see or change one.
 */

export const OF_ASSIGNMENT = { group: true, article: { include: OF_ARTICLE } } as const;
export type AssignmentRow = NonNullable<Awaited<ReturnType<typeof findRow>>>;

const findRow = (id: string) => db().assignment.findUnique({ where: { id }, include: OF_ASSIGNMENT });

export const assignmentFacts = ({ groupId, opensAt }: Pick<Assignment, 'groupId' | 'opensAt'>): AssignmentFacts => ({
  group: groupId,
  opened: opensAt === null || opensAt <= now(),
});

/** An assignment that the viewer may see. */
export async function seenAssignment(viewer: Viewer, id: string): Promise<AssignmentRow | Problem> {
  const row = await findRow(id);
  if (row && can(viewer, 'assignment: see', assignmentFacts(row))) return row;
  return viewer ? notFound() : new Problem('not-signed-in');
}

/** An assignment that the viewer may change, and whose progress is theirs to see. */
export async function ledAssignment(viewer: Viewer, id: string): Promise<AssignmentRow | Problem> {
  const row = await findRow(id);
  if (row && can(viewer, 'assignment: lead', assignmentFacts(row))) return row;
  return viewer ? notFound() : new Problem('not-signed-in');
}

/** Likewise, where something is to be added or changed: not in a group that is archived. */
export async function changeableAssignment(viewer: Viewer, id: string): Promise<AssignmentRow | Problem> {
  const row = await ledAssignment(viewer, id);
  return !(row instanceof Problem) && row.group.archivedAt ? new Problem('group-archived') : row;
}

/** Of everybody; a member may have longer. Milliseconds. */
export const datesOf = ({ opensAt, dueAt, closesAt }: Pick<Assignment, 'opensAt' | 'dueAt' | 'closesAt'>): Dates => ({
  opensAt: opensAt?.getTime() ?? null,
  dueAt: dueAt?.getTime() ?? null,
  closesAt: closesAt?.getTime() ?? null,
});

export const ruleOf = ({ mustRead, minNotes, minReplies }: CompletionRule): CompletionRule => ({
  ...{ mustRead, minNotes, minReplies },
});
