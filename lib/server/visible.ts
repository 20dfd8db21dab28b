import 'server-only';
import type { Viewer, Visibility } from '@/lib/domain/permissions/can';
import { Prisma, type Visibility as StoredVisibility } from '@/prisma/generated/client';

/**
 * `can(viewer, 'article: read', …)` as a database filter. `permissions.db.test.ts` holds the two
 * together over the whole cast.
 */
export function readableArticles(viewer: Viewer): Prisma.ArticleWhereInput {
  if (viewer?.role === 'editor' || viewer?.role === 'admin') return {};
  const open: Prisma.ArticleWhereInput = {
    publishedAt: { not: null },
    visibility: { in: viewer ? ['public', 'signed_in'] : ['public'] },
  };
  return viewer ? { OR: [open, { ownerId: viewer.id }] } : open;
}

/** `can(viewer, 'annotation: see', …)` as a database filter; deleted ones are left out. */
export function visibleAnnotations(viewer: Viewer): Prisma.AnnotationWhereInput {
  const open: Prisma.AnnotationWhereInput = { layer: 'public', article: readableArticles(viewer) };
  return { deletedAt: null, ...(viewer ? { OR: [open, { authorId: viewer.id }] } : open) };
}

/** {@link readableArticles} in SQL, over `t` (article). */
export function readableInSql(viewer: Viewer): Prisma.Sql {
  if (viewer?.role === 'editor' || viewer?.role === 'admin') return Prisma.sql`TRUE`;
  const visibilities: Visibility[] = viewer ? ['public', 'signed-in'] : ['public'];
  const open = Prisma.sql`(t.published_at IS NOT NULL AND t.visibility::text = ANY (${visibilities}))`;
  return viewer ? Prisma.sql`(${open} OR t.owner_id = ${viewer.id}::uuid)` : open;
}

/** {@link visibleAnnotations} in SQL, over `a` (annotation) and `t` (its article). */
export function visibleInSql(viewer: Viewer): Prisma.Sql {
  const open = Prisma.sql`(a.layer = 'public' AND ${readableInSql(viewer)})`;
  const seen = viewer ? Prisma.sql`(${open} OR a.author_id = ${viewer.id}::uuid)` : open;
  return Prisma.sql`(a.deleted_at IS NULL AND ${seen})`;
}

/** PostgreSQL's enum labels have no hyphen in Prisma's names. */
export const storedVisibility = (visibility: Visibility): StoredVisibility =>
  visibility === 'signed-in' ? 'signed_in' : visibility;
export const visibilityOf = (stored: StoredVisibility): Visibility => (stored === 'signed_in' ? 'signed-in' : stored);
