import 'server-only';
import type { ReplyView } from '@/lib/contract/annotations';
import type { ParsedOf } from '@/lib/contract/endpoint';
import type { Endpoints } from '@/lib/contract/endpoints';
import { groupOf, type Layer } from '@/lib/domain/discussion/annotation';
import { can, type Viewer } from '@/lib/domain/permissions/can';
import { plainText, type NoteBody } from '@/lib/richtext/body';
import { mentionedIn } from '@/lib/richtext/mentions';
import { readReplyBody } from '@/lib/richtext/read-body';
import { Prisma, type Reply } from '@/prisma/generated/client';
import { annotationFacts, findThread } from './annotation-facts';
import { PATIENT, refuseVersion, staleVersion } from './annotations';
import { nameWriters } from './assignments-notes';
import { checkContent, requestHash } from './annotations-content';
import { selectAnnotations } from './annotations-view';
import { storedJson } from './articles';
import { audit } from './audit';
import { now, writtenNow } from './clock';
import { db, type Database } from './db';
import { lockThread, recordThread } from './events';
import { holdStanding } from './group-standing';
import { layerOf } from './layers';
import { keepMentions, settledBody } from './mentions';
import { notify } from './notify';
import { notFound, Problem } from './problem';
import { findReply, isAnswered, seenThread, type FoundReply, type ReplyAddress, type Thread } from './thread';
import { threadParts } from './thread-parts';
import { replyView } from './thread-view';
import { keepWording } from './wordings';

/*
 * One reply: created under an id that its writer's client made, changed, deleted, restored. It is heard in its note's
 * layer and in no other.
 */

type NewReply = ParsedOf<Endpoints['PUT /api/annotations/:id/replies/:reply']>['body'];
type SignedIn = NonNullable<Viewer>;

interface WrittenReply {
  readonly reply: ReplyView;
  /** Whether this request made it. */
  readonly created: boolean;
}

/** Creates a reply, once, however often it is sent, as `createAnnotation` does a note. */
export async function createReply(viewer: Viewer, at: ReplyAddress, input: NewReply): Promise<WrittenReply | Problem> {
  if (!viewer) return new Problem('not-signed-in');
  const body = checkWords(input.body);
  if (body instanceof Problem) return body;
  const hash = requestHash({ annotation: at.id, body });
  const outcome = await createOnce(viewer, at, { body, hash, layer: input.layer });
  if (outcome instanceof Problem) return outcome;
  const reply = await viewOf(viewer, at);
  return reply instanceof Problem ? reply : { reply, created: outcome === 'created' };
}

/** A reply says something. */
function checkWords(words: unknown): NoteBody | Problem {
  const content = checkContent({ motivation: 'commenting', body: words, tags: [] });
  if (content instanceof Problem) return content;
  if (content.body === null) throw new Error('A comment without words');
  return content.body;
}

interface Creation {
  readonly body: NoteBody;
  readonly hash: string;
  /** For whose ears it was written; default: who heard the thread when the request came. */
  readonly layer: Layer | undefined;
}

async function createOnce(
  viewer: SignedIn,
  at: ReplyAddress,
  { body, hash, layer }: Creation,
): Promise<'created' | 'there' | Problem> {
  const known = await db().reply.findUnique({ where: { id: at.reply } });
  if (known) return sameAgain(known, viewer, at, hash);
  const thread = await findThread(db(), at.id);
  if (!thread) return notFound();
  const creation = { body, hash, layer: layer ?? layerOf(thread) };
  return db().$transaction((tx) => insertOnce(tx, viewer, at, creation), PATIENT);
}

