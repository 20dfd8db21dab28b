import 'server-only';
import type { ResponseOf } from '@/lib/contract/endpoint';
import type { Endpoints } from '@/lib/contract/endpoints';
import type { Layer } from '@/lib/domain/discussion/annotation';
import type { Viewer } from '@/lib/domain/permissions/can';
import { Prisma } from '@/prisma/generated/client';
import { annotationViews, selectAnnotations, type AnnotationRow } from './annotations-view';
import { inLayerSql } from './layers';
import { Problem } from './problem';

type MyNotes = ResponseOf<Endpoints['GET /api/me/annotations']>;
type MyNote = MyNotes['annotations'][number];

const PAGE = 50;

interface Query {
  /** Words that all must occur in the quote, the words it stands on now, the note or its tags. */
  readonly q?: string;
  readonly layer?: Layer;
  /** Id of the last note already seen. */
  readonly cursor?: string;
}

/** One's own notes, newest first, also those on articles that are withdrawn by now. */
export async function listMyAnnotations(viewer: Viewer, { q = '', layer, cursor }: Query): Promise<MyNotes | Problem> {
  if (!viewer) return new Problem('not-signed-in');
  const rows = await selectAnnotations({
    where: Prisma.join(
      [
        mineOnly(viewer),
        ...wordsOf(q).map(mentions),
        ...(layer ? [inLayerSql(layer)] : []),
        ...(cursor ? [olderThan(cursor)] : []),
      ],
      ' AND ',
    ),
    order: Prisma.sql`a.created_at DESC, a.id DESC`,
    limit: PAGE + 1,
  });
  const page = rows.slice(0, PAGE);
  return {
    annotations: await myNotes(page, viewer),
    cursor: rows.length > PAGE ? (page.at(-1)?.id ?? null) : null,
  };
}

/** All of them, article by article, by place: for the export. */
export const allMyAnnotations = (viewer: NonNullable<Viewer>): Promise<AnnotationRow[]> =>
  selectAnnotations({
    where: mineOnly(viewer),
    order: Prisma.sql`r.title, t.slug, s.number NULLS FIRST, p.start_offset NULLS FIRST, a.created_at, a.id`,
  });

export async function myNotes(rows: readonly AnnotationRow[], viewer: Viewer): Promise<MyNote[]> {
  const notes = await annotationViews(rows, viewer);
  return notes.map((note, index) => ({
    ...note,
    articleTitle: rows[index]?.title ?? '',
    blockNumber: rows[index]?.startNumber ?? null,
  }));
}

const mineOnly = (viewer: NonNullable<Viewer>): Prisma.Sql => Prisma.sql`a.author_id = ${viewer.id}::uuid`;

/** PostgreSQL stores no U+0000, so nothing contains it. */
const wordsOf = (q: string): string[] => q.replaceAll('\0', ' ').split(/\s+/).filter(Boolean).slice(0, 10);

function mentions(word: string): Prisma.Sql {
  const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
  return Prisma.sql`(a.quote ILIKE ${pattern} OR p.words ILIKE ${pattern} OR a.body_text ILIKE ${pattern}
    OR EXISTS (SELECT 1 FROM unnest(a.tags) AS tag WHERE tag ILIKE ${pattern}))`;
}

/** The cursor is one's own note or nobody's: another's tells nothing. */
const olderThan = (cursor: string): Prisma.Sql => Prisma.sql`(a.created_at, a.id) <
  (SELECT c.created_at, c.id FROM annotation c WHERE c.id = ${cursor}::uuid AND c.author_id = a.author_id)`;
