import 'server-only';
import type { AnnotationView, ReplyView } from '@/lib/contract/annotations';
import type { Reaction } from '@/lib/domain/discussion/annotation';
import { can, type Viewer } from '@/lib/domain/permissions/can';
import { annotationFacts } from './annotation-facts';
import { PATIENT, viewOf as noteView } from './annotations';
import { db, type Database } from './db';
import { lockThread, recordThread } from './events';
import { holdStanding } from './group-standing';
import { notFound, Problem } from './problem';
import { viewOf as replyViewOf } from './replies';
import { findReply, seenThread, type ReplyAddress, type Thread } from './thread';

/*
 * What somebody says to a note or a reply without a word. Given twice it is given once; taken back by whoever gave it,
 * as long as they see what it is on.
 */

export async function reactToNote(
  asked: Viewer,
  { id, emoji }: { readonly id: string; readonly emoji: Reaction },
  given: boolean,
): Promise<AnnotationView | Problem> {
  if (!asked) return new Problem('not-signed-in');
  const refused = await db().$transaction(async (tx) => {
    const viewer = await holdStanding(tx, asked);
    await lockThread(tx, id);
    const thread = await seenThread(tx, viewer, id);
    if (!thread || thread.deletedAt) return notFound();
    if (given && !can(viewer, 'annotation: answer', annotationFacts(thread))) return notFound();
    return store(tx, { thread, userId: viewer.id, replyId: null, emoji }, given);
  }, PATIENT);
  return refused ?? noteView(asked, id);
}

export async function reactToReply(
  asked: Viewer,
  { emoji, ...at }: ReplyAddress & { readonly emoji: Reaction },
  given: boolean,
): Promise<ReplyView | Problem> {
  if (!asked) return new Problem('not-signed-in');
  const refused = await db().$transaction(async (tx) => {
    const viewer = await holdStanding(tx, asked);
    await lockThread(tx, at.id);
    const found = await findReply(tx, viewer, at);
    if (!found || found.reply.deletedAt) return notFound();
    if (given && !can(viewer, 'reply: react', found.facts)) return notFound();
    return store(tx, { thread: found.thread, userId: viewer.id, replyId: at.reply, emoji }, given);
  }, PATIENT);
  return refused ?? replyViewOf(asked, at);
}

interface Given {
  readonly thread: Thread;
  readonly userId: string;
  /** Null: to the note itself. */
  readonly replyId: string | null;
  readonly emoji: Reaction;
}

async function store(tx: Database, { thread, userId, replyId, emoji }: Given, given: boolean): Promise<null> {
  const row = { onId: replyId ?? thread.id, userId, emoji, annotationId: thread.id, replyId };
  const { count } = given
    ? await tx.reaction.createMany({ data: row, skipDuplicates: true })
    : await tx.reaction.deleteMany({ where: row });
  if (count > 0) await recordThread(tx, { articleId: thread.articleId, annotationId: thread.id });
  return null;
}
