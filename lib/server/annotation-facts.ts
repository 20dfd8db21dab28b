import 'server-only';
import type { AnnotationFacts, Visibility } from '@/lib/domain/permissions/can';
import { Prisma, type Annotation } from '@/prisma/generated/client';
import { articleFacts, OF_ARTICLE, type Article } from './articles';
import type { Database } from './db';
import { layerOf, type LayerColumns } from './layers';

/** What `can()` asks of a note, as columns of one row. */
export interface FactsRow extends LayerColumns {
  authorId: string | null;
  /** Of one from elsewhere: its IRI there. */
  origin: string | null;
  hiddenAt: Date | null;
  /** Of its article. */
  visibility: Visibility;
  publishedAt: Date | null;
  ownerId: string | null;
  articleGroupId: string | null;
  /** Ids of other groups: {@link SHARED_IN_SQL}. */
  sharedWith: string[];
  publicNotes: boolean;
  /** Ids of the assignments in whose sections it stands: {@link FILED_IN_SQL}. */
  filed: string[];
}

/** Over `a` (annotation). */
export const FILED_IN_SQL = Prisma.sql`ARRAY(
  SELECT filed.assignment_id FROM assignment_note filed WHERE filed.annotation_id = a.id)`;

/** With which groups an article is shared, over `t` (article). */
export const SHARED_IN_SQL = Prisma.sql`ARRAY(
  SELECT share.group_id FROM article_share share WHERE share.article_id = t.id)`;

/** All but whether anybody has flagged it. */
export const rowFacts = (row: FactsRow): AnnotationFacts => ({
  layer: layerOf(row),
  authorId: row.authorId,
  imported: row.origin !== null,
  hidden: row.hiddenAt !== null,
  article: {
    visibility: row.visibility,
    published: row.publishedAt !== null,
    ownerId: row.ownerId,
    groupId: row.articleGroupId,
    sharedWith: row.sharedWith,
    publicNotes: row.publicNotes,
  },
  assignments: row.filed,
});

/** @param note `flags`: one is enough */
export const annotationFacts = (
  note: Pick<Annotation, 'layer' | 'groupId' | 'authorId' | 'origin' | 'hiddenAt'> & {
    readonly article: Article;
    readonly flags: readonly unknown[];
    readonly filed: readonly { readonly assignmentId: string }[];
  },
): AnnotationFacts => ({
  layer: layerOf(note),
  authorId: note.authorId,
  article: articleFacts(note.article),
  imported: note.origin !== null,
  hidden: note.hiddenAt !== null,
  flagged: note.flags.length > 0,
  assignments: note.filed.map(({ assignmentId }) => assignmentId),
});

/** What {@link annotationFacts} asks for of a note. */
export const OF_FACTS = {
  article: { include: OF_ARTICLE },
  flags: { take: 1, select: { userId: true } },
  filed: { select: { assignmentId: true } },
} as const;

/** A note with what decides who may do what to it; deleted ones too. Who may is for the caller to ask. */
export const findThread = (database: Database, id: string) =>
  database.annotation.findUnique({
    where: { id },
    include: OF_FACTS,
  });
