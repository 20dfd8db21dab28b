import 'server-only';
import type { AnnotationView } from '@/lib/contract/annotations';
import { can, type Viewer } from '@/lib/domain/permissions/can';
import { annotationFacts } from './annotation-facts';
import { PATIENT, viewOf } from './annotations';
import { db } from './db';
import { lockThread, recordThread } from './events';
import { holdStanding } from './group-standing';
import { notFound, Problem, wrong } from './problem';
import { seenThread } from './thread';

/** Says that a question is answered, or that it is not after all. What is said to it later leaves that as it is. */
export async function resolve(asked: Viewer, id: string, isResolved: boolean): Promise<AnnotationView | Problem> {
  if (!asked) return new Problem('not-signed-in');
  const refused = await db().$transaction(async (tx) => {
    const viewer = await holdStanding(tx, asked);
    await lockThread(tx, id);
    const thread = await seenThread(tx, viewer, id);
    if (!thread || thread.deletedAt || !can(viewer, 'annotation: resolve', annotationFacts(thread))) return notFound();
    if (thread.motivation !== 'questioning') return wrong('motivation', 'no-question');
    if ((thread.resolvedAt !== null) === isResolved) return null;
    const resolved = isResolved
      ? { resolvedAt: new Date(), resolvedById: viewer.id }
      : { resolvedAt: null, resolvedById: null };
    await tx.annotation.update({ where: { id }, data: resolved, select: { id: true } });
    await recordThread(tx, { articleId: thread.articleId, annotationId: id });
    return null;
  }, PATIENT);
  return refused ?? viewOf(asked, id);
}
