import 'server-only';
import type { Viewer, Visibility } from '@/lib/domain/permissions/can';
import type { Prisma, Visibility as StoredVisibility } from '@/prisma/generated/client';

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

/** PostgreSQL's enum labels have no hyphen in Prisma's names. */
export const storedVisibility = (visibility: Visibility): StoredVisibility =>
  visibility === 'signed-in' ? 'signed_in' : visibility;
export const visibilityOf = (stored: StoredVisibility): Visibility => (stored === 'signed_in' ? 'signed-in' : stored);
