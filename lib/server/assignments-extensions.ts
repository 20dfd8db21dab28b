import 'server-only';
import type { ProgressRow } from '@/lib/contract/assignments';
import type { Viewer } from '@/lib/domain/permissions/can';
import { changeableAssignment } from './assignments-rows';
import { progressRows } from './assignments-table';
import { audit } from './audit';
import { now } from './clock';
import { db } from './db';
import { recordMembership } from './events';
import { notFound, Problem, wrong } from './problem';

/**
 * Gives a member a day of their own, or takes it back.
 *
 * @param dueAt null: as the others
 */
export async function extend(
  viewer: Viewer,
  { id, member }: { readonly id: string; readonly member: string },
  dueAt: Date | null,
): Promise<ProgressRow | Problem> {
  const row = await changeableAssignment(viewer, id);
  if (row instanceof Problem || !viewer) return row instanceof Problem ? row : notFound();
  const [known] = await progressRows(row, [member]);
  if (!known) return notFound();
  if (dueAt && row.opensAt && dueAt <= row.opensAt) return wrong('dueAt', 'date-order');
  const key = { assignmentId: id, userId: member };
  await db().$transaction(async (tx) => {
    const given = { dueAt: dueAt ?? now(), byId: viewer.id, at: now() };
    if (dueAt)
      await tx.extension.upsert({
        where: { assignmentId_userId: key },
        create: { ...key, ...given },
        update: given,
      });
    else await tx.extension.deleteMany({ where: key });
    await audit(tx, viewer.id, 'assignment.extend', id, { member, dueAt: dueAt?.toISOString() ?? '' });
    // What that member is shown of it is different now.
    await recordMembership(tx, member);
  });
  const [changed] = await progressRows(row, [member]);
  return changed ?? notFound();
}
