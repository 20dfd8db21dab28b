import 'server-only';
import type { Viewer } from '@/lib/domain/permissions/can';
import { audit } from './audit';
import { db } from './db';
import { notFound, Problem } from './problem';
import { takeTurn } from './rate-limit';
import { findSaid, mayTo, type SaidId } from './said';

/*
 * Readers ask whoever moderates a layer to look at something, once each, and say why. Nobody else hears of it: it is
 * no event, and the flagged one's author does not learn of it.
 */

/** Again replaces the reason; after it was settled it waits anew. */
export async function flag(viewer: Viewer, id: SaidId, reason: string): Promise<Problem | undefined> {
  if (!viewer) return new Problem('not-signed-in');
  const said = await findSaid(db(), id);
  if (!said || !mayTo(viewer, 'flag', said)) return notFound();
  const refused = await takeTurn('flag', viewer.id);
  if (refused) return refused;
  await db().$executeRaw`
    INSERT INTO flag (on_id, user_id, annotation_id, reply_id, reason)
    VALUES (${said.id}::uuid, ${viewer.id}::uuid, ${id.note}::uuid, ${id.reply}::uuid, ${reason})
    ON CONFLICT (on_id, user_id) DO UPDATE SET
      reason = excluded.reason,
      created_at = CASE WHEN flag.settled_at IS NULL THEN flag.created_at ELSE now() END,
      settled_at = NULL`;
  return undefined;
}

/** What was decided stays decided: only a flag that waits is taken back. Again changes nothing. */
export async function unflag(viewer: Viewer, id: SaidId): Promise<Problem | undefined> {
  if (!viewer) return new Problem('not-signed-in');
  const said = await findSaid(db(), id);
  if (!said || !mayTo(viewer, 'flag', said)) return notFound();
  await db().flag.deleteMany({ where: { onId: said.id, userId: viewer.id, settledAt: null } });
  return undefined;
}

/** Nothing is wrong with it. Again changes nothing. */
export async function settleFlags(viewer: Viewer, id: SaidId): Promise<Problem | undefined> {
  if (!viewer) return new Problem('not-signed-in');
  const said = await findSaid(db(), id);
  if (!said || !mayTo(viewer, 'hide', said)) return notFound();
  await db().$transaction(async (tx) => {
    const { count } = await tx.flag.updateMany({
      where: { onId: said.id, settledAt: null },
      data: { settledAt: new Date() },
    });
    if (count === 0) return;
    await audit(tx, viewer.id, 'flag.settle', said.id, { article: said.thread.article.slug, annotation: id.note });
  });
  return undefined;
}
