import 'server-only';
import type { ParsedOf } from '@/lib/contract/endpoint';
import type { Endpoints } from '@/lib/contract/endpoints';
import type { AnnotationView } from '@/lib/contract/annotations';
import type { Quote } from '@/lib/domain/anchoring/anchor';
import type { Stay } from '@/lib/domain/anchoring/carry';
import { groupOf, type Layer } from '@/lib/domain/discussion/annotation';
import { can, type Viewer } from '@/lib/domain/permissions/can';
import { plainText } from '@/lib/richtext/body';
import { readBody, readReplyBody } from '@/lib/richtext/read-body';
import { Prisma, type Annotation } from '@/prisma/generated/client';
import { makeAnchor } from './annotations-anchor';
import { fileNotes, refileNote, tellIfRevealed } from './assignments-notes';
import { checkContent, contentColumns, requestHash, type NoteContent } from './annotations-content';
import { carriedOn, editionOf, lockArticle, openForNotes } from './annotations-place';
import { annotationViews, selectAnnotations } from './annotations-view';
import { annotationFacts, findThread } from './annotation-facts';
import { articleFacts, storedJson, type Article } from './articles';
import { audit } from './audit';
import { now, writtenNow } from './clock';
import { db, type Database } from './db';
import { positionColumns } from './edition-anchors';
import { lockThread, recordThread } from './events';
import { holdStanding } from './group-standing';
import { layerColumns, layerOf } from './layers';
import { keepMentions, settledBody } from './mentions';
import type { Naming } from './people-to-name';
import { notFound, Problem, wrong } from './problem';
import { indexNotes } from './search-index';
import type { Thread } from './thread';
import { visibleAnnotations } from './visible';
import { keepWording } from './wordings';

/*
 * One note: created under an id that its writer's client made, read, changed, deleted, restored.
 * Only its author changes it; for everybody else there is nothing there to change.
 */

type NewNote = ParsedOf<Endpoints['PUT /api/annotations/:id']>['body'];
type Changes = ParsedOf<Endpoints['PATCH /api/annotations/:id']>['body'];
type SignedIn = NonNullable<Viewer>;

/** A retry waits for the first attempt's transaction; fifty of them wait for a connection, too. */
export const PATIENT = { maxWait: 15_000, timeout: 20_000 };

/** A note that is there now, and whether this request made it. */
export interface Written {
  readonly note: AnnotationView;
  readonly created: boolean;
}

export async function readAnnotation(viewer: Viewer, id: string): Promise<AnnotationView | Problem> {
  const found = await db().annotation.findFirst({
    where: { AND: [{ id }, visibleAnnotations(viewer)] },
    select: { id: true },
  });
  return found ? viewOf(viewer, id) : notFound();
}

/**
 * Creates a note, once, however often it is sent: the same request again answers the note as it is
 * now. Another request under the same id is refused, and a deleted note is not revived.
 */
export async function createAnnotation(viewer: Viewer, id: string, input: NewNote): Promise<Written | Problem> {
  if (!viewer) return new Problem('not-signed-in');
  const content = checkContent(input);
  if (content instanceof Problem) return content;
  const hash = requestHash({ ...input, ...content });
  let outcome;
  do outcome = await createOnce(viewer, { id, hash, input, content });
  while (outcome === 'overtaken');
  if (outcome instanceof Problem) return outcome;
  return { note: await viewOf(viewer, id), created: outcome === 'created' };
}

interface Creation {
  readonly id: string;
  readonly hash: string;
  readonly input: NewNote;
  readonly content: NoteContent;
}

/** Where a new note stands, from its writer's edition to the newest. */
interface Placed {
  readonly quote: Quote | null;
  readonly stays: readonly Stay[];
  /** Number of the newest edition. */
  readonly upTo: number;
}

async function createOnce(viewer: SignedIn, creation: Creation): Promise<'created' | 'there' | 'overtaken' | Problem> {
  const known = await db().annotation.findUnique({ where: { id: creation.id } });
  if (known) return sameAgain(known, viewer, creation.hash);
  const placed = await place(viewer, creation.input);
  if (placed instanceof Problem) return placed;
  return db().$transaction((tx) => insertOnce(tx, viewer, creation, placed), PATIENT);
}

