import 'server-only';
import type { AnnotationView } from '@/lib/contract/annotations';
import type { ResponseOf } from '@/lib/contract/endpoint';
import type { Endpoints } from '@/lib/contract/endpoints';
import type { Layer } from '@/lib/domain/discussion/annotation';
import type { Viewer } from '@/lib/domain/permissions/can';
import type { Display } from '@/lib/domain/script/display';
import { detectScript } from '@/lib/domain/script/detect-script';
import { convertBy } from '@/lib/domain/script/convert';
import { scriptOf, type Script, type ShownScript } from '@/lib/domain/script/script';
import { conversionsBetween } from '@/lib/opencc';
import { sectionAround } from '@/lib/domain/text/sections';
import { bodyIn, wordsOf } from '@/lib/richtext/body-in-script';
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
import { annotationViews, selectAnnotations, type AnnotationRow } from './annotations-view';
import { openArticle, type OpenArticle } from './articles';
import { db } from './db';
import { newestEvent } from './events';
import { inLayerSql, layerOf, type LayerColumns } from './layers';
import { outlineOf } from './outline';
import { notFound, Problem } from './problem';
import { displayOf, shownText } from './shown';
import { nameOf } from './thread-view';
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
    revision: revision.number,
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
  return notes.map((note) => wordsInScript(inScript(note, window), display));
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
    revision: open.revision.number,
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
    revision: revision.number,
    where: Prisma.join(
      [
        seenInSql(viewer),
        ...(window.layer ? [inLayerSql(window.layer)] : []),
        ...inWindow(article.id, revision.id, window),
      ],
      ' AND ',
    ),
  });

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

/** Adds a Chinese note's words in the reader's script, and its replies', where they differ from what was written. */
const inScript = (note: AnnotationView, window: Window): AnnotationView => ({
  ...bodyInScript(note, window),
  replies: note.replies.map((reply) => bodyInScript(reply, window)),
});

type WithBody = Pick<AnnotationView, 'body' | 'shownBody'>;

function bodyInScript<T extends WithBody>(written: T, { script = 'source', quotes = true }: Window): T {
  const display = written.body && displayOfNote(wordsOf(written.body), { script, quotes });
  const shownBody = written.body && display && bodyIn(written.body, display);
  return shownBody ? { ...written, shownBody: { ...shownBody } } : written;
}

/** How a note's words are shown to a reader; null: as they were written. */
export function displayOfNote(
  words: string,
  { script, quotes }: { script: ShownScript; quotes: boolean },
): Display | null {
  const written = script === 'source' ? null : scriptOfNote(words, script);
  if (!written || script === 'source') return null;
  const conversions = conversionsBetween(written, script);
  return conversions.length > 0 ? { script, conversions, protectedWords: () => [], quotes } : null;
}

/**
 * In which script a note is written; null: not in Chinese. A few words may hold none of the characters by which
 * long texts are told apart, so the dictionaries decide: what only simplifying changes is Traditional.
 */
function scriptOfNote(words: string, wanted: Script): Script | null {
  const guessed = scriptOf(detectScript(words));
  if (!guessed) return null;
  const changes = (from: Script, to: Script) => convertBy(words, conversionsBetween(from, to)).text !== words;
  const traditional = changes('zh-Hant', 'zh-Hans');
  if (wanted === 'zh-Hans') return traditional ? 'zh-Hant' : null;
  if (traditional !== changes('zh-Hans', 'zh-Hant')) return traditional ? 'zh-Hant' : 'zh-Hans';
  return guessed;
}

/**
 * Notes that reach over more blocks than this are asked for wherever they begin; there are hardly any. Others begin at
 * most so many blocks before what they reach into. As the index `position_reaching_far` has it.
 */
const FAR_REACH = 16;

/**
 * Notes that touch the blocks from…to: those that start there, and those that start earlier and reach in, all by index:
 * `position_across_blocks` and `position_reaching_far`, which have what is asked of them in the index itself.
 *
 * An array, not a join or `IN`: the planner takes it for ten rows and goes by the indexes. Its own guess of
 * how many start and end in different blocks (nearly all, having compared nothing) made it read whole tables.
 */
function inWindow(articleId: string, revisionId: string, { from = 1, to }: Pick<Window, 'from' | 'to'>): Prisma.Sql[] {
  // Said of a window's notes, too, it would lead the planner astray: a file of ten thousand notes has just come, its
  // statistics know of none, and it takes a join of all with all for one of nothing with nothing.
  if (from === 1 && to === undefined)
    return [Prisma.sql`a.article_id = ${articleId}::uuid AND p.article_id = ${articleId}::uuid`];
  const last = to ?? 2 ** 31 - 1;
  const begins = (first: number, end: number) =>
    Prisma.sql`w.start_block = ANY (ARRAY(
        SELECT key FROM block WHERE revision_id = ${revisionId}::uuid AND number BETWEEN ${first} AND ${end}))`;
  const number = (key: Prisma.Sql) =>
    Prisma.sql`(SELECT number FROM block WHERE revision_id = ${revisionId}::uuid AND key = ${key})`;
  // Written into the statement: with a parameter the planner could not know that the index has them all.
  const far = Prisma.raw(String(FAR_REACH));
  const reachIn = Prisma.sql`UNION ALL
      SELECT w.annotation_id FROM position w
      WHERE w.article_id = ${articleId}::uuid AND w.start_block <> w.end_block
        AND ${begins(from - FAR_REACH, from - 1)} AND ${number(Prisma.sql`w.end_block`)} >= ${from}
      UNION ALL
      SELECT w.annotation_id FROM position w
      WHERE w.article_id = ${articleId}::uuid AND w.reach > ${far}
        AND ${number(Prisma.sql`w.start_block`)} < ${from} AND ${number(Prisma.sql`w.end_block`)} >= ${from}`;
  const wholeArticle = Prisma.sql`UNION ALL
      SELECT w.annotation_id FROM position w WHERE w.article_id = ${articleId}::uuid AND w.start_block IS NULL`;
  return [
    Prisma.sql`p.annotation_id = ANY (ARRAY(
      SELECT w.annotation_id FROM position w WHERE w.article_id = ${articleId}::uuid AND ${begins(from, last)}
      ${from === 1 ? wholeArticle : reachIn}
    ))`,
  ];
}
