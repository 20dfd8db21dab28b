import 'server-only';
import type { ParsedOf } from '@/lib/contract/endpoint';
import type { Endpoints } from '@/lib/contract/endpoints';
import type { AnnotationView } from '@/lib/contract/annotations';
import { isWords } from '@/lib/domain/anchoring/anchor';
import type { Layer } from '@/lib/domain/discussion/annotation';
import { can, type Viewer } from '@/lib/domain/permissions/can';
import { Prisma, type Annotation, type Article } from '@/prisma/generated/client';
import { makeAnchor, type Anchor } from './annotations-anchor';
import { checkContent, contentColumns, requestHash, wrong, type NoteContent } from './annotations-content';
import { annotationViews, selectAnnotations } from './annotations-view';
import { articleFacts } from './articles';
import { db, type Database } from './db';
import { notFound, Problem } from './problem';
import { indexNotes } from './search-index';
import { readableArticles, visibleAnnotations } from './visible';

/*
 * One note: created under an id that its writer's client made, read, changed, deleted, restored.
 * Only its author changes it; for everybody else there is nothing there to change.
 */

type NewNote = ParsedOf<Endpoints['PUT /api/annotations/:id']>['body'];
type Changes = ParsedOf<Endpoints['PATCH /api/annotations/:id']>['body'];
type SignedIn = NonNullable<Viewer>;

/** A retry waits for the first attempt's transaction; fifty of them wait for a connection, too. */
const PATIENT = { maxWait: 15_000, timeout: 20_000 };

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
  const outcome = await db().$transaction((tx) => insertOnce(tx, viewer, { id, hash, input, content }), PATIENT);
  if (outcome instanceof Problem) return outcome;
  return { note: await viewOf(viewer, id), created: outcome === 'created' };
}

interface Creation {
  readonly id: string;
  readonly hash: string;
  readonly input: NewNote;
  readonly content: NoteContent;
}

async function insertOnce(
  tx: Database,
  viewer: SignedIn,
  { id, hash, input, content }: Creation,
): Promise<'created' | 'there' | Problem> {
  const known = await tx.annotation.findUnique({ where: { id } });
  if (known) return sameAgain(known, viewer, hash);
  const article = await lockArticle(tx, viewer, input.article);
  if (article instanceof Problem) return article;
  if (!mayWriteIn(viewer, input.layer, article)) return wrong('layer', 'layer-closed');
  const revision = await tx.revision.findUnique({
    where: { articleId_number: { articleId: article.id, number: input.revision } },
    omit: { source: true },
  });
  if (!revision) return wrong('revision', 'invalid');
  const anchor = await makeAnchor(tx, { article, revision }, input.target);
  if (anchor instanceof Problem) return anchor;
  const quote = anchor.quote?.exact ?? null;
  const columns = contentColumns(content);
  const { count } = await tx.annotation.createMany({
    data: {
      id,
      articleId: article.id,
      authorId: viewer.id,
      layer: input.layer,
      madeOn: input.revision,
      requestHash: hash,
      quote,
      prefix: anchor.quote?.prefix ?? '',
      suffix: anchor.quote?.suffix ?? '',
      ...columns,
    },
    skipDuplicates: true,
  });
  // Somebody was faster: by now their transaction is committed, for the insert waited for it.
  if (count === 0) return sameAgain(await tx.annotation.findUniqueOrThrow({ where: { id } }), viewer, hash);
  await tx.position.create({
    data: { annotationId: id, articleId: article.id, firstRevision: input.revision, ...placeColumns(anchor) },
  });
  await indexNotes(tx, [{ id, quote, ...columns }]);
  return 'created';
}

function sameAgain(known: Annotation, viewer: SignedIn, hash: string): 'there' | Problem {
  if (known.authorId !== viewer.id) return new Problem('id-taken');
  if (known.deletedAt) return new Problem('note-deleted');
  return known.requestHash === hash ? 'there' : new Problem('id-taken');
}

