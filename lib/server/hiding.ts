import 'server-only';
import type { AnnotationView, ReplyView } from '@/lib/contract/annotations';
import type { Viewer } from '@/lib/domain/permissions/can';
import { Prisma } from '@/prisma/generated/client';
import { PATIENT, viewOf } from './annotations';
import { annotationViews, selectAnnotations } from './annotations-view';
import { audit, type AuditAction } from './audit';
import { db, type Database } from './db';
import { lockThread, recordThread } from './events';
import { notFound, Problem } from './problem';
import { findSaid, mayTo, type Said, type SaidId } from './said';

/*
 * Who moderates a layer hides what should not stand there, with a reason, on record. Its author still sees it and
 * reads why; everybody else loses sight of it.
 */

/** With a reason it is hidden; null: shown again. */
type Reason = string | null;

export async function setNoteHidden(viewer: Viewer, id: string, reason: Reason): Promise<AnnotationView | Problem> {
  return (await setHidden(viewer, { note: id, reply: null }, reason)) ?? viewOf(viewer, id);
}

export async function setReplyHidden(
  viewer: Viewer,
  note: string,
  reply: string,
  reason: Reason,
): Promise<ReplyView | Problem> {
  const refused = await setHidden(viewer, { note, reply }, reason);
  if (refused) return refused;
  // The last reply under a deleted note takes that with it: whoever hides it is answered all the same.
  const [row] = await selectAnnotations({ where: Prisma.sql`a.id = ${note}::uuid`, tombstones: 'fallen' });
  const view = row && (await annotationViews([row], viewer))[0]?.replies.find(({ id }) => id === reply);
  // Its author deleted it in this moment.
  return view ?? notFound();
}

/** Under the thread's lock: of two moderators at once the second sees what the first did. */
async function setHidden(viewer: Viewer, id: SaidId, reason: Reason): Promise<Problem | undefined> {
  if (!viewer) return new Problem('not-signed-in');
  return db().$transaction(async (tx) => {
    await lockThread(tx, id.note);
    const said = await findSaid(tx, id);
    if (!said || !mayTo(viewer, 'hide', said)) return notFound();
    const { hiddenAt, hiddenReason } = said.reply ?? said.thread;
    if (reason !== null) await settle(tx, said);
    if (hiddenReason === reason) return undefined;
    await write(tx, said, {
      hiddenAt: reason === null ? null : (hiddenAt ?? new Date()),
      hiddenById: reason === null ? null : viewer.id,
      hiddenReason: reason,
    });
    await audit(tx, viewer.id, actionOf(said, reason), said.id, {
      article: said.thread.article.slug,
      annotation: id.note,
      ...(reason !== null && { reason }),
    });
    await recordThread(tx, { articleId: said.thread.article.id, annotationId: id.note });
    return undefined;
  }, PATIENT);
}

const actionOf = ({ reply }: Said, reason: Reason): AuditAction =>
  `${reply ? 'reply' : 'annotation'}.${reason === null ? 'show' : 'hide'}`;

interface Hidden {
  readonly hiddenAt: Date | null;
  readonly hiddenById: string | null;
  readonly hiddenReason: string | null;
}

const write = (tx: Database, { id, reply }: Said, data: Hidden): Promise<unknown> =>
  reply ? tx.reply.update({ where: { id }, data }) : tx.annotation.update({ where: { id }, data });

/** Whoever asked has been answered. */
const settle = (tx: Database, { id }: Said): Promise<unknown> =>
  tx.flag.updateMany({ where: { onId: id, settledAt: null }, data: { settledAt: new Date() } });
