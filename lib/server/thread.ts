import 'server-only';
import { can, type ReplyFacts, type Viewer } from '@/lib/domain/permissions/can';
import type { Reply } from '@/prisma/generated/client';
import { annotationFacts, findThread } from './annotation-facts';
import type { Database } from './db';

/*
 * A note, and what is said to it, as somebody finds it who wants to do something with it.
 */

export type Thread = NonNullable<Awaited<ReturnType<typeof findThread>>>;

/** Where a reply is, or is to be. */
export interface ReplyAddress {
  /** Of the note. */
  readonly id: string;
  readonly reply: string;
}

/** A thread that stands, if the viewer may see it; a note that was deleted stands while its answers do. */
export async function seenThread(database: Database, viewer: Viewer, id: string): Promise<Thread | null> {
  const thread = await findThread(database, id);
  if (!thread || !can(viewer, 'annotation: see', annotationFacts(thread))) return null;
  return thread.deletedAt === null || (await isAnswered(database, id)) ? thread : null;
}

/** Whether replies stand that others than moderators see: a deleted note is then a tombstone. */
export const isAnswered = async (database: Database, id: string): Promise<boolean> =>
  (await database.reply.count({ where: { annotationId: id, deletedAt: null, hiddenAt: null }, take: 1 })) > 0;

export interface FoundReply {
  readonly thread: Thread;
  readonly reply: Reply;
  readonly facts: ReplyFacts;
}

/** A reply, deleted or not, if the viewer may see it. */
export async function findReply(database: Database, viewer: Viewer, at: ReplyAddress): Promise<FoundReply | null> {
  const reply = await database.reply.findUnique({ where: { id: at.reply, annotationId: at.id } });
  const thread = reply && (await findThread(database, at.id));
  if (!thread) return null;
  const facts = {
    thread: annotationFacts(thread),
    authorId: reply.authorId,
    imported: reply.origin !== null,
    hidden: reply.hiddenAt !== null,
  };
  return can(viewer, 'reply: see', facts) ? { thread, reply, facts } : null;
}
