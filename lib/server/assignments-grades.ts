import 'server-only';
import type { GradeView } from '@/lib/contract/assignments';
import type { Viewer } from '@/lib/domain/permissions/can';
import { isEmptyBody, plainText } from '@/lib/richtext/body';
import { checkBody, MAX_BODY_LENGTH } from '@/lib/richtext/check-body';
import { Prisma } from '@/prisma/generated/client';
import { refuseVersion, staleVersion } from './annotations';
import { storedJson } from './articles';
import { changeableAssignment } from './assignments-rows';
import { progressRows } from './assignments-table';
import { gradeView } from './assignments-view';
import { audit } from './audit';
import { now } from './clock';
import { db } from './db';
import { notFound, Problem, wrong } from './problem';

/*
 * What an instructor says to a member in private. Held back until it is released.
 */

interface Words {
  readonly grade: string;
  readonly feedback: unknown;
}

/** @param version that was seen, 0: none; '*' for whichever there is; null: not said */
export async function putGrade(
  viewer: Viewer,
  { id, member }: { readonly id: string; readonly member: string },
  version: number | '*' | null,
  { grade, feedback }: Words,
): Promise<GradeView | Problem> {
  const row = await changeableAssignment(viewer, id);
  if (row instanceof Problem || !viewer) return row instanceof Problem ? row : notFound();
  const [known] = await progressRows(row, [member]);
  if (!known) return notFound();
  const refusal = refuseVersion(version, known.grade.version);
  if (refusal) return refusal;
  const body = feedback === null ? null : checkBody(feedback);
  if (body === 'too-long') return wrong('feedback', 'too-long', { n: MAX_BODY_LENGTH });
  if (body === 'invalid') return wrong('feedback', 'invalid');
  const words = isEmptyBody(body) ? null : body;
  const columns = {
    grade,
    feedback: words === null ? Prisma.DbNull : storedJson(words),
    feedbackText: words === null ? '' : plainText(words),
    ...{ byId: viewer.id, updatedAt: now() },
  };
  const key = { assignmentId: id, userId: member };
  const stored = await db().$transaction(async (tx) => {
    const { count } =
      known.grade.version === 0
        ? await tx.grade.createMany({ data: { ...key, ...columns }, skipDuplicates: true })
        : await tx.grade.updateMany({
            where: { ...key, version: known.grade.version },
            data: { ...columns, version: { increment: 1 } },
          });
    if (count === 0) return null;
    await audit(tx, viewer.id, 'assignment.grade', id, { member });
    return tx.grade.findUniqueOrThrow({ where: { assignmentId_userId: key } });
  });
  return stored ? gradeView(stored) : staleVersion(known.grade.version + 1);
}

interface Releasing {
  readonly released: boolean;
  /** Default: all who have one. */
  readonly members?: readonly string[];
}

/** Lets members see what was said to them, or holds it back. */
export async function releaseGrades(
  viewer: Viewer,
  id: string,
  { released, members }: Releasing,
): Promise<{ changed: number } | Problem> {
  const row = await changeableAssignment(viewer, id);
  if (row instanceof Problem || !viewer) return row instanceof Problem ? row : notFound();
  return db().$transaction(async (tx) => {
    const { count } = await tx.grade.updateMany({
      where: {
        assignmentId: id,
        releasedAt: released ? null : { not: null },
        ...(members && { userId: { in: [...members] } }),
        // An empty one says nothing.
        ...(released && { OR: [{ grade: { not: '' } }, { feedbackText: { not: '' } }] }),
      },
      // Who writes knows whether it is seen at once: what was meant to be held back is not saved into what is released by now.
      data: { releasedAt: released ? now() : null, version: { increment: 1 } },
    });
    if (count > 0) await audit(tx, viewer.id, 'assignment.release', id, { released: String(released) });
    return { changed: count };
  });
}
