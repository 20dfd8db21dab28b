import 'server-only';
import { can, type AnnotationFacts, type ReplyFacts, type Viewer } from '@/lib/domain/permissions/can';
import type { Reply } from '@/prisma/generated/client';
import { annotationFacts, findThread } from './annotation-facts';
import type { Database } from './db';

/** A note, or a reply to it. */
export interface SaidId {
  readonly note: string;
  /** Null: the note itself. */
  readonly reply: string | null;
}

type Thread = NonNullable<Awaited<ReturnType<typeof findThread>>>;

/** What somebody said, for those who flag and moderate it: it is there, and not deleted. */
export interface Said {
  /** The note's id, or the reply's: `onId` of its flags. */
  readonly id: string;
  readonly thread: Thread;
  readonly facts: AnnotationFacts;
  readonly reply: (Reply & { readonly facts: ReplyFacts }) | null;
}

/** Null: there is no such thing, or it is deleted. What `viewer` may do with it is for the caller to ask. */
export async function findSaid(database: Database, { note, reply: replyId }: SaidId): Promise<Said | null> {
  const thread = await findThread(database, note);
  if (!thread) return null;
  const facts = annotationFacts(thread);
  if (replyId === null) return thread.deletedAt ? null : { id: note, thread, facts, reply: null };
  const reply = await database.reply.findUnique({ where: { id: replyId, annotationId: note, deletedAt: null } });
  if (!reply) return null;
  const { authorId, origin, hiddenAt } = reply;
  const replyFacts = { thread: facts, authorId, imported: origin !== null, hidden: hiddenAt !== null };
  return { id: reply.id, thread, facts, reply: { ...reply, facts: replyFacts } };
}

export const mayTo = (viewer: Viewer, right: 'flag' | 'hide', { facts, reply }: Said): boolean =>
  reply ? can(viewer, `reply: ${right}`, reply.facts) : can(viewer, `annotation: ${right}`, facts);