/** The article, kept as it is until the transaction ends: publishing an edition must wait for the note, or the note for it. */
export async function lockArticle(tx: Database, viewer: Viewer, slug: string): Promise<Article | Problem> {
  await tx.$queryRaw`SELECT 1 FROM article WHERE slug = ${slug} FOR SHARE`;
  return (await tx.article.findFirst({ where: { AND: [{ slug }, readableArticles(viewer)] } })) ?? notFound();
}

const mayWriteIn = (viewer: SignedIn, layer: Layer, article: Article): boolean =>
  layer === 'public'
    ? can(viewer, 'article: annotate in public', articleFacts(article))
    : can(viewer, 'article: annotate in private', articleFacts(article));

export function placeColumns({ target }: Pick<Anchor, 'target'>) {
  if (target === null) return {};
  if (!isWords(target)) return { startBlock: target.block, endBlock: target.block };
  const { start, end } = target;
  return { startBlock: start.block, startOffset: start.offset, endBlock: end.block, endOffset: end.offset };
}

/**
 * Changes one's own note.
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
  if (version === null) return new Problem('version-required');
  if (version !== '*' && version !== note.version) return staleVersion(note.version);
  const content = checkContent({
    motivation: changes.motivation ?? note.motivation,
    body: changes.body === undefined ? note.body : changes.body,
    tags: changes.tags ?? note.tags,
  });
  if (content instanceof Problem) return content;
  const layer = changes.layer ?? note.layer;
  if (layer !== note.layer && !mayWriteIn(note.viewer, layer, note.article)) return wrong('layer', 'layer-closed');
  const columns = contentColumns(content);
  const count = await db().$transaction(async (tx) => {
    const changed = await tx.annotation.updateMany({
      where: { id, version: note.version, deletedAt: null },
      data: { ...columns, layer, version: { increment: 1 }, updatedAt: new Date() },
    });
    if (changed.count > 0) await indexNotes(tx, [{ id, quote: note.quote, ...columns }]);
    return changed.count;
  }, PATIENT);
  return count === 0 ? staleVersion(note.version + 1) : viewOf(viewer, id);
}

const staleVersion = (current: number): Problem => new Problem('stale-version', { headers: { etag: etagOf(current) } });

export const etagOf = (version: number): string => `"${version}"`;

/** The version that `If-Match` names; null without one. What is no version of ours matches nothing. */
export function versionAsked(request: Request): number | '*' | null {
  const asked = request.headers.get('if-match')?.trim();
  if (!asked) return null;
  return asked === '*' ? '*' : Number(/^(?:W\/)?"(\d{1,9})"$/.exec(asked)?.[1] ?? -1);
}

/** Deletes one's own note; it can be restored. Deleting it again changes nothing. */
export async function deleteAnnotation(viewer: Viewer, id: string): Promise<Problem | undefined> {
  const note = await ownNote(viewer, id);
  if (note instanceof Problem) return note;
  await db().annotation.updateMany({ where: { id, deletedAt: null }, data: { deletedAt: new Date() } });
  return undefined;
}

export async function restoreAnnotation(viewer: Viewer, id: string): Promise<AnnotationView | Problem> {
  const note = await ownNote(viewer, id);
  if (note instanceof Problem) return note;
  await db().annotation.update({ where: { id }, data: { deletedAt: null } });
  return viewOf(viewer, id);
}

async function ownNote(
  viewer: Viewer,
  id: string,
): Promise<(Annotation & { article: Article; viewer: SignedIn }) | Problem> {
  if (!viewer) return new Problem('not-signed-in');
  const note = await db().annotation.findUnique({ where: { id, authorId: viewer.id }, include: { article: true } });
  return note ? { ...note, viewer } : notFound();
}

/** The caller has checked that the viewer may see it. */
async function viewOf(viewer: Viewer, id: string): Promise<AnnotationView> {
  const rows = await selectAnnotations({ where: Prisma.sql`a.id = ${id}::uuid` });
  const [note] = await annotationViews(rows, viewer);
  if (!note) throw new Error(`Annotation ${id} has no position in the newest edition`);
  return note;
}
