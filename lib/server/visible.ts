import 'server-only';
import { can, type Viewer, type Visibility } from '@/lib/domain/permissions/can';
import { Prisma, type Visibility as StoredVisibility } from '@/prisma/generated/client';

/**
 * `can(viewer, 'article: read', …)` as a database filter. `permissions.db.test.ts` holds the two
 * together over the whole cast.
 */
export function readableArticles(viewer: Viewer): Prisma.ArticleWhereInput {
  if (isSiteEditor(viewer)) return {};
  const published: Prisma.ArticleWhereInput = { publishedAt: { not: null } };
  if (!viewer) return { ...published, visibility: 'public' };
  const open: Prisma.ArticleWhereInput = {
    ...published,
    OR: [
      { visibility: { in: ['public', 'signed_in'] } },
      { groupId: { in: groupsOf(viewer).all } },
      { visibility: 'group', shares: { some: { groupId: { in: groupsOf(viewer).all } } } },
    ],
  };
  return { OR: [open, editedArticles(viewer)] };
}

/** `can(viewer, 'article: edit', …)` as a database filter, of who does not edit everything. */
const editedArticles = (viewer: NonNullable<Viewer>): Prisma.ArticleWhereInput => ({
  OR: [{ ownerId: viewer.id, groupId: null }, { groupId: { in: groupsOf(viewer).led } }],
});

const isSiteEditor = (viewer: Viewer): boolean => viewer?.role === 'editor' || viewer?.role === 'admin';

/** Not deleted, or a tombstone over what was answered. */
const STANDING: Prisma.AnnotationWhereInput = {
  OR: [{ deletedAt: null }, { replies: { some: { deletedAt: null, hiddenAt: null } } }],
};

/** `can(viewer, 'annotation: see', …)` as a database filter; of deleted ones tombstones remain. */
export function visibleAnnotations(viewer: Viewer): Prisma.AnnotationWhereInput {
  return { AND: [STANDING, viewer ? { OR: [{ authorId: viewer.id }, followed(viewer)] } : followed(viewer)] };
}

/** `can(viewer, 'annotation: follow', …)` as a database filter. A private note's follower is its author. */
function followed(viewer: Viewer): Prisma.AnnotationWhereInput {
  const readable = readableArticles(viewer);
  const open = (where: Prisma.AnnotationWhereInput): Prisma.AnnotationWhereInput => ({
    AND: [where, { hiddenAt: null, article: readable }],
  });
  if (!viewer) return open({ layer: 'public' });
  const { all, led } = groupsOf(viewer);
  const { veiled = [] } = viewer;
  return {
    OR: [
      open({ layer: 'public' }),
      open({
        layer: 'group',
        groupId: { in: all },
        ...(veiled.length > 0 && { filed: { none: { assignmentId: { in: [...veiled] } } } }),
      }),
      { layer: 'public', article: isSiteEditor(viewer) ? {} : editedArticles(viewer) },
      { layer: 'group', groupId: { in: led }, article: readable },
      ...(viewer.role === 'admin' ? [{ layer: { not: 'private' as const }, flags: { some: {} } }] : []),
    ],
  };
}

/** `can(viewer, 'term: see', …)` as a database filter; of deleted ones too. */
export function visibleTerms(viewer: Viewer): Prisma.TermWhereInput {
  // Of who reads everything the filter is empty, and an empty one would not tell the two apart.
  const readable: Prisma.TermWhereInput = { articleId: { not: null }, article: { is: readableArticles(viewer) } };
  return { OR: [readable, { groupId: { in: groupsOf(viewer).all } }] };
}

/** Ids of the groups that somebody belongs to, and of those they lead. */
function groupsOf(viewer: Viewer): { all: string[]; led: string[] } {
  const all = Object.keys(viewer?.groups ?? {});
  return { all, led: all.filter((group) => can(viewer, 'group: lead', group)) };
}

/** {@link readableArticles} in SQL, over `t` (article). */
export function readableInSql(viewer: Viewer): Prisma.Sql {
  if (isSiteEditor(viewer)) return Prisma.sql`TRUE`;
  if (!viewer) return Prisma.sql`(t.published_at IS NOT NULL AND t.visibility = 'public')`;
  return Prisma.sql`((t.published_at IS NOT NULL
      AND (t.visibility IN ('public', 'signed-in') OR t.group_id = ANY (${groupsOf(viewer).all}::uuid[])
        OR (t.visibility = 'group' AND EXISTS (SELECT 1 FROM article_share share
          WHERE share.article_id = t.id AND share.group_id = ANY (${groupsOf(viewer).all}::uuid[])))))
    OR ${editedInSql(viewer)})`;
}

/** {@link editedArticles} in SQL, over `t` (article); of who edits everything, too. */
const editedInSql = (viewer: NonNullable<Viewer>): Prisma.Sql =>
  isSiteEditor(viewer)
    ? Prisma.sql`TRUE`
    : Prisma.sql`((t.owner_id = ${viewer.id}::uuid AND t.group_id IS NULL)
        OR t.group_id = ANY (${groupsOf(viewer).led}::uuid[]))`;

