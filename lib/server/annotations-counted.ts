import 'server-only';
import type { ResponseOf } from '@/lib/contract/endpoint';
import type { Endpoints } from '@/lib/contract/endpoints';
import type { Layer } from '@/lib/domain/discussion/annotation';
import type { Viewer } from '@/lib/domain/permissions/can';
import { Prisma } from '@/prisma/generated/client';
import { openArticle } from './articles';
import { db } from './db';
import { inLayerSql, layerOf, type LayerColumns } from './layers';
import { Problem } from './problem';
import { nameOf } from './name-of';
import { unreadBy } from './unread';
import { namedInSql, seenInSql, STANDING_IN_SQL } from './visible';

interface Density {
  readonly count: number;
  readonly unread: number;
}
export interface BlockDensity extends Density {
  readonly block: string;
  readonly number: number;
}

/**
 * How many of the notes that `viewer` may see begin in each block that has any, in reading order, and how many of them
 * are unread; and how many there are on the whole article.
 */
export async function annotationDensity(
  viewer: Viewer,
  slug: string,
  number?: number,
  layer?: Layer,
): Promise<{ blocks: BlockDensity[]; whole: Density } | Problem> {
  const open = await openArticle(viewer, slug, number);
  if (open instanceof Problem) return open;
  const { article, revision } = open;
  const { joins, where } = unreadBy(viewer);
  const rows = await db().$queryRaw<(Density & { block: string | null; number: number | null })[]>`
    SELECT p.start_block AS block, b.number, count(*)::int AS count,
           (count(*) FILTER (WHERE ${where}))::int AS unread
    FROM position p
    JOIN annotation a ON a.id = p.annotation_id
    JOIN article t ON t.id = a.article_id
    LEFT JOIN block b ON b.revision_id = ${revision.id}::uuid AND b.key = p.start_block
    ${joins}
    WHERE p.article_id = ${article.id}::uuid AND p.first_revision <= ${revision.number}
      AND (p.last_revision IS NULL OR p.last_revision >= ${revision.number})
      AND ${STANDING_IN_SQL} AND ${seenInSql(viewer)} AND ${layer ? inLayerSql(layer) : Prisma.sql`TRUE`}
    GROUP BY p.start_block, b.number ORDER BY b.number`;
  const { count = 0, unread = 0 } = rows.find(({ block }) => block === null) ?? {};
  return {
    blocks: rows.filter((row): row is BlockDensity => row.block !== null && row.number !== null),
    whole: { count, unread },
  };
}

type Facets = ResponseOf<Endpoints['GET /api/articles/:slug/annotations/facets']>;
/** So many people and tags are offered to choose from. */
const MOST_FACETS = 200;

/** By what the notes that `viewer` may see can be told apart. What is deleted counts for its layer only. */
export async function annotationFacets(viewer: Viewer, slug: string, number?: number): Promise<Facets | Problem> {
  const open = await openArticle(viewer, slug, number);
  if (open instanceof Problem) return open;
  const { article, revision } = open;
  const seen = Prisma.sql`
    FROM position p
    JOIN annotation a ON a.id = p.annotation_id
    JOIN article t ON t.id = a.article_id
    LEFT JOIN "user" u ON u.id = a.author_id
    LEFT JOIN "group" g ON g.id = a.group_id
    WHERE p.article_id = ${article.id}::uuid AND p.first_revision <= ${revision.number}
      AND (p.last_revision IS NULL OR p.last_revision >= ${revision.number})
      AND ${STANDING_IN_SQL} AND ${seenInSql(viewer)}`;
  const [people, tags, layers] = await Promise.all([
    db().$queryRaw<Facets['people']>`
      SELECT u.id, u.name, count(*)::int AS count ${seen} AND a.deleted_at IS NULL AND u.id IS NOT NULL
        AND ${namedInSql(viewer)}
      GROUP BY u.id, u.name ORDER BY count DESC, u.name, u.id LIMIT ${MOST_FACETS}`,
    db().$queryRaw<Facets['tags']>`
      SELECT tag, count(*)::int AS count FROM (SELECT unnest(a.tags) AS tag ${seen} AND a.deleted_at IS NULL) AS tagged
      GROUP BY tag ORDER BY count DESC, tag LIMIT ${MOST_FACETS}`,
    db().$queryRaw<(LayerColumns & { groupName: string | null; count: number })[]>`
      SELECT a.layer, a.group_id AS "groupId", g.name AS "groupName", count(*)::int AS count ${seen}
      GROUP BY a.layer, a.group_id, g.name ORDER BY a.layer, g.name, a.group_id`,
  ]);
  return {
    people,
    tags,
    layers: layers.map(({ groupName, count, ...columns }) => ({
      layer: layerOf(columns),
      group: nameOf(columns.groupId, groupName),
      count,
    })),
  };
}
