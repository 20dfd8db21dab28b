import 'server-only';
import type { AnnotationView, ReplyView } from '@/lib/contract/annotations';
import type { AnchorState } from '@/lib/domain/anchoring/anchor';
import type { Layer, Motivation } from '@/lib/domain/discussion/annotation';
import type { Viewer } from '@/lib/domain/permissions/can';
import type { NoteBody } from '@/lib/richtext/body';
import { Prisma } from '@/prisma/generated/client';
import { db, type Database } from './db';

/** A note with everything that is shown of it: one row, however many notes are asked for. */
export interface AnnotationRow {
  id: string;
  slug: string;
  /** Of the article's newest edition. */
  title: string;
  articleAuthor: string | null;
  madeOn: number;
  layer: Layer;
  motivation: Motivation;
  authorId: string | null;
  authorName: string | null;
  body: NoteBody | null;
  tags: string[];
  quote: string | null;
  prefix: string;
  suffix: string;
  version: number;
  createdAt: Date;
  updatedAt: Date;
  /** Number of the edition that the rest is about. */
  standsIn: number;
  state: AnchorState;
  startBlock: string | null;
  startOffset: number | null;
  endBlock: string | null;
  endOffset: number | null;
  /** The words it stands on, where those are not the quote; of a removed one the last it stood on. */
  words: string | null;
  /** Of one from elsewhere: its author's name there. */
  originAuthor: string | null;
  /** Its IRI there. */
  origin: string | null;
  /** Number of the block it begins in; null for the whole article, or when that block is gone. */
  startNumber: number | null;
}

interface Selection {
  /** Over `a` (annotation), `p` (its position), `s` and `e` (the blocks it starts and ends in). */
  readonly where: Prisma.Sql;
  /** Which edition's positions; default: the newest. */
  readonly revision?: number;
  readonly order?: Prisma.Sql;
  readonly limit?: number;
}

/** By place: the whole article first, then whole blocks before the words in them. */
const BY_PLACE = Prisma.sql`s.number NULLS FIRST, p.start_offset NULLS FIRST, e.number, p.end_offset, a.created_at, a.id`;

/** Notes as rows, deleted ones left out. Who may see them is the caller's `where`. */
export const selectAnnotations = (
  { where, revision, order = BY_PLACE, limit }: Selection,
  database: Database = db(),
): Promise<AnnotationRow[]> => database.$queryRaw<AnnotationRow[]>`
  SELECT a.id, t.slug, r.title, r.author AS "articleAuthor", a.made_on AS "madeOn",
         a.layer, a.motivation, a.author_id AS "authorId", u.name AS "authorName", a.body, a.tags,
         a.quote, a.prefix, a.suffix, a.version, a.created_at AS "createdAt", a.updated_at AS "updatedAt",
         r.number AS "standsIn", p.state, p.start_block AS "startBlock", p.start_offset AS "startOffset",
         p.end_block AS "endBlock", p.end_offset AS "endOffset", p.words, a.origin,
         a.origin_author AS "originAuthor", s.number AS "startNumber"
  FROM annotation a
  JOIN article t ON t.id = a.article_id
  JOIN revision r ON r.article_id = t.id AND r.number = ${revision ?? Prisma.sql`t.revision`}
  JOIN position p ON p.annotation_id = a.id AND p.first_revision <= r.number
                 AND (p.last_revision IS NULL OR p.last_revision >= r.number)
  LEFT JOIN block s ON s.revision_id = r.id AND s.key = p.start_block
  LEFT JOIN block e ON e.revision_id = r.id AND e.key = p.end_block
  LEFT JOIN "user" u ON u.id = a.author_id
  WHERE a.deleted_at IS NULL AND (${where})
  ORDER BY ${order}
  LIMIT ${limit ?? null}`;

export interface ReplyRow {
  id: string;
  annotationId: string;
  authorId: string | null;
  authorName: string | null;
  origin: string | null;
  originAuthor: string | null;
  body: NoteBody;
  createdAt: Date;
  updatedAt: Date;
}

/** The replies to notes that the caller may show, in time order: one indexed query, whatever their number. */
export async function selectReplies(
  notes: readonly { readonly id: string }[],
  database: Database = db(),
): Promise<ReadonlyMap<string, readonly ReplyRow[]>> {
  if (notes.length === 0) return new Map();
  const rows = await database.$queryRaw<ReplyRow[]>`
    SELECT r.id, r.annotation_id AS "annotationId", r.author_id AS "authorId", u.name AS "authorName",
           r.origin, r.origin_author AS "originAuthor", r.body, r.created_at AS "createdAt", r.updated_at AS "updatedAt"
    FROM reply r LEFT JOIN "user" u ON u.id = r.author_id
    WHERE r.annotation_id = ANY (${notes.map(({ id }) => id)}::uuid[]) AND r.deleted_at IS NULL
    ORDER BY r.annotation_id, r.created_at, r.id`;
  const replies = new Map<string, ReplyRow[]>();
  for (const row of rows) {
    const thread = replies.get(row.annotationId);
    if (thread) thread.push(row);
    else replies.set(row.annotationId, [row]);
  }
  return replies;
}

/** Notes with their replies: two queries, however many notes. */
export async function annotationViews(
  rows: readonly AnnotationRow[],
  viewer: Viewer,
  database?: Database,
): Promise<AnnotationView[]> {
  const replies = await selectReplies(rows, database);
  return rows.map((row) => annotationView(row, viewer, replies.get(row.id)));
}

const replyView = (row: ReplyRow): ReplyView => ({
  id: row.id,
  author: row.authorId === null ? null : { id: row.authorId, name: row.authorName ?? '' },
  originAuthor: row.originAuthor,
  body: { ...row.body },
  createdAt: row.createdAt.toISOString(),
});

const annotationView = (row: AnnotationRow, viewer: Viewer, replies: readonly ReplyRow[] = []): AnnotationView => ({
  id: row.id,
  article: row.slug,
  revision: row.madeOn,
  layer: row.layer,
  motivation: row.motivation,
  author: row.authorId === null ? null : { id: row.authorId, name: row.authorName ?? '' },
  originAuthor: row.originAuthor,
  standsIn: row.standsIn,
  target: targetOf(row),
  state: row.state,
  quote: row.quote,
  words: wordsOfPlace(row, row.quote),
  body: row.body && { ...row.body },
  tags: row.tags,
  version: row.version,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
  mine: viewer !== null && row.authorId === viewer.id,
  replies: replies.map(replyView),
});

type Place = Pick<AnnotationRow, 'state' | 'startOffset' | 'words'>;

/** The words a note stands on, of a removed one the last it stood on; null for a whole block or article. */
export const wordsOfPlace = ({ state, startOffset, words }: Place, quote: string | null): string | null =>
  startOffset === null && state !== 'removed' ? null : (words ?? quote);

function targetOf(row: AnnotationRow): AnnotationView['target'] {
  if (row.startBlock === null) return null;
  if (row.startOffset === null || row.endOffset === null) return { block: row.startBlock };
  return {
    start: { block: row.startBlock, offset: row.startOffset },
    end: { block: row.endBlock ?? row.startBlock, offset: row.endOffset },
    exact: row.words ?? row.quote ?? '',
    prefix: row.prefix,
    suffix: row.suffix,
  };
}