/** {@link visibleAnnotations} in SQL, over `a` (annotation) and `t` (its article). */
export const visibleInSql = (viewer: Viewer): Prisma.Sql =>
  Prisma.sql`(${STANDING_IN_SQL} AND ${seenInSql(viewer, readableInSql(viewer))})`;

/** Not deleted, or a tombstone over what was answered. Over `a` (annotation). */
export const STANDING_IN_SQL = Prisma.sql`(a.deleted_at IS NULL OR EXISTS (
  SELECT 1 FROM reply WHERE reply.annotation_id = a.id AND reply.deleted_at IS NULL AND reply.hidden_at IS NULL))`;

/**
 * `can(viewer, 'annotation: see', …)` in SQL, over `a` (annotation) and `t` (its article).
 *
 * @param readable whether they may read the article; default: that is known already
 */
export function seenInSql(viewer: Viewer, readable = Prisma.sql`TRUE`): Prisma.Sql {
  const followed = followedInSql(viewer, readable);
  return viewer ? Prisma.sql`(a.author_id = ${viewer.id}::uuid OR ${followed})` : followed;
}

/** `can(viewer, 'annotation: follow', …)` likewise: whether they see what others say in its thread. */
export function followedInSql(viewer: Viewer, readable = Prisma.sql`TRUE`): Prisma.Sql {
  if (!viewer) return Prisma.sql`(a.layer = 'public' AND a.hidden_at IS NULL AND ${readable})`;
  const { all, led } = groupsOf(viewer);
  const { veiled = [] } = viewer;
  const edited = editedInSql(viewer);
  const mine = Prisma.sql`a.author_id = ${viewer.id}::uuid`;
  const shown = Prisma.sql`(a.hidden_at IS NULL OR ${mine})`;
  const unveiled =
    veiled.length === 0
      ? shown
      : Prisma.sql`(${mine} OR (a.hidden_at IS NULL AND NOT EXISTS (SELECT 1 FROM assignment_note filed
          WHERE filed.annotation_id = a.id AND filed.assignment_id = ANY (${veiled}::uuid[]))))`;
  return Prisma.join(
    [
      Prisma.sql`(a.layer = 'private' AND ${mine})`,
      Prisma.sql`(a.layer = 'public' AND (${edited} OR (${shown} AND ${readable})))`,
      ...(all.length > 0
        ? [
            Prisma.sql`(a.layer = 'group' AND a.group_id = ANY (${all}::uuid[]) AND ${readable}
              AND (${unveiled} OR a.group_id = ANY (${led}::uuid[])))`,
          ]
        : []),
      ...(viewer.role === 'admin'
        ? [Prisma.sql`(a.layer = 'group' AND EXISTS (SELECT 1 FROM flag WHERE flag.annotation_id = a.id))`]
        : []),
    ],
    ' OR ',
    '(',
    ')',
  );
}

/**
 * Whether the viewer is told who wrote a note, over `a` (annotation): their peers in an anonymous assignment they are not.
 * As {@link threadParts} says it of what is shown; this is for lists that are made by who wrote what.
 */
export function namedInSql(viewer: Viewer): Prisma.Sql {
  const { nameless = [] } = viewer ?? {};
  if (!viewer || nameless.length === 0) return Prisma.sql`TRUE`;
  return Prisma.sql`(a.author_id = ${viewer.id}::uuid
    OR NOT EXISTS (SELECT 1 FROM assignment_note filed
      WHERE filed.annotation_id = a.id AND filed.assignment_id = ANY (${[...nameless]}::uuid[]))
    OR EXISTS (SELECT 1 FROM membership leader
      WHERE leader.group_id = a.group_id AND leader.user_id = a.author_id AND leader.role <> 'member'))`;
}

/** `can(viewer, 'annotation: hide', …)` in SQL, over `a` (annotation) and `t` (its article). */
export function moderatedInSql(viewer: NonNullable<Viewer>): Prisma.Sql {
  const { led } = groupsOf(viewer);
  return Prisma.sql`((a.layer = 'public' AND ${editedInSql(viewer)})
    OR (a.layer = 'group' AND a.group_id = ANY (${led}::uuid[]) AND ${readableInSql(viewer)})
    OR (${viewer.role === 'admin'} AND a.layer <> 'private'
      AND EXISTS (SELECT 1 FROM flag WHERE flag.annotation_id = a.id)))`;
}

/** PostgreSQL's enum labels have no hyphen in Prisma's names. */
export const storedVisibility = (visibility: Visibility): StoredVisibility =>
  visibility === 'signed-in' ? 'signed_in' : visibility;
export const visibilityOf = (stored: StoredVisibility): Visibility => (stored === 'signed_in' ? 'signed-in' : stored);
