import 'server-only';
import type { AnnotationView } from '@/lib/contract/annotations';
import { NOTE_RIGHTS } from '@/lib/contract/annotations';
import type { AnchorState } from '@/lib/domain/anchoring/anchor';
import type { Motivation } from '@/lib/domain/discussion/annotation';
import { can, type GroupRole, type Viewer } from '@/lib/domain/permissions/can';
import type { NoteBody } from '@/lib/richtext/body';
import { readBody } from '@/lib/richtext/read-body';
import { Prisma } from '@/prisma/generated/client';
import { FILED_IN_SQL, SHARED_IN_SQL, type FactsRow } from './annotation-facts';
import { db, type Database } from './db';
import { layerOf } from './layers';
import { threadParts, type ThreadParts } from './thread-parts';
import { nameOf } from './name-of';
import { hiddenView, replyView } from './thread-view';
import { STANDING_IN_SQL } from './visible';

/** A note with everything that is shown of it: one row, however many notes are asked for. */
export interface AnnotationRow extends FactsRow {
  id: string;
  slug: string;
  /** Of the article's newest edition. */
  title: string;
  articleAuthor: string | null;
  madeOn: number;
  groupName: string | null;
  motivation: Motivation;
  authorName: string | null;
  /** As what its author belongs to the group whose layer it is in. */
  authorRole: GroupRole | null;
  body: NoteBody | null;
  tags: string[];
  quote: string | null;
  prefix: string;
  suffix: string;
  version: number;
  createdAt: Date;
  updatedAt: Date;
  deletedAt: Date | null;
  hiddenById: string | null;
  hiddenByName: string | null;
  hiddenReason: string | null;
  resolvedAt: Date | null;
  resolvedById: string | null;
  resolvedByName: string | null;
  activity: bigint;
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
  /** Number of the block it begins in; null for the whole article, or when that block is gone. */
  startNumber: number | null;
}

interface Selection {
  /** Over `a` (annotation), `p` (its position), `s` and `e` (the blocks it starts and ends in). */
  readonly where: Prisma.Sql;
  /** The edition whose positions are wanted; default: the newest of each article. */
  readonly revision?: { readonly id: string; readonly number: number };
  readonly order?: Prisma.Sql;
  readonly limit?: number;
  /** With those that were deleted after they had been answered; `fallen`: though nothing stands under them. Default: without. */
  readonly tombstones?: boolean | 'fallen';
}

/** By place: the whole article first, then whole blocks before the words in them. */
const BY_PLACE = Prisma.sql`s.number NULLS FIRST, p.start_offset NULLS FIRST, e.number, p.end_offset, a.created_at, a.id`;

const STANDING = {
  false: Prisma.sql`a.deleted_at IS NULL`,
  true: STANDING_IN_SQL,
  fallen: Prisma.sql`TRUE`,
} as const;