/** The words must be those of the edition that its writer saw; from there they are followed. */
async function place(viewer: SignedIn, input: NewNote): Promise<Placed | Problem> {
  const article = await openForNotes(db(), viewer, input.article);
  if (article instanceof Problem) return article;
  if (!mayWriteIn(viewer, input.layer, article)) return wrongLayer(input.layer);
  const revision = await editionOf(article, input.revision);
  if (!revision) return wrong('revision', 'invalid');
  const anchor = await makeAnchor(db(), { article, revision }, input.target);
  if (anchor instanceof Problem) return anchor;
  const { quote } = anchor;
  const stays = await carriedOn(article, revision.number, { ...anchor, state: 'kept', words: null });
  return { quote, stays, upTo: article.revision };
}

async function insertOnce(
  tx: Database,
  asked: SignedIn,
  { id, hash, input, content }: Creation,
  placed: Placed,
): Promise<'created' | 'there' | 'overtaken' | Problem> {
  const known = await tx.annotation.findUnique({ where: { id } });
  if (known) return sameAgain(known, asked, hash);
  const viewer = await holdStanding(tx, asked);
  const article = await lockArticle(tx, viewer, input.article);
  if (article instanceof Problem) return article;
  if (article.revision !== placed.upTo) return 'overtaken';
  if (!mayWriteIn(viewer, input.layer, article)) return wrongLayer(input.layer);
  // Reactions, mentions and flags go by the id of either.
  if (await tx.reply.findUnique({ where: { id }, select: { id: true } })) return new Problem('id-taken');
  const quote = placed.quote?.exact ?? null;
  const body = await settledBody(tx, content.body, { articleId: article.id, layer: input.layer, by: viewer.id });
  const columns = contentColumns({ ...content, body });
  const { count } = await tx.annotation.createMany({
    data: {
      id,
      articleId: article.id,
      authorId: viewer.id,
      ...layerColumns(input.layer),
      madeOn: input.revision,
      requestHash: hash,
      quote,
      ...writtenNow(),
      prefix: placed.quote?.prefix ?? '',
      suffix: placed.quote?.suffix ?? '',
      ...columns,
    },
    skipDuplicates: true,
  });
  // Somebody was faster: by now their transaction is committed, for the insert waited for it.
  if (count === 0) return sameAgain(await tx.annotation.findUniqueOrThrow({ where: { id } }), viewer, hash);
  await tx.position.createMany({
    data: placed.stays.map(({ first, last, standing }) => ({
      annotationId: id,
      articleId: article.id,
      firstRevision: first,
      lastRevision: last,
      ...positionColumns(standing),
    })),
  });
  await indexNotes(tx, [{ id, quote, ...columns }]);
  await keepMentions(tx, { annotationId: id }, body);
  await fileNotes(tx, [id]);
  await tellIfRevealed(tx, id);
  await recordThread(tx, { articleId: article.id, annotationId: id, saidBy: viewer.id });
  return 'created';
}

function sameAgain(known: Annotation, viewer: SignedIn, hash: string): 'there' | Problem {
  if (known.authorId !== viewer.id) return new Problem('id-taken');
  if (known.deletedAt) return new Problem('note-deleted');
  return known.requestHash === hash ? 'there' : new Problem('id-taken');
}

const mayWriteIn = (viewer: SignedIn, layer: Layer, article: Article): boolean =>
  can(viewer, 'article: annotate', { layer, article: articleFacts(article) });

/** Whether a note may say something else where it is, or anything where it is to go: back to its writer always. */
const maySpeak = (note: Own, layer: Layer): boolean =>
  layer === 'private' ||
  (layer === layerOf(note)
    ? can(note.viewer, 'annotation: change', annotationFacts(note))
    : mayWriteIn(note.viewer, layer, note.article));

const wrongLayer = (layer: Layer): Problem => wrong('layer', groupOf(layer) === null ? 'layer-closed' : 'group-shut');

/**
 * Changes one's own note; what it said before is kept. What changes nothing leaves everything as it is.
 *
 * @param version the one that the changes were made to; '*' for whichever there is; null: not said
 */
