import 'server-only';
import type { NoteBody } from '@/lib/richtext/body';
import { mentionedIn, withNames } from '@/lib/richtext/mentions';
import type { Database } from './db';
import { notify } from './notify';
import { namesOf, type Naming } from './people-to-name';

/** The words as they are stored: who may be named there is, by the name they have now; others stand there as words. */
export async function settledBody<B extends NoteBody | null>(
  tx: Database,
  body: B,
  naming: Naming,
): Promise<B | NoteBody> {
  const ids = body === null ? [] : mentionedIn(body);
  return body === null || ids.length === 0 ? body : withNames(body, await namesOf(tx, ids, naming));
}

/** Keeps the rows of who is named equal to what words that were settled name. Null: they say nothing now. */
export async function keepMentions(
  tx: Database,
  { annotationId, replyId = null }: { readonly annotationId: string; readonly replyId?: string | null },
  body: NoteBody | null,
): Promise<void> {
  const ids = body === null ? [] : mentionedIn(body);
  await tx.mention.deleteMany({ where: { annotationId, replyId, userId: { notIn: ids } } });
  if (ids.length === 0) return;
  // Whose account was deleted since the words were settled is named no more.
  const there = await tx.user.findMany({ where: { id: { in: ids } }, select: { id: true } });
  const inId = replyId ?? annotationId;
  await tx.mention.createMany({
    data: there.map(({ id }) => ({ inId, userId: id, annotationId, replyId })),
    skipDuplicates: true,
  });
  const { groupId } = await tx.annotation.findUniqueOrThrow({ where: { id: annotationId }, select: { groupId: true } });
  await notify(
    tx,
    'mention',
    there.map(({ id }) => ({ userId: id, once: inId, groupId, annotationId, replyId })),
  );
}
