import 'server-only';
import type { Wording } from '@/lib/contract/threads';
import type { Layer, Motivation } from '@/lib/domain/discussion/annotation';
import type { Viewer } from '@/lib/domain/permissions/can';
import type { NoteBody } from '@/lib/richtext/body';
import { readBody } from '@/lib/richtext/read-body';
import { Prisma, type Annotation, type Reply } from '@/prisma/generated/client';
import { storedJson } from './articles';
import { db, type Database } from './db';
import { layerColumns, layerOf } from './layers';
import { notFound, type Problem } from './problem';
import { findReply, type ReplyAddress } from './thread';
import { visibleAnnotations } from './visible';

/*
 * What notes and replies said before they were changed.
 */

interface Earlier {
  readonly annotationId: string;
  /** Null: of the note itself. */
  readonly replyId: string | null;
  readonly version: number;
  /** In which the thread was while they were in force, to the end. */
  readonly layer: Layer;
  readonly motivation: Motivation | null;
  readonly body: NoteBody | null;
  readonly tags: readonly string[];
  readonly writtenAt: Date;
}

/** Keeps words that are about to be replaced. */
export const keepWording = async (tx: Database, { layer, body, tags, ...earlier }: Earlier): Promise<void> => {
  await tx.wording.create({
    data: {
      ...earlier,
      ...layerColumns(layer),
      body: body === null ? Prisma.DbNull : storedJson(body),
      tags: [...tags],
    },
    select: { id: true },
  });
};

type Wordings = { wordings: Wording[] };

/** What a note says and has said. What it said to others than those who see it now is for its author alone. */
export async function noteWordings(viewer: Viewer, id: string): Promise<Wordings | Problem> {
  const note = await db().annotation.findFirst({
    where: { AND: [{ id, deletedAt: null }, visibleAnnotations(viewer)] },
  });
  if (!note) return notFound();
  return { wordings: [inForce(note, note.tags), ...(await earlierOf(viewer, note, { replyId: null, of: note }))] };
}

export async function replyWordings(viewer: Viewer, at: ReplyAddress): Promise<Wordings | Problem> {
  const found = await findReply(db(), viewer, at);
  if (!found || found.reply.deletedAt) return notFound();
  const { thread, reply } = found;
  return { wordings: [inForce(reply, []), ...(await earlierOf(viewer, thread, { replyId: reply.id, of: reply }))] };
}

const inForce = ({ version, updatedAt, body }: Annotation | Reply, tags: readonly string[]): Wording => ({
  version,
  writtenAt: updatedAt.toISOString(),
  body: shownBody(body),
  tags: [...tags],
});

const shownBody = (stored: unknown): Wording['body'] => {
  const body = readBody(stored);
  return body && { ...body };
};

async function earlierOf(
  viewer: Viewer,
  thread: Annotation,
  { replyId, of }: { readonly replyId: string | null; readonly of: { readonly authorId: string | null } },
): Promise<Wording[]> {
  const isAuthor = viewer !== null && of.authorId === viewer.id;
  const rows = await db().wording.findMany({
    where: { annotationId: thread.id, replyId, ...(isAuthor ? {} : layerColumns(layerOf(thread))) },
    orderBy: { version: 'desc' },
  });
  return rows.map(({ version, writtenAt, body, tags }) => ({
    version,
    writtenAt: writtenAt.toISOString(),
    body: shownBody(body),
    tags,
  }));
}
