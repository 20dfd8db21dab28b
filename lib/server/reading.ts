import 'server-only';
import type { Viewer } from '@/lib/domain/permissions/can';
import { LRUCache } from 'lru-cache';
import type { Display } from '@/lib/domain/script/display';
import type { ShownScript } from '@/lib/domain/script/script';
import type { Outline, Place } from '@/lib/domain/text/outline';
import { pageAt } from '@/lib/domain/text/pages';
import { headingTitle } from '@/lib/domain/text/sections';
import { oldNumber, openArticle, type OpenArticle } from './articles';
import { db } from './db';
import { outlineOf } from './outline';
import { placeIn } from './places';
import { notFound, Problem } from './problem';
import { displayOf, languageShown, shownKey, shownText, type Wanted } from './shown';
import { hasOpened } from './unread';
import { visibleAnnotations } from './visible';

/** What an address asks for. Everything else in it is ignored. */
export interface ReadingQuery {
  /** Number of the edition; default: the newest. */
  readonly revision?: number;
  /** Number of a block on the page. */
  readonly from?: number;
  /** Key of the block to show. */
  readonly block?: string;
  /** Id of the note to show. */
  readonly note?: string;
  readonly script?: ShownScript;
  /** Whether quotation marks follow the script; default: they do. */
  readonly quotes?: boolean;
}

export interface Reading extends OpenArticle {
  /** Index of the page that is asked for. */
  readonly page: number;
  readonly wanted: Wanted;
  /** BCP 47, of the text as shown. */
  readonly lang: string;
  /** As shown. */
  readonly words: { readonly title: string; readonly author: string | null; readonly description: string | null };
  /** By block key, as shown. */
  readonly headingTitles: ReadonlyMap<string, string>;
  readonly display: Display | null;
  readonly outline: Outline;
  /** Where the viewer stopped last time, in the newest edition. */
  readonly place: Place | null;
  /** Whether the viewer has opened the article before. */
  readonly opened: boolean;
  /** Where it is not the newest edition. */
  readonly old: OldEdition | null;
}

/** What a page says of an edition that is not the newest. */
interface OldEdition {
  readonly number: number;
  /** How many there are. */
  readonly of: number;
  /** ISO 8601. */
  readonly publishedAt: string;
  readonly reason: string | null;
  /** Key of the block that is gone to, or that the page begins with, where the newest edition has it. */
  readonly block: string | undefined;
}

/** Everything a reading page shows before its notes. */
export async function openReading(viewer: Viewer, slug: string, query: ReadingQuery): Promise<Reading | Problem> {
  const open = await openArticle(viewer, slug, query.revision);
  if (open instanceof Problem) return open;
  const { article, revision } = open;
  const { script = 'source', quotes = true } = query;
  const wanted = { script, quotes };
  const display = await displayOf(open, wanted);
  if (display instanceof Problem) return display;
  const [from, outline, place, opened] = await Promise.all([
    namedBlock(viewer, open, query),
    outlineOf(revision.id),
    oldNumber(open) ? null : placeIn(viewer, article.id, revision.id),
    hasOpened(viewer, article.id),
  ]);
  const { title, author, description } = revision;
  return {
    article,
    revision,
    page: pageAt(outline.pages, from),
    old: await oldEdition(open, from),
    wanted,
    lang: languageShown(open, script),
    words: {
      title: shownText(title, display),
      author: shownText(author, display),
      description: shownText(description, display),
    },
    headingTitles: headingTitles(open, wanted, display, outline),
    display,
    outline,
    place,
    opened,
  };
}

async function oldEdition({ article, revision }: OpenArticle, from: number): Promise<OldEdition | null> {
  if (revision.number === article.revision) return null;
  const [same] = await db().$queryRaw<{ key: string }[]>`
    SELECT newest.key
    FROM block old
    JOIN revision r ON r.article_id = ${article.id}::uuid AND r.number = ${article.revision}
    JOIN block newest ON newest.revision_id = r.id AND newest.key = old.key
    WHERE old.revision_id = ${revision.id}::uuid AND old.number = ${from}`;
  const { number, createdAt, reason } = revision;
  return {
    number,
    of: article.revision,
    publishedAt: createdAt.toISOString(),
    reason,
    block: from > 1 ? same?.key : undefined,
  };
}

/** A page that a reading page fetches as one scrolls. */
export interface OpenPage {
  readonly open: OpenArticle;
  readonly wanted: Wanted;
  readonly display: Display | null;
  readonly index: number;
}

/** The page with a block: the one of that key, else of that number. */
export async function openPage(
  viewer: Viewer,
  slug: string,
  { revision, from, block, ...wanted }: Wanted & { revision?: number; from: number; block?: string },
): Promise<OpenPage | Problem> {
  const open = await openArticle(viewer, slug, revision);
  if (open instanceof Problem) return open;
  const [display, outline, number] = await Promise.all([
    displayOf(open, wanted),
    outlineOf(open.revision.id),
    block === undefined ? from : numberOf(open, block),
  ]);
  if (display instanceof Problem) return display;
  if (number === null) return notFound();
  return { open, wanted, display, index: pageAt(outline.pages, number) };
}

async function numberOf({ revision }: OpenArticle, key: string): Promise<number | null> {
  const block = await db().block.findUnique({
    where: { revisionId_key: { revisionId: revision.id, key } },
    select: { number: true },
  });
  return block?.number ?? null;
}

/** Number of a block on the page that is asked for: of the named block, or of the named note's. */
async function namedBlock(viewer: Viewer, open: OpenArticle, query: ReadingQuery): Promise<number> {
  const key = query.block ?? (query.note && (await blockOfNote(viewer, open, query.note)));
  return (key ? await numberOf(open, key) : null) ?? query.from ?? 1;
}

/** Where it stood in the edition that is read. */
async function blockOfNote(viewer: Viewer, { article, revision }: OpenArticle, id: string): Promise<string | null> {
  const position = await db().position.findFirst({
    where: {
      articleId: article.id,
      firstRevision: { lte: revision.number },
      OR: [{ lastRevision: null }, { lastRevision: { gte: revision.number } }],
      annotation: { AND: [{ id }, visibleAnnotations(viewer)] },
    },
    select: { startBlock: true },
  });
  return position?.startBlock ?? null;
}

/** By revision and how it is shown: a book has hundreds. */
const global = globalThis as typeof globalThis & { meipiTitles?: LRUCache<string, ReadonlyMap<string, string>> };
const titles = (): LRUCache<string, ReadonlyMap<string, string>> => (global.meipiTitles ??= new LRUCache({ max: 400 }));

/** The titles of all its headings as shown, by block key. */
export function headingTitles(
  open: OpenArticle,
  wanted: Wanted,
  display: Display | null,
  { headings }: Outline,
): ReadonlyMap<string, string> {
  const key = shownKey(open, wanted, 'titles');
  const known = titles().get(key);
  if (known) return known;
  const made = new Map(headings.map((heading) => [heading.key, shownText(headingTitle(heading.text), display)]));
  titles().set(key, made);
  return made;
}
