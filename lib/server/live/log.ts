import 'server-only';
import type { Layer } from '@/lib/domain/discussion/annotation';
import type { AnnotationFacts, ArticleFacts, Visibility } from '@/lib/domain/permissions/can';
import type { EventKind, LayerKind } from '@/prisma/generated/client';
import { FILED_IN_SQL, rowFacts, SHARED_IN_SQL } from '../annotation-facts';
import { db } from '../db';
import { layerOf } from '../layers';
import { STANDING_IN_SQL } from '../visible';

/** An event, and what it is about as that is by now. */
export interface Happened {
  readonly id: number;
  readonly kind: EventKind;
  readonly at: Date;
  /** Of `membership`: whose. */
  readonly userId: string | null;
  /** Of all others. */
  readonly article: { readonly slug: string; readonly revision: number; readonly facts: ArticleFacts } | null;
  readonly thread: Thread | null;
}

export interface Thread {
  readonly id: string;
  /** The layer it was in; null: it is there still. */
  readonly before: Layer | null;
  /** Null: there is no such row any more. */
  readonly facts: AnnotationFacts | null;
  /** Not deleted, or a tombstone over live replies. */
  readonly stands: boolean;
  readonly hiddenAt: Date | null;
}

interface EventRow {
  id: bigint;
  kind: EventKind;
  at: Date;
  userId: string | null;
  annotationId: string | null;
  beforeLayer: LayerKind | null;
  beforeGroupId: string | null;
  slug: string | null;
  revision: number;
  visibility: Visibility;
  publishedAt: Date | null;
  ownerId: string | null;
  publicNotes: boolean;
  articleGroupId: string | null;
  sharedWith: string[];
  filed: string[];
  /** Null: the note's row is gone. */
  layer: LayerKind | null;
  groupId: string | null;
  authorId: string | null;
  origin: string | null;
  hiddenAt: Date | null;
  stands: boolean;
  flagged: boolean;
}

/** Numbers of the oldest event that is kept and of the newest; 0 where there has never been one. */
export async function logRange(): Promise<{ oldest: number; newest: number }> {
  const [row] = await db().$queryRaw<{ oldest: bigint; newest: bigint }[]>`
    SELECT coalesce(min(id), 0) AS oldest, coalesce(max(id), 0) AS newest FROM event`;
  return { oldest: Number(row?.oldest ?? 0), newest: Number(row?.newest ?? 0) };
}

interface Asked {
  /** Events after this one… */
  readonly after: number;
  /** …up to this one. */
  readonly upTo: number;
  /** Slugs. */
  readonly articles: readonly string[];
  /** Whose memberships. */
  readonly users: readonly string[];
}

/** What happened to some articles and people, in the order of commits. One query, and so one moment. */
export async function happened({ after, upTo, articles, users }: Asked): Promise<Happened[]> {
  const rows = await db().$queryRaw<EventRow[]>`
    SELECT e.id, e.kind::text AS kind, e.created_at AS at, e.user_id AS "userId", e.annotation_id AS "annotationId",
           e.before_layer::text AS "beforeLayer", e.before_group_id AS "beforeGroupId",
           t.slug, t.revision, t.visibility::text AS visibility, t.published_at AS "publishedAt",
           t.owner_id AS "ownerId", t.public_notes AS "publicNotes",
           t.group_id AS "articleGroupId", ${SHARED_IN_SQL} AS "sharedWith", ${FILED_IN_SQL} AS filed,
           a.layer::text AS layer, a.group_id AS "groupId", a.author_id AS "authorId", a.origin,
           a.hidden_at AS "hiddenAt", ${STANDING_IN_SQL} AS stands,
           EXISTS (SELECT 1 FROM flag WHERE flag.annotation_id = a.id) AS flagged
    FROM event e
    LEFT JOIN article t ON t.id = e.article_id
    LEFT JOIN annotation a ON a.id = e.annotation_id
    WHERE e.id > ${after} AND e.id <= ${upTo}
      AND (e.article_id = ANY (ARRAY(SELECT id FROM article WHERE slug = ANY (${articles}::text[])))
        OR (e.kind = 'membership' AND e.user_id = ANY (${users}::uuid[])))
    ORDER BY e.id`;
  return rows.map((row) => ({
    id: Number(row.id),
    kind: row.kind,
    at: row.at,
    userId: row.userId,
    article:
      row.slug === null
        ? null
        : {
            slug: row.slug,
            revision: row.revision,
            facts: {
              visibility: row.visibility,
              published: row.publishedAt !== null,
              ownerId: row.ownerId,
              groupId: row.articleGroupId,
              sharedWith: row.sharedWith,
              publicNotes: row.publicNotes,
            },
          },
    thread: row.annotationId === null ? null : threadOf(row.annotationId, row),
  }));
}

const threadOf = (id: string, row: EventRow): Thread => ({
  id,
  before: row.beforeLayer && layerOf({ layer: row.beforeLayer, groupId: row.beforeGroupId }),
  facts: row.layer && { ...rowFacts({ ...row, layer: row.layer }), flagged: row.flagged },
  stands: row.layer !== null && row.stands,
  hiddenAt: row.hiddenAt,
});
