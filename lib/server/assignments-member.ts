import 'server-only';
import type { ResponseOf } from '@/lib/contract/endpoint';
import type { Endpoints } from '@/lib/contract/endpoints';
import { can, type Viewer } from '@/lib/domain/permissions/can';
import { Prisma } from '@/prisma/generated/client';
import { annotationViews, selectAnnotations } from './annotations-view';
import { assignmentFacts, seenAssignment } from './assignments-rows';
import { progressRows } from './assignments-table';
import { gradeView } from './assignments-view';
import { db } from './db';
import { SAID_AT_IN_SQL, STOOD_IN_SQL } from './group-standing';
import { notFound, Problem } from './problem';
import { readableInSql, seenInSql } from './visible';

type Work = ResponseOf<Endpoints['GET /api/assignments/:id/members/:member']>;

/** All that a member did for an assignment, in the order of the text: for who leads the group, and for themself. */
export async function memberWork(
  viewer: Viewer,
  { id, member }: { readonly id: string; readonly member: string },
): Promise<Work | Problem> {
  const assignment = await seenAssignment(viewer, id);
  if (assignment instanceof Problem || !viewer) return assignment instanceof Problem ? assignment : notFound();
  const leads = can(viewer, 'assignment: lead', assignmentFacts(assignment));
  if (!leads && viewer.id !== member) return notFound();
  const [row] = await progressRows(assignment, [member]);
  if (!row) return notFound();
  const rows = await selectAnnotations({
    where: Prisma.sql`a.id IN (SELECT annotation_id FROM assignment_note WHERE assignment_id = ${id}::uuid)
      AND (a.author_id = ${member}::uuid OR a.id IN (
        SELECT annotation_id FROM reply WHERE author_id = ${member}::uuid AND deleted_at IS NULL))
      AND ${seenInSql(viewer, readableInSql(viewer))}`,
    tombstones: true,
  });
  const views = await annotationViews(rows, viewer);
  const saidAt = await selectTimes(id, member);
  return {
    row: leads || row.grade.releasedAt !== null ? row : { ...row, grade: gradeView(undefined) },
    notes: views.flatMap((note) => {
      const at = saidAt.get(note.id);
      return at === undefined ? [] : [{ ...note, saidAt: at.toISOString() }];
    }),
    replies: views.flatMap((on) =>
      on.replies
        .filter((reply) => (member === viewer.id ? reply.mine : reply.author?.id === member))
        .map((reply) => ({ on, reply })),
    ),
  };
}

/** When a member said what for an assignment: by id, of the notes that are theirs and there. */
async function selectTimes(assignment: string, member: string): Promise<ReadonlyMap<string, Date>> {
  const rows = await db().$queryRaw<{ id: string; at: Date }[]>`
    SELECT a.id, ${SAID_AT_IN_SQL} AS at FROM assignment_note filed JOIN annotation a ON a.id = filed.annotation_id
    ${STOOD_IN_SQL}
    WHERE filed.assignment_id = ${assignment}::uuid AND a.author_id = ${member}::uuid AND a.deleted_at IS NULL`;
  return new Map(rows.map(({ id, at }) => [id, at]));
}