export async function changeAnnotation(
  viewer: Viewer,
  id: string,
  version: number | '*' | null,
  changes: Changes,
): Promise<AnnotationView | Problem> {
  const note = await ownNote(viewer, id);
  if (note instanceof Problem) return note;
  if (note.deletedAt) return new Problem('note-deleted');
  const refusal = refuseVersion(version, note.version);
  if (refusal) return refusal;
  const content = checkContent({
    motivation: changes.motivation ?? note.motivation,
    body: changes.body === undefined ? readBody(note.body) : changes.body,
    tags: changes.tags ?? note.tags,
  });
  if (content instanceof Problem) return content;
  const layer = changes.layer ?? layerOf(note);
  const refused = await db().$transaction((tx) => storeChange(tx, note, content, layer), PATIENT);
  return refused ?? viewOf(viewer, id);
}

async function storeChange(tx: Database, found: Own, content: NoteContent, layer: Layer): Promise<Problem | null> {
  const note = { ...found, viewer: await holdStanding(tx, found.viewer) };
  if (!maySpeak(note, layer)) return wrongLayer(layer);
  const { id, viewer, article } = note;
  const before = layerOf(note);
  const moves = layer !== before;
  // As whoever files notes does, and before the thread, as they do.
  if (moves) await tx.$queryRaw`SELECT 1 FROM article WHERE id = ${article.id}::uuid FOR SHARE`;
  await lockThread(tx, id);
  if (moves && (await answeredByOthers(tx, note))) return new Problem('thread-answered');
  const naming = { articleId: article.id, layer, by: viewer.id };
  const body = await settledBody(tx, content.body, naming);
  const earlier = contentOf(note);
  // Whom it names is settled anew without being said anew.
  const says = [content, { ...content, body }].every((said) => requestHash(said) !== requestHash(earlier));
  if (!says && !moves) return (await isStill(tx, note)) ? null : staleVersion(note.version + 1);
  const columns = contentColumns({ ...content, body });
  const { count } = await tx.annotation.updateMany({
    where: { id, version: note.version, deletedAt: null },
    data: {
      ...columns,
      ...layerColumns(layer),
      ...(says && { updatedAt: now() }),
      ...(moves && { broughtAt: now() }),
      ...(note.motivation === 'highlighting' && content.motivation !== 'highlighting' && { saidAt: now() }),
      version: { increment: 1 },
      // Only a question is answered.
      ...(content.motivation !== 'questioning' && { resolvedAt: null, resolvedById: null }),
    },
  });
  if (count === 0) return staleVersion(note.version + 1);
  if (says)
    await keepWording(tx, {
      annotationId: id,
      ...{ ...earlier, replyId: null, version: note.version, layer: before, writtenAt: note.updatedAt },
    });
  await indexNotes(tx, [{ id, quote: note.quote, ...columns }]);
  await keepMentions(tx, { annotationId: id }, body);
  if (moves) {
    await takeRepliesAlong(tx, id, naming);
    await refileNote(tx, id);
  } else await tellIfRevealed(tx, id);
  await recordThread(tx, { articleId: article.id, annotationId: id, ...(moves && { before, saidBy: viewer.id }) });
  return null;
}

const isStill = async (tx: Database, { id, version }: Annotation): Promise<boolean> =>
  (await tx.annotation.count({ where: { id, version, deletedAt: null } })) > 0;

const contentOf = ({ motivation, body, tags }: Annotation): NoteContent => ({
  motivation,
  body: readBody(body),
  tags,
});

/** One's own replies move with the note: whom they name is settled by the layer they come to. */
async function takeRepliesAlong(tx: Database, annotationId: string, naming: Naming): Promise<void> {
  const replies = await tx.reply.findMany({ where: { annotationId, mentions: { some: {} } } });
  for (const { id, body } of replies) {
    const settled = await settledBody(tx, readReplyBody(body), naming);
    const columns = { body: storedJson(settled), bodyText: plainText(settled) };
    await tx.reply.update({ where: { id }, data: columns, select: { id: true } });
    await keepMentions(tx, { annotationId, replyId: id }, settled);
  }
}