async function insertOnce(
  tx: Database,
  asked: SignedIn,
  at: ReplyAddress,
  { body, hash, layer }: Creation & { readonly layer: Layer },
): Promise<'created' | 'there' | Problem> {
  const viewer = await holdStanding(tx, asked);
  await lockThread(tx, at.id);
  const known = await tx.reply.findUnique({ where: { id: at.reply } });
  if (known) return sameAgain(known, viewer, at, hash);
  const thread = await seenThread(tx, viewer, at.id);
  if (!thread) return notFound();
  if (!can(viewer, 'annotation: answer', annotationFacts(thread)))
    return isAmong(viewer, thread) ? shut(viewer, layerOf(thread)) : notFound();
  // It was moved meanwhile: these words were meant for others.
  if (layerOf(thread) !== layer) return new Problem('layer-changed');
  // Reactions, mentions and flags go by the id of either.
  if (await tx.annotation.findUnique({ where: { id: at.reply }, select: { id: true } })) return new Problem('id-taken');
  const settled = await settledBody(tx, body, { articleId: thread.articleId, layer, by: viewer.id });
  const { count } = await tx.reply.createMany({
    data: {
      ...{ id: at.reply, annotationId: at.id, authorId: viewer.id, requestHash: hash },
      ...writtenNow(),
      ...wordColumns(settled),
    },
    skipDuplicates: true,
  });
  // Somebody was faster, in another thread.
  if (count === 0) return sameAgain(await tx.reply.findUniqueOrThrow({ where: { id: at.reply } }), viewer, at, hash);
  await keepMentions(tx, { annotationId: at.id, replyId: at.reply }, settled);
  await tellAuthor(tx, { by: viewer.id, thread, replyId: at.reply, body: settled });
  await nameWriters(
    tx,
    thread.filed.map(({ assignmentId }) => assignmentId),
  );
  await recordThread(tx, { articleId: thread.articleId, annotationId: at.id, saidBy: viewer.id });
  return 'created';
}

/** Whether it goes on among those to whom the viewer belongs: what stops them from answering is then no secret. */
function isAmong(viewer: Viewer, thread: Thread): boolean {
  const group = groupOf(layerOf(thread));
  const follows = thread.hiddenAt === null && can(viewer, 'annotation: follow', annotationFacts(thread));
  return follows && (group === null || can(viewer, 'group: see', group));
}

/** Nothing new is said there, to who knows that it is there. */
const shut = (viewer: SignedIn, layer: Layer): Problem =>
  new Problem(viewer.archived?.includes(groupOf(layer) ?? '') ? 'group-archived' : 'thread-shut');

/** Who wrote the note is told of an answer; who is named in it is told that already. */
async function tellAuthor(
  tx: Database,
  { by, thread, replyId, body }: { by: string; thread: Thread; replyId: string; body: NoteBody },
): Promise<void> {
  const { authorId, groupId, id: annotationId } = thread;
  if (authorId === null || authorId === by || mentionedIn(body).includes(authorId)) return;
  await notify(tx, 'reply', [{ userId: authorId, once: replyId, groupId, annotationId, replyId }]);
}

const wordColumns = (body: NoteBody) => ({ body: storedJson(body), bodyText: plainText(body) });

function sameAgain(known: Reply, viewer: SignedIn, at: ReplyAddress, hash: string): 'there' | Problem {
  if (known.authorId !== viewer.id || known.annotationId !== at.id) return new Problem('id-taken');
  if (known.deletedAt) return new Problem('note-deleted');
  return known.requestHash === hash ? 'there' : new Problem('id-taken');
}

/**
 * Changes one's own reply; what it said before is kept.
 *
 * @param version the one that the change was made to; '*' for whichever there is; null: not said
 */
export async function changeReply(
  viewer: Viewer,
  at: ReplyAddress,
  version: number | '*' | null,
  words: unknown,
): Promise<ReplyView | Problem> {
  if (!viewer) return new Problem('not-signed-in');
  const found = await findReply(db(), viewer, at);
  if (!found || found.reply.authorId !== viewer.id) return notFound();
  if (found.reply.deletedAt) return new Problem('note-deleted');
  const refusal = refuseVersion(version, found.reply.version);
  if (refusal) return refusal;
  const body = checkWords(words);
  if (body instanceof Problem) return body;
  const refused = await db().$transaction((tx) => storeChange(tx, viewer, found, body), PATIENT);
  return refused ?? viewOf(viewer, at);
}

