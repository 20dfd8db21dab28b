import 'server-only';
import type { AnnotationView } from '@/lib/contract/annotations';
import type { Viewer } from '@/lib/domain/permissions/can';
import type { Display } from '@/lib/domain/script/display';
import type { ShownScript } from '@/lib/domain/script/script';
import { sectionAround } from '@/lib/domain/text/sections';
import { Prisma } from '@/prisma/generated/client';
import {
  beyondCursor,
  cursorOf,
  filtersInSql,
  orderBy,
  orderKey,
  type NoteFilters,
  type NoteOrder,
} from './annotation-filters';
import { inWindow } from './annotations-in-window';
import { annotationViews, selectAnnotations, type AnnotationRow } from './annotations-view';
import { openArticle, type OpenArticle } from './articles';
import { db } from './db';
import { newestEvent } from './events';
import { inLayerSql } from './layers';
import { noteInScript } from './note-in-script';
import { outlineOf } from './outline';
import { notFound, Problem } from './problem';
import { displayOf, shownText } from './shown';
import { unreadBy } from './unread';
import { seenInSql, STANDING_IN_SQL, visibleAnnotations } from './visible';

interface Window extends NoteFilters {
  readonly revision?: number | undefined;
  /** Numbers of the first and last block; default: all of them. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  /** Number of a block: the window is its section. */
  readonly section?: number | undefined;
  readonly sort?: NoteOrder;
  /** How many at a time; default: all of them. */
  readonly limit?: number | undefined;
  /** Where the page before ended. */
  readonly cursor?: string | undefined;
  /** In which script to show the notes' bodies; default: as they were written. */
  readonly script?: ShownScript;
  /** Whether quotation marks in them follow it; default: they do. */
  readonly quotes?: boolean;
}

interface List {
  annotations: AnnotationView[];
  count: number;
  cursor: string | null;
  upTo: number;
}

/**
 * The notes that `viewer` may see on a window of an article's blocks, and that fit the filters. Notes on the whole
 * article belong to the first window. A fixed number of queries, whatever the number of notes.
 */
export async function listAnnotations(viewer: Viewer, slug: string, window: Window): Promise<List | Problem> {
  const open = await openArticle(viewer, slug, window.revision);
  if (open instanceof Problem) return open;
  // Before the notes are read: what comes meanwhile is told again, and nothing is missed.
  const upTo = Number(await newestEvent());
  const page = isPlain(window)
    ? allOf(await rowsOf(open, viewer, window, { tombstones: true }))
    : await pageOf(open, viewer, window);
  if (page instanceof Problem) return page;
  const notes = await annotationViews(page.rows, viewer);
  return {
    annotations: await notesShown(notes, open, window),
    count: page.count,
    cursor: page.cursor,
    upTo,
  };
}

/** Whether it is what the margin asks for: a window of a layer or all, by place, without pages. */
const isPlain = ({ author, tag, motivation, resolved, unread, q, section, limit, cursor, sort = 'place' }: Window) =>
  sort === 'place' &&
  [author, tag, motivation, resolved, unread, q, section, limit, cursor].every((given) => given === undefined);

interface Page {
  readonly rows: readonly AnnotationRow[];
  readonly count: number;
  readonly cursor: string | null;
}
const allOf = (rows: readonly AnnotationRow[]): Page => ({ rows, count: rows.length, cursor: null });

/**
 * Those that fit, a page at a time. First their ids alone: what is shown of a note is read for those of the page only.
 */
async function pageOf(open: OpenArticle, viewer: Viewer, window: Window): Promise<Page | Problem> {
  const { article, revision } = open;
  const { sort = 'place', limit, cursor } = window;
  const filters = filtersInSql(viewer, window);
  if (filters instanceof Problem) return filters;
  const beyond = cursor === undefined ? Prisma.sql`TRUE` : beyondCursor(sort, cursor);
  if (beyond instanceof Problem) return beyond;
  const found = await db().$queryRaw<{ id: string | null; key: string[]; count: number }[]>`
    WITH fitting AS (
      SELECT a.id, ${orderKey(sort)} AS key, ${beyond} AS beyond,
             row_number() OVER (ORDER BY ${orderBy(sort)}) AS place
      FROM position p
      JOIN annotation a ON a.id = p.annotation_id
      JOIN article t ON t.id = a.article_id
      LEFT JOIN block s ON s.revision_id = ${revision.id}::uuid AND s.key = p.start_block
      LEFT JOIN block e ON e.revision_id = ${revision.id}::uuid AND e.key = p.end_block
      ${unreadBy(viewer).joins}
      WHERE p.article_id = ${article.id}::uuid AND p.first_revision <= ${revision.number}
        AND (p.last_revision IS NULL OR p.last_revision >= ${revision.number})
        AND ${Prisma.join(
          [
            Prisma.sql`a.article_id = ${article.id}::uuid`,
            STANDING_IN_SQL,
            seenInSql(viewer),
            ...filters,
            ...inWindow(article.id, revision.id, await stretchOf(open, window)),
          ],
          ' AND ',
        )}
    )
    SELECT (SELECT count(*)::int FROM fitting) AS count, page.id, page.key
    FROM (VALUES (1)) AS one LEFT JOIN (
      SELECT id, key, place FROM fitting WHERE beyond ORDER BY place LIMIT ${limit === undefined ? null : limit + 1}
    ) AS page ON TRUE
    ORDER BY page.place`;
  return pageOfFound(open, found, limit);
}