/**
 * Others have spoken where it stands: what they said cannot be taken to other ears, nor from theirs. Also who has
 * deleted what they said: they may restore it.
 */
const answeredByOthers = async (tx: Database, { id, authorId }: Annotation): Promise<boolean> =>
  (await tx.reply.count({
    where: { annotationId: id, OR: [{ authorId: null }, { authorId: { not: authorId } }] },
  })) > 0;

/** Null: it is the version there is. */
export function refuseVersion(asked: number | '*' | null, current: number): Problem | null {
  if (asked === null) return new Problem('version-required');
  return asked === '*' || asked === current ? null : staleVersion(current);
}

export const staleVersion = (current: number): Problem =>
  new Problem('stale-version', { headers: { etag: etagOf(current) } });

const etagOf = (version: number): string => `"${version}"`;

/** A note or a reply with its version as `ETag`, which a change must name in `If-Match`. */
export const noteResponse = (note: { readonly version: number } | Problem, status = 200): Response | Problem =>
  note instanceof Problem
    ? note
    : Response.json(note, {
        status,
        headers: { etag: etagOf(note.version), 'cache-control': 'private, no-store' },
      });

/** The version that `If-Match` names; null without one. What is no version of ours matches nothing. */
export function versionAsked(request: Request): number | '*' | null {
  const asked = request.headers.get('if-match')?.trim();
  if (!asked) return null;
  return asked === '*' ? '*' : Number(/^(?:W\/)?"(\d{1,9})"$/.exec(asked)?.[1] ?? -1);
}

/** Deletes one's own note, or one from elsewhere as an editor, on record; it can be restored. Again changes nothing. */
export async function deleteAnnotation(viewer: Viewer, id: string): Promise<Problem | undefined> {
  const note = await deletable(viewer, id);
  if (note instanceof Problem) return note;
  await setDeleted(note, new Date());
  return undefined;
}

export async function restoreAnnotation(viewer: Viewer, id: string): Promise<AnnotationView | Problem> {
  const note = await deletable(viewer, id);
  if (note instanceof Problem) return note;
  await setDeleted(note, null);
  return viewOf(viewer, id);
}

type Own = Thread & { readonly viewer: SignedIn };

async function deletable(viewer: Viewer, id: string): Promise<Own | Problem> {
  if (!viewer) return new Problem('not-signed-in');
  const note = await findThread(db(), id);
  return note && can(viewer, 'annotation: delete', annotationFacts(note)) ? { ...note, viewer } : notFound();
}

const setDeleted = ({ id, authorId, article, viewer, body }: Own, deletedAt: Date | null): Promise<void> =>
  db().$transaction(async (tx) => {
    const { count } = await tx.annotation.updateMany({
      where: { id, deletedAt: deletedAt === null ? { not: null } : null },
      data: { deletedAt },
    });
    if (count === 0) return;
    await keepMentions(tx, { annotationId: id }, deletedAt === null ? readBody(body) : null);
    if (authorId !== viewer.id)
      await audit(tx, viewer.id, deletedAt === null ? 'annotation.restore' : 'annotation.delete', id, {
        article: article.slug,
      });
    await tellIfRevealed(tx, id);
    // One that was answered stays as a tombstone: who may still see it is told that it changed.
    await recordThread(tx, {
      articleId: article.id,
      annotationId: id,
      kind: deletedAt === null ? 'changed' : 'removed',
    });
  }, PATIENT);

async function ownNote(viewer: Viewer, id: string): Promise<Own | Problem> {
  if (!viewer) return new Problem('not-signed-in');
  const note = await findThread(db(), id);
  return note && can(viewer, 'annotation: withdraw', annotationFacts(note)) ? { ...note, viewer } : notFound();
}

/** The caller has checked that the viewer may see it. */
export async function viewOf(viewer: Viewer, id: string): Promise<AnnotationView> {
  const rows = await selectAnnotations({ where: Prisma.sql`a.id = ${id}::uuid`, tombstones: true });
  const [note] = await annotationViews(rows, viewer);
  if (!note) throw new Error(`Annotation ${id} has no position in the newest edition`);
  return note;
}