async function storeChange(
  tx: Database,
  asked: SignedIn,
  { reply, thread, facts }: FoundReply,
  body: NoteBody,
): Promise<Problem | null> {
  const viewer = await holdStanding(tx, asked);
  if (!can(viewer, 'reply: change', facts)) return shut(viewer, layerOf(thread));
  const { id, articleId } = thread;
  await lockThread(tx, id);
  const layer = layerOf(await tx.annotation.findUniqueOrThrow({ where: { id } }));
  const settled = await settledBody(tx, body, { articleId, layer, by: viewer.id });
  const earlier = readReplyBody(reply.body);
  const seen = { id: reply.id, version: reply.version, deletedAt: null };
  // Whom it names is settled anew without being said anew.
  if ([body, settled].some((said) => requestHash(said) === requestHash(earlier)))
    return (await tx.reply.count({ where: seen })) > 0 ? null : staleVersion(reply.version + 1);
  const { count } = await tx.reply.updateMany({
    where: seen,
    data: { ...wordColumns(settled), version: { increment: 1 }, updatedAt: now() },
  });
  if (count === 0) return staleVersion(reply.version + 1);
  await keepWording(tx, {
    annotationId: id,
    ...{ replyId: reply.id, version: reply.version, layer, motivation: null, body: earlier, tags: [] },
    writtenAt: reply.updatedAt,
  });
  await keepMentions(tx, { annotationId: id, replyId: reply.id }, settled);
  await recordThread(tx, { articleId, annotationId: id });
  return null;
}

/** Deletes one's own reply, or one from elsewhere as an editor, on record; it can be restored. Again changes nothing. */
export async function deleteReply(viewer: Viewer, at: ReplyAddress): Promise<Problem | undefined> {
  return setDeleted(viewer, at, new Date());
}

export async function restoreReply(viewer: Viewer, at: ReplyAddress): Promise<ReplyView | Problem> {
  return (await setDeleted(viewer, at, null)) ?? viewOf(viewer, at);
}

async function setDeleted(viewer: Viewer, at: ReplyAddress, deletedAt: Date | null): Promise<Problem | undefined> {
  if (!viewer) return new Problem('not-signed-in');
  const found = await findReply(db(), viewer, at);
  if (!found || !can(viewer, 'reply: delete', found.facts)) return notFound();
  const { reply, thread } = found;
  await db().$transaction(async (tx) => {
    await lockThread(tx, thread.id);
    const { count } = await tx.reply.updateMany({
      where: { id: reply.id, deletedAt: deletedAt === null ? { not: null } : null },
      data: { deletedAt },
    });
    if (count === 0) return;
    const body = deletedAt === null ? readReplyBody(reply.body) : null;
    await keepMentions(tx, { annotationId: thread.id, replyId: reply.id }, body);
    if (reply.authorId !== viewer.id)
      await audit(tx, viewer.id, deletedAt === null ? 'reply.restore' : 'reply.delete', reply.id, {
        article: thread.article.slug,
      });
    await recordThread(tx, { articleId: thread.articleId, annotationId: thread.id, kind: await kindOf(tx, thread.id) });
  }, PATIENT);
  return undefined;
}

/** Without its last answer a tombstone is gone. */
async function kindOf(tx: Database, id: string): Promise<'changed' | 'removed'> {
  const { deletedAt } = await tx.annotation.findUniqueOrThrow({ where: { id }, select: { deletedAt: true } });
  return deletedAt === null || (await isAnswered(tx, id)) ? 'changed' : 'removed';
}

/** As the viewer sees it. */
export async function viewOf(viewer: Viewer, at: ReplyAddress): Promise<ReplyView | Problem> {
  const [row] = await selectAnnotations({ where: Prisma.sql`a.id = ${at.id}::uuid`, tombstones: true });
  if (!row) return notFound();
  const parts = await threadParts([row], viewer);
  const reply = parts.replies(at.id).find(({ id }) => id === at.reply);
  return reply ? replyView(reply, { viewer, thread: parts.facts(row), parts }) : notFound();
}
