import 'server-only';
import { Prisma } from '@/prisma/generated/client';
import type { Database } from './db';
import { recordArticle, recordMembership } from './events';
import { Problem } from './problem';

/*
 * What becomes of somebody's notes, replies and groups when their account is deleted. What others said stays, whatever
 * it was said to.
 */

/** What happens to what they said to others. What was for themself alone always goes. */
export type Leaving = 'keep' | 'delete';

/**
 * Deletes an account, with all that goes with it. Kept words lose their author; a note that goes but was answered
 * becomes a tombstone without words.
 */
export async function deleteAccount(tx: Database, userId: string, words: Leaving): Promise<Problem | null> {
  const groups = await groupsLeft(tx, userId);
  if (groups instanceof Problem) return groups;
  const articles = await articlesTouched(tx, userId);
  await lockThreads(tx, userId);
  const leaver = { userId, words, alone: groups.alone };
  await dropReplies(tx, leaver);
  await wipeAnswered(tx, leaver);
  await tx.$executeRaw`DELETE FROM annotation a WHERE ${goes(leaver)} AND NOT ${answered(leaver)}`;
  await dropWhatWasForOthers(tx, userId);
  await tx.user.deleteMany({ where: { id: userId } });
  await tx.group.deleteMany({ where: { id: { in: groups.alone }, annotations: { none: {} }, articles: { none: {} } } });
  for (const article of articles) await recordArticle(tx, article);
  if (groups.any) await recordMembership(tx, userId);
  return null;
}

interface Groups {
  /** Ids of those that have nobody else. */
  readonly alone: string[];
  readonly any: boolean;
}

/** A group with members keeps an owner. */
async function groupsLeft(tx: Database, userId: string): Promise<Groups | Problem> {
  // Two owners who leave at once would both find the other.
  await tx.$queryRaw`SELECT 1 FROM "group" WHERE id IN (SELECT group_id FROM membership WHERE user_id = ${userId}::uuid)
    ORDER BY id FOR UPDATE`;
  const groups = await tx.group.findMany({
    where: { memberships: { some: { userId } } },
    include: { memberships: { select: { userId: true, role: true } } },
  });
  const others = groups.map(({ id, memberships }) => ({
    id,
    owned: memberships.some((member) => member.userId === userId && member.role === 'owner'),
    members: memberships.filter((member) => member.userId !== userId),
  }));
  const isLeft = others.some(
    ({ owned, members }) => owned && members.length > 0 && !members.some(({ role }) => role === 'owner'),
  );
  if (isLeft) return new Problem('last-owner');
  return { alone: others.filter(({ members }) => members.length === 0).map(({ id }) => id), any: groups.length > 0 };
}

/** Ids of those where others see threads that they have a part in. */
async function articlesTouched(tx: Database, userId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT a.article_id AS id FROM annotation a
    WHERE a.layer <> 'private' AND (a.author_id = ${userId}::uuid
      OR a.id IN (SELECT annotation_id FROM reply WHERE author_id = ${userId}::uuid)
      OR a.id IN (SELECT annotation_id FROM reaction WHERE user_id = ${userId}::uuid))`;
  return rows.map(({ id }) => id);
}

/** Whoever answers meanwhile is there before, and is kept, or comes after, and finds a tombstone or nothing. */
const lockThreads = (tx: Database, userId: string) => tx.$queryRaw`
  SELECT 1 FROM annotation a WHERE a.author_id = ${userId}::uuid
    OR a.id IN (SELECT annotation_id FROM reply WHERE author_id = ${userId}::uuid)
  ORDER BY a.id FOR UPDATE`;

interface Leaver {
  readonly userId: string;
  readonly words: Leaving;
  /** Groups that nobody is in but they. */
  readonly alone: readonly string[];
}

/** Those they had deleted go in any case. */
const dropReplies = (tx: Database, { userId, words }: Leaver) => tx.$executeRaw`
  DELETE FROM reply WHERE author_id = ${userId}::uuid AND (${words === 'delete'} OR deleted_at IS NOT NULL)`;

/** Whether nobody else could read it, over `a` (annotation). */
const forThemself = ({ alone }: Leaver): Prisma.Sql =>
  Prisma.sql`(a.layer = 'private' OR a.group_id = ANY (${alone}::uuid[]))`;

/** Whether it is a note of theirs that goes. */
const goes = (leaver: Leaver): Prisma.Sql => Prisma.sql`(a.author_id = ${leaver.userId}::uuid
  AND (${leaver.words === 'delete'} OR a.deleted_at IS NOT NULL OR ${forThemself(leaver)}))`;

/** Whether a reply stays that somebody else said, or that they leave to others. */
const answered = (leaver: Leaver): Prisma.Sql => Prisma.sql`EXISTS (
  SELECT 1 FROM reply r WHERE r.annotation_id = a.id AND r.deleted_at IS NULL
    AND (r.author_id IS DISTINCT FROM ${leaver.userId}::uuid OR NOT ${forThemself(leaver)}))`;

/** Of a note that goes and was answered, a tombstone stays: where it stood, and nothing that was said in it. */
async function wipeAnswered(tx: Database, leaver: Leaver): Promise<void> {
  const wiped = await tx.$queryRaw<{ id: string }[]>`
    UPDATE annotation a SET deleted_at = coalesce(a.deleted_at, now()), body = NULL, body_text = '', tags = '{}',
      request_hash = '', resolved_at = NULL, resolved_by_id = NULL
    WHERE ${goes(leaver)} AND ${answered(leaver)} RETURNING a.id`;
  const ofNotes = { annotationId: { in: wiped.map(({ id }) => id) }, replyId: null };
  await tx.wording.deleteMany({ where: ofNotes });
  await tx.mention.deleteMany({ where: ofNotes });
  await tx.reaction.deleteMany({ where: ofNotes });
  await tx.flag.deleteMany({ where: ofNotes });
  await tx.annotationWords.deleteMany({ where: { annotationId: ofNotes.annotationId } });
}

/** What kept words said to others than those who read them now was for their author to look up. */
const dropWhatWasForOthers = (tx: Database, userId: string) => tx.$executeRaw`
  DELETE FROM wording w USING annotation a
  WHERE a.id = w.annotation_id AND (w.layer, w.group_id) IS DISTINCT FROM (a.layer, a.group_id)
    AND CASE WHEN w.reply_id IS NULL THEN a.author_id = ${userId}::uuid
      ELSE w.reply_id IN (SELECT id FROM reply WHERE author_id = ${userId}::uuid) END`;
