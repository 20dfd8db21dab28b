import 'server-only';
import type { AnnotationView } from '@/lib/contract/annotations';
import type { Layer } from '@/lib/domain/discussion/annotation';
import type { Viewer } from '@/lib/domain/permissions/can';
import type { Display } from '@/lib/domain/script/display';
import { detectScript } from '@/lib/domain/script/detect-script';
import { convertBy } from '@/lib/domain/script/convert';
import { scriptOf, type Script, type ShownScript } from '@/lib/domain/script/script';
import { conversionsBetween } from '@/lib/opencc';
import { bodyIn, wordsOf } from '@/lib/richtext/body-in-script';
import { Prisma } from '@/prisma/generated/client';
import { annotationViews, selectAnnotations, type AnnotationRow } from './annotations-view';
import { openArticle, type OpenArticle } from './articles';
import { db } from './db';
import { newestEvent } from './events';
import { layerColumns } from './layers';
import { notFound, Problem } from './problem';
import { displayOf, shownText } from './shown';
import { seenInSql, STANDING_IN_SQL, visibleAnnotations } from './visible';

interface Window {
  readonly revision?: number;
  readonly layer?: Layer;
  /** Numbers of the first and last block; default: all of them. */
  readonly from?: number;
  readonly to?: number;
  /** In which script to show the notes' bodies; default: as they were written. */
  readonly script?: ShownScript;
  /** Whether quotation marks in them follow it; default: they do. */
  readonly quotes?: boolean;
}

/**
 * The notes that `viewer` may see on a window of an article's blocks, by place. Notes on the whole
 * article belong to the first window. Two queries, whatever their number: the notes, and the replies to them.
 */
export async function listAnnotations(
  viewer: Viewer,
  slug: string,
  window: Window,
): Promise<{ annotations: AnnotationView[]; upTo: number } | Problem> {
  const open = await openArticle(viewer, slug, window.revision);
  if (open instanceof Problem) return open;
  // Before the notes are read: what comes meanwhile is told again, and nothing is missed.
  const upTo = Number(await newestEvent());
  const notes = await annotationViews(await rowsOf(open, viewer, window, { tombstones: true }), viewer);
  return { annotations: await notesShown(notes, open, window), upTo };
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
  window: Omit<Window, 'script' | 'quotes'>,
): Promise<AnnotationRow[] | Problem> {
  const open = await openArticle(viewer, slug, window.revision);
  return open instanceof Problem ? open : rowsOf(open, viewer, window);
}

const rowsOf = (
  { article, revision }: OpenArticle,
  viewer: Viewer,
  window: Omit<Window, 'script' | 'quotes'>,
  { tombstones = false } = {},
): Promise<AnnotationRow[]> =>
  selectAnnotations({
    tombstones,
    revision: revision.number,
    where: Prisma.join(
      [
        Prisma.sql`a.article_id = ${article.id}::uuid AND p.article_id = ${article.id}::uuid`,
        seenInSql(viewer),
        ...(window.layer ? [inLayer(window.layer)] : []),
        ...inWindow(article.id, revision.id, window),
      ],
      ' AND ',
    ),
  });

export interface BlockDensity {
  readonly block: string;
  readonly number: number;
  readonly count: number;
}

/** How many of the notes that `viewer` may see begin in each block that has any, in reading order. */
export async function annotationDensity(
  viewer: Viewer,
  slug: string,
  number?: number,
  layer?: Layer,
): Promise<BlockDensity[] | Problem> {
  const open = await openArticle(viewer, slug, number);
  if (open instanceof Problem) return open;
  const { article, revision } = open;
  return db().$queryRaw<BlockDensity[]>`
    SELECT b.key AS block, b.number, count(*)::int AS count
    FROM position p
    JOIN annotation a ON a.id = p.annotation_id
    JOIN article t ON t.id = a.article_id
    JOIN block b ON b.revision_id = ${revision.id}::uuid AND b.key = p.start_block
    WHERE p.article_id = ${article.id}::uuid AND p.first_revision <= ${revision.number}
      AND (p.last_revision IS NULL OR p.last_revision >= ${revision.number})
      AND ${STANDING_IN_SQL} AND ${seenInSql(viewer)} AND ${layer ? inLayer(layer) : Prisma.sql`true`}
    GROUP BY b.key, b.number ORDER BY b.number`;
}

function inLayer(layer: Layer): Prisma.Sql {
  const { layer: kind, groupId } = layerColumns(layer);
  return groupId === null
    ? Prisma.sql`a.layer = ${kind}::layer_kind`
    : Prisma.sql`(a.layer = 'group' AND a.group_id = ${groupId}::uuid)`;
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
function inWindow(articleId: string, revisionId: string, { from = 1, to }: Window): Prisma.Sql[] {
  if (from === 1 && to === undefined) return [];
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
