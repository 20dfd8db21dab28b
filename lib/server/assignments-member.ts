import 'server-only';
import type { ResponseOf } from '@/lib/contract/endpoint';
import type { Endpoints } from '@/lib/contract/endpoints';
import { can, type Viewer } from '@/lib/domain/permissions/can';
import { Prisma } from '@/prisma/generated/client';
import { annotationViews, selectAnnotations } from './annotations-view';
import { assignmentFacts, seenAssignment } from './assignments-rows';
import { progressRows } from './assignments-table';
import { gradeView } from './assignments-view';
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
  const theirs = new Map(
    rows
      .filter(({ authorId, deletedAt }) => authorId === member && !deletedAt)
      .map(({ id, saidAt }) => [id, saidAt.toISOString()]),
  );
  return {
    row: leads || row.grade.releasedAt !== null ? row : { ...row, grade: gradeView(undefined) },
    notes: views.flatMap((note) => {
      const saidAt = theirs.get(note.id);
      return saidAt === undefined ? [] : [{ ...note, saidAt }];
    }),
    replies: views.flatMap((on) =>
      on.replies
        .filter((reply) => (member === viewer.id ? reply.mine : reply.author?.id === member))
        .map((reply) => ({ on, reply })),
    ),
  };
}