/** @param found one row at least, for the count; with a limit one more than the page holds, where there are more */
async function pageOfFound(
  { revision }: OpenArticle,
  found: readonly { id: string | null; key: string[]; count: number }[],
  limit = Infinity,
): Promise<Page> {
  const listed = found.slice(0, limit);
  const ids = listed.flatMap(({ id }) => id ?? []);
  const rows = await selectAnnotations({
    tombstones: true,
    revision,
    where: Prisma.sql`a.id = ANY (${ids}::uuid[])`,
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return {
    // One that was deleted between the two queries is not there any more.
    rows: ids.flatMap((id) => byId.get(id) ?? []),
    count: found[0]?.count ?? 0,
    cursor: found.length > limit ? cursorOf(listed.at(-1)?.key ?? []) : null,
  };
}

/** A window narrowed to the section that is asked for. */
async function stretchOf(
  { revision }: OpenArticle,
  { from = 1, to, section }: Window,
): Promise<{ from: number; to?: number | undefined }> {
  if (section === undefined) return { from, to };
  const around = sectionAround((await outlineOf(revision.id)).headings, section, revision.blockCount);
  return { from: Math.max(from, around.from), to: Math.min(to ?? around.to, around.to) };
}

/** Notes with their words, and those of the text that stand nowhere any more, in the reader's script. */
async function notesShown(
  notes: readonly AnnotationView[],
  open: OpenArticle,
  window: Window,
): Promise<AnnotationView[]> {
  const display = notes.some(isDisturbed) ? await displayOfText(open, window) : null;
  return notes.map((note) => wordsInScript(noteInScript(note, window), display));
}

/** One note that `viewer` may see, as it stands in an edition and is shown in a script. */
export async function readAnnotationIn(
  viewer: Viewer,
  id: string,
  window: Pick<Window, 'revision' | 'script' | 'quotes'>,
): Promise<AnnotationView | Problem> {
  const found = await db().annotation.findFirst({
    where: { AND: [{ id }, visibleAnnotations(viewer)] },
    select: { article: { select: { slug: true } } },
  });
  const open = found ? await openArticle(viewer, found.article.slug, window.revision) : notFound();
  if (open instanceof Problem) return open;
  const rows = await selectAnnotations({
    where: Prisma.sql`a.id = ${id}::uuid`,
    revision: open.revision,
    tombstones: true,
  });
  const [note] = await notesShown(await annotationViews(rows, viewer), open, window);
  // Written on a later edition, it stands nowhere in this one.
  return note ?? notFound();
}

const isDisturbed = ({ state }: AnnotationView): boolean =>
  state === 'edited' || state === 'uncertain' || state === 'removed';

async function displayOfText(open: OpenArticle, { script = 'source', quotes = true }: Window): Promise<Display | null> {
  const display = await displayOf(open, { script, quotes });
  return display instanceof Problem ? null : display;
}

/** Old words stand nowhere in the page, which shows all others itself. */
const wordsInScript = (note: AnnotationView, display: Display | null): AnnotationView =>
  display && isDisturbed(note)
    ? { ...note, shown: { quote: shownText(note.quote, display), words: shownText(note.words, display) } }
    : note;

/** The same as rows. */
export async function selectNotesOf(
  viewer: Viewer,
  slug: string,
  window: Pick<Window, 'revision' | 'layer' | 'from' | 'to'>,
): Promise<AnnotationRow[] | Problem> {
  const open = await openArticle(viewer, slug, window.revision);
  return open instanceof Problem ? open : rowsOf(open, viewer, window);
}

const rowsOf = (
  { article, revision }: OpenArticle,
  viewer: Viewer,
  window: Pick<Window, 'layer' | 'from' | 'to'>,
  { tombstones = false } = {},
): Promise<AnnotationRow[]> =>
  selectAnnotations({
    tombstones,
    revision,
    where: Prisma.join(
      [
        seenInSql(viewer),
        ...(window.layer ? [inLayerSql(window.layer)] : []),
        ...inWindow(article.id, revision.id, window),
      ],
      ' AND ',
    ),
  });
