import 'server-only';
import type { Viewer } from '@/lib/domain/permissions/can';
import type { Display, ShownBlock } from '@/lib/domain/script/display';
import type { ShownScript } from '@/lib/domain/script/script';
import type { Block } from '@/lib/domain/text/block';
import { PAGE_BLOCKS, type Outline, type Place } from '@/lib/domain/text/outline';
import { headingTitle, type Heading } from '@/lib/domain/text/sections';
import { blockOf, openArticle, type OpenArticle } from './articles';
import { db } from './db';
import { placeIn } from './places';
import { Problem } from './problem';
import { displayOf, languageShown, readShown, shownText } from './shown';
import { visibleAnnotations } from './visible';

/** What an address asks for. Everything else in it is ignored. */
export interface ReadingQuery {
  /** First block's number. */
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
  readonly shown: readonly ShownBlock[];
  readonly script: ShownScript;
  /** BCP 47, of the text as shown. */
  readonly lang: string;
  /** As shown. */
  readonly words: { readonly title: string; readonly author: string | null; readonly description: string | null };
  /** By block key, as shown. */
  readonly headingTitles: ReadonlyMap<string, string>;
  readonly display: Display | null;
  readonly outline: Outline;
  /** Where the viewer stopped last time. */
  readonly place: Place | null;
}

/** Everything a reading page shows before its notes. */
export async function openReading(viewer: Viewer, slug: string, query: ReadingQuery): Promise<Reading | Problem> {
  const open = await openArticle(viewer, slug);
  if (open instanceof Problem) return open;
  const { article, revision } = open;
  const { script = 'source', quotes = true } = query;
  const display = await displayOf(open, { script, quotes });
  if (display instanceof Problem) return display;
  const [shown, outline, place] = await Promise.all([
    firstBlock(viewer, open, query).then((from) => readShown(open, { script, quotes }, display, from, PAGE_BLOCKS)),
    outlineOf(revision.id),
    placeIn(viewer, article.id, revision.id),
  ]);
  const { title, author, description } = revision;
  return {
    article,
    revision,
    shown,
    script,
    lang: languageShown(open, script),
    words: {
      title: shownText(title, display),
      author: shownText(author, display),
      description: shownText(description, display),
    },
    headingTitles: new Map(outline.headings.map(({ key, text }) => [key, shownText(headingTitle(text), display)])),
    display,
    outline,
    place,
  };
}

/** A named block or note opens the page it stands on; pages begin at 1, 201, 401…, or where asked. */
async function firstBlock(viewer: Viewer, { article, revision }: OpenArticle, query: ReadingQuery): Promise<number> {
  const key = query.block ?? (query.note && (await blockOfNote(viewer, article.id, query.note)));
  const named = key
    ? await db().block.findUnique({
        where: { revisionId_key: { revisionId: revision.id, key } },
        select: { number: true },
      })
    : null;
  const from = query.from ?? 1;
  if (!named) return Math.min(from, Math.max(revision.blockCount, 1));
  const onPage = query.from !== undefined && from <= named.number && named.number < from + PAGE_BLOCKS;
  return onPage ? from : named.number - ((named.number - 1) % PAGE_BLOCKS);
}

async function blockOfNote(viewer: Viewer, articleId: string, id: string): Promise<string | null> {
  const position = await db().position.findFirst({
    where: { articleId, annotation: { AND: [{ id }, visibleAnnotations(viewer)] } },
    orderBy: { firstRevision: 'desc' },
    select: { startBlock: true },
  });
  return position?.startBlock ?? null;
}

/** Revisions never change, so neither do their outlines. The newest-used are kept. */
const outlines = new Map<string, Promise<Outline>>();
const MAX_OUTLINES = 200;

export function outlineOf(revisionId: string): Promise<Outline> {
  const known = outlines.get(revisionId);
  outlines.delete(revisionId);
  const outline = known ?? readOutline(revisionId);
  outlines.set(revisionId, outline);
  if (!known) outline.catch(() => outlines.delete(revisionId));
  const oldest = outlines.keys().next().value;
  if (outlines.size > MAX_OUTLINES && oldest) outlines.delete(oldest);
  return outline;
}

async function readOutline(revisionId: string): Promise<Outline> {
  const rows = await db().block.findMany({
    where: {
      revisionId,
      OR: [{ kind: { in: ['heading', 'footnote'] } }, { marks: { array_contains: [{ type: 'footnote-reference' }] } }],
    },
    orderBy: { number: 'asc' },
  });
  const headings: Heading[] = [];
  const footnotes = new Map<string, { number: number; block: Heading }>();
  const references = new Map<string, { block: Heading; offset: number }>();
  for (const block of rows.map(blockOf)) {
    if (block.kind === 'heading') headings.push(headOf(block));
    const footnote = block.path.find((container) => container.type === 'footnote');
    if (footnote && !footnotes.has(footnote.label))
      footnotes.set(footnote.label, { number: footnote.number, block: headOf(block) });
    for (const mark of block.marks)
      if (mark.type === 'footnote-reference' && !references.has(mark.label))
        references.set(mark.label, { block: headOf(block), offset: mark.start });
  }
  return { headings, footnotes, references };
}

const headOf = ({ key, number, text, attrs }: Block): Heading => ({ key, number, text, attrs });
