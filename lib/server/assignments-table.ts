import 'server-only';
import type { AssignmentView, ProgressRow } from '@/lib/contract/assignments';
import { STANDINGS } from '@/lib/domain/assignments/standing';
import type { Viewer } from '@/lib/domain/permissions/can';
import { readProgress } from './assignments-progress';
import { ledAssignment, type AssignmentRow } from './assignments-rows';
import { assignmentViews, gradeView } from './assignments-view';
import { db } from './db';
import { notFound, Problem } from './problem';

/** What every member did, those first who never opened it. A fixed number of queries, however many there are. */
export async function progressTable(
  viewer: Viewer,
  id: string,
): Promise<{ assignment: AssignmentView; rows: ProgressRow[] } | Problem> {
  const row = await ledAssignment(viewer, id);
  if (row instanceof Problem || !viewer) return row instanceof Problem ? row : notFound();
  const [[assignment], rows] = await Promise.all([assignmentViews(viewer, [row]), progressRows(row)]);
  return assignment ? { assignment, rows } : notFound();
}

/**
 * The table's rows: the members, and who has left the group and did something.
 *
 * @param people default: all of them
 */
export async function progressRows(assignment: AssignmentRow, people?: readonly string[]): Promise<ProgressRow[]> {
  const { id, groupId } = assignment;
  const [members, progress, grades] = await Promise.all([
    db().$queryRaw<{ id: string; name: string; left: boolean }[]>`
      SELECT u.id, u.name, m.user_id IS NULL AS left
      FROM "user" u LEFT JOIN membership m ON m.user_id = u.id AND m.group_id = ${groupId}::uuid
      WHERE (m.role = 'member' OR (m.user_id IS NULL AND u.id IN (
          SELECT user_id FROM assignment_visit WHERE assignment_id = ${id}::uuid
          UNION SELECT a.author_id FROM assignment_note filed JOIN annotation a ON a.id = filed.annotation_id
            WHERE filed.assignment_id = ${id}::uuid AND a.deleted_at IS NULL
          UNION SELECT r.author_id FROM assignment_note filed JOIN reply r ON r.annotation_id = filed.annotation_id
            WHERE filed.assignment_id = ${id}::uuid AND r.deleted_at IS NULL)))
        AND (${people === undefined} OR u.id = ANY (${[...(people ?? [])]}::uuid[]))
      ORDER BY u.name, u.id`,
    readProgress({ assignments: [assignment], people }),
    db().grade.findMany({ where: { assignmentId: id, ...(people && { userId: { in: [...people] } }) } }),
  ]);
  const gradeOf = new Map(grades.map((grade) => [grade.userId, grade]));
  const rows = members.map(({ id: userId, name, left }) => ({
    ...progress(id, userId),
    member: { id: userId, name },
    left,
    grade: gradeView(gradeOf.get(userId)),
  }));
  const rank = ({ standing }: ProgressRow): number => STANDINGS.indexOf(standing);
  return rows.toSorted((a, b) => rank(a) - rank(b));
}
