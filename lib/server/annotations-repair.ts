import 'server-only';
import type { ParsedOf } from '@/lib/contract/endpoint';
import type { Endpoints } from '@/lib/contract/endpoints';
import type { AnnotationView } from '@/lib/contract/annotations';
import type { Standing } from '@/lib/domain/anchoring/anchor';
import type { Anchored } from '@/lib/domain/anchoring/rebase';
import { can, type Viewer } from '@/lib/domain/permissions/can';
import type { Annotation } from '@/prisma/generated/client';
import { PATIENT, refuseVersion, staleVersion, viewOf } from './annotations';
import { makeAnchor } from './annotations-anchor';
import { carriedOn, editionOf, lockArticle, openForNotes } from './annotations-place';
import type { Article } from './articles';
import { refileNote } from './assignments-notes';
import { audit } from './audit';
import { annotationFacts, findThread } from './annotation-facts';
import { now } from './clock';
import { db, type Database } from './db';
import { anchorOf, positionColumns } from './edition-anchors';
import { recordThread } from './events';
import { holdStanding } from './group-standing';
import { notFound, Problem, wrong } from './problem';
import type { Thread } from './thread';

/*
 * Where a note stands, said by a person: its author, or for a public note an editor of its article. What it was made on
 * stays on record.
 */

type Repair = ParsedOf<Endpoints['POST /api/annotations/:id/reattach']>['body'];
type Repairable = Thread & { readonly article: Article; readonly viewer: NonNullable<Viewer> };

/**
 * Confirms where a note stands, moves it, or says that its words are gone.
 *
 * @param version of the note that this is said of; '*' for whichever there is; null: not said
 */
export async function reattachAnnotation(
  viewer: Viewer,
  id: string,
  version: number | '*' | null,
  repair: Repair,
): Promise<AnnotationView | Problem> {
  let outcome;
  do outcome = await reattachOnce(viewer, id, version, repair);
  while (outcome === 'overtaken');
  return outcome instanceof Problem ? outcome : viewOf(viewer, id);
}

async function reattachOnce(
  viewer: Viewer,
  id: string,
  version: number | '*' | null,
  repair: Repair,
): Promise<'done' | 'overtaken' | Problem> {
  const note = await repairable(viewer, id);
  if (note instanceof Problem) return note;
  const refusal = refuseVersion(version, note.version);
  if (refusal) return refusal;
  const standing = await standingSaid(note, repair);
  if (standing instanceof Problem) return standing;
  return db().$transaction((tx) => store(tx, note, standing), PATIENT);
}

/** Repairing compares words with the text: nobody does it who may not read that. */
async function repairable(viewer: Viewer, id: string): Promise<Repairable | Problem> {
  if (!viewer) return new Problem('not-signed-in');
  const note = await findThread(db(), id);
  if (!note || !can(viewer, 'annotation: repair', annotationFacts(note))) return notFound();
  const { authorId, article } = note;
  const open = await openForNotes(db(), viewer, article.slug);
  if (open instanceof Problem) return open;
  if (note.deletedAt) return authorId === viewer.id ? new Problem('note-deleted') : notFound();
  return { ...note, article: open, viewer };
}

/** Where it is said to stand, in the newest edition. */
async function standingSaid(note: Repairable, { revision, target }: Repair): Promise<Standing | Problem> {
  if (target && 'gone' in target) return goneFrom(note, target.gone);
  const seen = target === undefined ? await whereFound(note, revision) : await whereMoved(note, revision, target);
  if (seen instanceof Problem) return seen;
  const stays = await carriedOn(note.article, revision, { ...seen, quote: quoteOf(note) });
  const now = stays.at(-1)?.standing ?? seen;
  if (now.state === 'removed') return new Problem('words-differ');
  return { ...now, state: now.state === 'moved' ? 'kept' : now.state };
}

async function goneFrom({ article }: Repairable, key: string | null): Promise<Standing | Problem> {
  const block =
    key === null ||
    (await db().block.findFirst({
      where: { key, revision: { articleId: article.id, number: article.revision } },
      select: { key: true },
    }));
  return block
    ? { target: key === null ? null : { block: key }, state: 'removed', words: null }
    : new Problem('words-differ');
}

async function whereFound(note: Repairable, revision: number): Promise<Standing | Problem> {
  const place = await db().position.findFirst({
    where: {
      annotationId: note.id,
      firstRevision: { lte: revision },
      OR: [{ lastRevision: null }, { lastRevision: { gte: revision } }],
    },
  });
  if (!place || revision > note.article.revision) return wrong('revision', 'invalid');
  // There is nothing that it could be confirmed on.
  if (place.state === 'removed') return wrong('target', 'required');
  return { ...anchorOf({ ...note, ...place }), state: 'kept' };
}

const quoteOf = ({ quote, prefix, suffix }: Annotation): Anchored['quote'] =>
  quote === null ? null : { exact: quote, prefix, suffix };

async function whereMoved(
  note: Repairable,
  number: number,
  target: Exclude<Repair['target'], undefined | { gone: unknown }>,
): Promise<Standing | Problem> {
  const revision = await editionOf(note.article, number);
  if (!revision) return wrong('revision', 'invalid');
  const anchor = await makeAnchor(db(), { article: note.article, revision }, target);
  if (anchor instanceof Problem) return anchor;
  const words = anchor.quote?.exact ?? null;
  return { target: anchor.target, state: 'kept', words: words === note.quote ? null : words };
}

/** From the newest edition on: what was said of earlier ones stays. */
async function store(tx: Database, note: Repairable, standing: Standing): Promise<'done' | 'overtaken' | Problem> {
  const viewer = await holdStanding(tx, note.viewer);
  if (!can(viewer, 'annotation: repair', annotationFacts(note))) return notFound();
  const article = await lockArticle(tx, viewer, note.article.slug);
  if (article instanceof Problem) return article;
  if (article.revision !== note.article.revision) return 'overtaken';
  const place = positionColumns(standing);
  const { count } = await tx.annotation.updateMany({
    where: { id: note.id, version: note.version, deletedAt: null },
    data: { version: { increment: 1 }, ...((await isElsewhere(tx, note, place)) && { broughtAt: now() }) },
  });
  if (count === 0) return staleVersion(note.version + 1);
  const columns = { ...place, repairedById: viewer.id };
  const key = { annotationId: note.id, firstRevision: article.revision };
  await tx.position.updateMany({
    where: { annotationId: note.id, firstRevision: { lt: article.revision }, lastRevision: null },
    data: { lastRevision: article.revision - 1 },
  });
  await tx.position.upsert({
    where: { annotationId_firstRevision: key },
    create: { ...key, articleId: article.id, ...columns },
    update: columns,
  });
  if (note.authorId !== viewer.id)
    await audit(tx, viewer.id, 'annotation.reattach', note.id, {
      article: article.slug,
      revision: String(article.revision),
      state: standing.state,
    });
  await refileNote(tx, note.id);
  await recordThread(tx, { articleId: article.id, annotationId: note.id });
  return 'done';
}

/** Whether a note stands at another place than that. */
const isElsewhere = async (
  tx: Database,
  { id }: Repairable,
  { startBlock, startOffset, endBlock, endOffset }: ReturnType<typeof positionColumns>,
): Promise<boolean> =>
  (await tx.position.count({
    where: { annotationId: id, lastRevision: null, startBlock, startOffset, endBlock, endOffset },
  })) === 0;
