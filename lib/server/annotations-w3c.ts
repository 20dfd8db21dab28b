import 'server-only';
import { JoinedText } from '@/lib/domain/interchange/joined-text';
import { contextOf, W3C_MEDIA_TYPE, writeAnnotation, writeReply } from '@/lib/domain/interchange/write-annotation';
import type { Layer } from '@/lib/domain/discussion/annotation';
import type { Viewer } from '@/lib/domain/permissions/can';
import { htmlOf } from '@/lib/richtext/html';
import { selectNotesOf } from './annotations-in-article';
import { type AnnotationRow } from './annotations-view';
import { threadParts, type ReplyRow, type ThreadParts } from './thread-parts';
import { openArticle } from './articles';
import { db } from './db';
import { targetOf } from './edition-anchors';
import { Problem } from './problem';
import { publicOrigin } from './same-origin';

/*
 * Notes as a file of the W3C's Web Annotation model.
 */

/** The notes that `viewer` may see on an article, by place, as a file. */
export async function exportArticleAnnotations(
  viewer: Viewer,
  slug: string,
  { layer }: { readonly layer?: Layer },
  request: Request,
): Promise<Response | Problem> {
  const rows = await selectNotesOf(viewer, slug, { layer });
  if (rows instanceof Problem) return rows;
  const origin = publicOrigin(request);
  const query = new URLSearchParams({ format: 'w3c', ...(layer && { layer }) });
  const address = `${origin}/api/articles/${encodeURIComponent(slug)}/annotations/export?${query}`;
  return w3cDownload(await collectionOf(rows, { viewer, origin, address }), 'meipi-annotations');
}

interface Collecting {
  readonly viewer: Viewer;
  readonly origin: string;
  /** Of the file itself. */
  readonly address: string;
}

/** @param rows notes that the viewer may see, article by article */
export async function collectionOf(
  rows: readonly AnnotationRow[],
  { viewer, origin, address }: Collecting,
): Promise<object> {
  const parts = await threadParts(rows, viewer);
  const items: object[] = [];
  let [slug, text]: [string | null, JoinedText | null] = [null, null];
  for (const row of rows) {
    // One text at a time is in memory.
    if (row.slug !== slug) [slug, text] = [row.slug, await textOf(viewer, row.slug)];
    items.push(writeAnnotation({ ...noteOf(row, origin), author: creatorOf(row.id, row, parts) }, text));
    for (const reply of parts.replies(row.id)) {
      const author = creatorOf(row.id, reply, parts);
      items.push(writeReply({ ...replyOf(reply, origin), author }, noteIri(origin, row.id)));
    }
  }
  const page = { id: `${address}&page=1`, type: 'AnnotationPage', partOf: address, startIndex: 0, items };
  return {
    '@context': contextOf(origin),
    ...{ id: address, type: 'AnnotationCollection', total: items.length, first: page, last: page.id },
  };
}

/** The name that a note or a reply to it goes by; of somebody whom peers don't know the number. */
function creatorOf(noteId: string, row: AnnotationRow | ReplyRow, parts: ThreadParts): string | null {
  const { author, alias } = parts.authorShown(noteId, row);
  return alias === null ? row.originAuthor || (author?.name ?? null) : `№ ${alias}`;
}

/** Of one's own notes on an article that is withdrawn by now nothing of its text is told. */
async function textOf(viewer: Viewer, slug: string): Promise<JoinedText | null> {
  const open = await openArticle(viewer, slug);
  if (open instanceof Problem) return null;
  const blocks = await db().block.findMany({
    where: { revisionId: open.revision.id },
    select: { key: true, text: true },
    orderBy: { number: 'asc' },
  });
  return new JoinedText(blocks);
}

/** Where a note is to be had as JSON. */
const noteIri = (origin: string, id: string): string => `${origin}/api/annotations/${id}`;

const replyIri = (origin: string, note: string, id: string): string => `${noteIri(origin, note)}/replies/${id}`;

export const articleIri = (origin: string, slug: string): string => `${origin}/read/${encodeURIComponent(slug)}`;

/** Ids of a note of this instance, and of a reply to it, that an IRI names; null: it names none. */
export function ownIds(origin: string, iri: string): { readonly note: string; readonly reply: string | null } | null {
  const base = `${origin}/api/annotations/`;
  if (!iri.startsWith(base)) return null;
  const [, note, reply = null] = OWN_PATH.exec(iri.slice(base.length)) ?? [];
  return note === undefined ? null : { note, reply };
}

const UUID = '[\\da-f]{8}(?:-[\\da-f]{4}){3}-[\\da-f]{12}';
const OWN_PATH = new RegExp(`^(${UUID})(?:/replies/(${UUID}))?$`);

const noteOf = (row: AnnotationRow, origin: string) => ({
  ...{ id: noteIri(origin, row.id), origin: row.origin },
  ...{ motivation: row.motivation, tags: row.tags, body: row.body && htmlOf(row.body) },
  ...{ created: row.createdAt.toISOString(), modified: row.updatedAt.toISOString() },
  ...{ source: articleIri(origin, row.slug), target: targetOf(row), state: row.state },
  ...{ quote: row.quote, prefix: row.prefix, suffix: row.suffix, words: row.words ?? row.quote },
});

const replyOf = (row: ReplyRow, origin: string) => ({
  ...{ id: replyIri(origin, row.annotationId, row.id), origin: row.origin },
  body: htmlOf(row.body),
  ...{ created: row.createdAt.toISOString(), modified: row.updatedAt.toISOString() },
});

export const w3cDownload = (collection: object, name: string): Response =>
  new Response(JSON.stringify(collection, null, 2), {
    headers: {
      'content-type': W3C_MEDIA_TYPE,
      'content-disposition': `attachment; filename="${name}-${new Date().toISOString().slice(0, 10)}.jsonld"`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  });