/** Notes as rows. Who may see them is the caller's `where`. */
export async function selectAnnotations(
  { where, revision, order = BY_PLACE, limit, tombstones = false }: Selection,
  database: Database = db(),
): Promise<AnnotationRow[]> {
  // Said where it is known: PostgreSQL knows then how long it is, and goes by the index of its keys.
  const edition = revision ? Prisma.sql`${revision.id}::uuid` : Prisma.sql`r.id`;
  const rows = await database.$queryRaw<AnnotationRow[]>`
  SELECT a.id, t.slug, r.title, r.author AS "articleAuthor", a.made_on AS "madeOn",
         a.layer, a.group_id AS "groupId", g.name AS "groupName", a.motivation,
         a.author_id AS "authorId", u.name AS "authorName", m.role AS "authorRole", a.body, a.tags,
         a.deleted_at AS "deletedAt", a.hidden_at AS "hiddenAt", a.hidden_by_id AS "hiddenById",
         h.name AS "hiddenByName", a.hidden_reason AS "hiddenReason", a.resolved_at AS "resolvedAt",
         a.resolved_by_id AS "resolvedById", v.name AS "resolvedByName", a.activity,
         t.visibility::text AS visibility, t.published_at AS "publishedAt", t.owner_id AS "ownerId",
         t.public_notes AS "publicNotes", t.group_id AS "articleGroupId",
         ${SHARED_IN_SQL} AS "sharedWith", ${FILED_IN_SQL} AS filed,
         a.quote, a.prefix, a.suffix, a.version, a.created_at AS "createdAt", a.updated_at AS "updatedAt",
         r.number AS "standsIn", p.state, p.start_block AS "startBlock", p.start_offset AS "startOffset",
         p.end_block AS "endBlock", p.end_offset AS "endOffset", p.words, a.origin,
         a.origin_author AS "originAuthor", s.number AS "startNumber"
  FROM annotation a
  JOIN article t ON t.id = a.article_id
  JOIN revision r ON r.article_id = t.id AND r.number = ${revision?.number ?? Prisma.sql`t.revision`}
  JOIN position p ON p.annotation_id = a.id AND p.first_revision <= r.number
                 AND (p.last_revision IS NULL OR p.last_revision >= r.number)
  LEFT JOIN block s ON s.revision_id = ${edition} AND s.key = p.start_block
  LEFT JOIN block e ON e.revision_id = ${edition} AND e.key = p.end_block
  LEFT JOIN "user" u ON u.id = a.author_id
  LEFT JOIN "group" g ON g.id = a.group_id
  LEFT JOIN membership m ON m.group_id = a.group_id AND m.user_id = a.author_id
  LEFT JOIN "user" h ON h.id = a.hidden_by_id
  LEFT JOIN "user" v ON v.id = a.resolved_by_id
  WHERE ${STANDING[String(tombstones) as keyof typeof STANDING]} AND (${where})
  ORDER BY ${order}
  LIMIT ${limit ?? null}`;
  return rows.map((row) => ({ ...row, body: readBody(row.body) }));
}

/** Notes with what is said to them, as `viewer` sees it: a fixed number of queries, however many notes. */
export async function annotationViews(
  rows: readonly AnnotationRow[],
  viewer: Viewer,
  database?: Database,
): Promise<AnnotationView[]> {
  const parts = await threadParts(rows, viewer, database);
  return rows.map((row) => annotationView(row, viewer, parts));
}

function annotationView(row: AnnotationRow, viewer: Viewer, parts: ThreadParts): AnnotationView {
  const facts = parts.facts(row);
  const deleted = row.deletedAt !== null;
  const mine = !deleted && viewer !== null && row.authorId === viewer.id;
  const layer = layerOf(row);
  const follows = can(viewer, 'annotation: follow', facts);
  return {
    id: row.id,
    article: row.slug,
    revision: row.madeOn,
    layer,
    group: nameOf(row.groupId, row.groupName),
    motivation: row.motivation,
    ...(deleted ? { author: null, authorRole: null, alias: null } : parts.authorShown(row.id, row)),
    originAuthor: deleted ? null : row.originAuthor,
    standsIn: row.standsIn,
    target: targetOf(row),
    state: row.state,
    quote: row.quote,
    words: wordsOfPlace(row, row.quote),
    body: deleted || row.body === null ? null : { ...row.body },
    tags: deleted ? [] : row.tags,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    mine,
    deleted,
    hidden: hiddenView(row),
    flagged: parts.isFlagged(row.id, can(viewer, 'annotation: hide', facts)),
    // What others did to it is heard as what they say is.
    resolved: follows && row.resolvedAt ? { at: row.resolvedAt.toISOString(), by: resolverOf(row, parts) } : null,
    reactions: deleted || !follows ? [] : parts.reactions(row.id),
    activity: follows ? Number(row.activity) : 0,
    unread: follows && parts.isUnread(row.id),
    may: NOTE_RIGHTS.filter((right) => (right === 'answer' || !deleted) && can(viewer, `annotation: ${right}`, facts)),
    replies: parts.replies(row.id).map((reply) => replyView(reply, { viewer, thread: facts, parts })),
  };
}

/** Who asked and says that it is answered is told no more of than as who asked. */
function resolverOf(row: AnnotationRow, parts: ThreadParts): { id: string; name: string } | null {
  const { resolvedById, resolvedByName } = row;
  if (resolvedById === row.authorId) return parts.authorShown(row.id, row).author;
  return nameOf(resolvedById, resolvedByName);
}

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
