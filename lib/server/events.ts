import 'server-only';
import type { Layer } from '@/lib/domain/discussion/annotation';
import type { EventKind } from '@/prisma/generated/client';
import { db, type Database } from './db';
import { layerColumns } from './layers';

/*
 * The event log: what happened to threads, in the order in which it was committed. Readers' pages hear of it
 * (lib/contract/events.ts), and what is unread counts by it.
 */

/** The channel that hears of every event; its payload is the event's id. */
export const CHANNEL = 'meipi_event';

/** Any number, known to nothing else: who holds it may take the next event's number. */
export const TURN = 8_624_310_917n;

interface Happening {
  readonly kind: EventKind;
  readonly articleId?: string;
  readonly annotationId?: string;
  readonly before?: Layer;
  readonly userId?: string;
}

/**
 * Takes the next number for what is about to be committed, and tells the other processes once it is.
 *
 * The last thing that a transaction does, or all who write anything wait for it; and it must hold the locks of
 * whatever it still changes. From here to the commit nobody else takes a number: so whoever has seen a number has
 * seen, or can see, everything that has a smaller one.
 */
async function recordEvent(
  tx: Database,
  { kind, articleId, annotationId, before, userId }: Happening,
): Promise<bigint> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(${TURN})::text`;
  const { layer, groupId } = before ? layerColumns(before) : { layer: null, groupId: null };
  const { id } = await tx.event.create({
    data: { kind, articleId, annotationId, userId, beforeLayer: layer, beforeGroupId: groupId },
    select: { id: true },
  });
  await tx.$queryRaw`SELECT pg_notify(${CHANNEL}, ${id.toString()})::text`;
  return id;
}

interface ThreadChange {
  readonly articleId: string;
  readonly annotationId: string;
  /** Default: it is there, and changed. */
  readonly kind?: 'changed' | 'removed';
  /** The layer it was in, if that is another now. */
  readonly before?: Layer;
  /** Whose words came to it, if any did: for others it is unread now. */
  readonly saidBy?: string;
}

/** Records that a thread changed. The caller has locked the note's row ({@link lockThread}) or has just made it. */
export async function recordThread(tx: Database, { kind = 'changed', saidBy, ...thread }: ThreadChange): Promise<void> {
  const activity = await recordEvent(tx, { kind, ...thread });
  if (saidBy === undefined) return;
  const { annotationId } = thread;
  await tx.annotation.update({ where: { id: annotationId }, data: { activity }, select: { id: true } });
  const key = { userId: saidBy, annotationId };
  await tx.threadRead.upsert({
    where: { userId_annotationId: key },
    create: { ...key, upTo: activity },
    update: { upTo: activity },
    select: { userId: true },
  });
}

/** Records that an article's notes are to be looked at again: an edition, notes from elsewhere. */
export const recordArticle = (tx: Database, articleId: string): Promise<bigint> =>
  recordEvent(tx, { kind: 'article', articleId });

/** Records that somebody joined or left a group, or is something else in it. */
export const recordMembership = (tx: Database, userId: string): Promise<bigint> =>
  recordEvent(tx, { kind: 'membership', userId });

/** Keeps a note's row, and so its whole thread, from other writers until the transaction ends. */
export const lockThread = async (tx: Database, annotationId: string): Promise<void> => {
  await tx.$queryRaw`SELECT 1 FROM annotation WHERE id = ${annotationId}::uuid FOR NO KEY UPDATE`;
};

/** Number of the newest event: everything up to it can be read. */
export async function newestEvent(database: Database = db()): Promise<bigint> {
  const [row] = await database.$queryRaw<{ id: bigint }[]>`SELECT coalesce(max(id), 0) AS id FROM event`;
  return row?.id ?? 0n;
}

/** How long an event is kept: who has been away for longer fetches everything again. */
const KEPT_MS = 7 * 24 * 60 * 60 * 1000;

/** Takes old events away. The newest stays: marks of what was read count from it. */
export const purgeEvents = (now = new Date()): Promise<number> => db().$executeRaw`
  DELETE FROM event WHERE created_at < ${new Date(now.getTime() - KEPT_MS)} AND id < (SELECT max(id) FROM event)`;
