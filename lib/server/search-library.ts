import 'server-only';
import type { Found } from '@/lib/contract/search';
import type { Viewer } from '@/lib/domain/permissions/can';
import { showBlock, type Display } from '@/lib/domain/script/display';
import { scriptOf, shownLanguage } from '@/lib/domain/script/script';
import { BLOCK_END } from '@/lib/domain/search/fold';
import { placesOf, spansOfAnyIn } from '@/lib/domain/search/find';
import type { Term } from '@/lib/domain/search/query';
import { snippetOf } from '@/lib/domain/search/snippet';
import { blockOf, OF_ARTICLE, type OpenArticle } from './articles';
import { db } from './db';
import { Problem } from './problem';
import { askedFor, holds } from './search-candidates';
import { folding, HEAD } from './search-index';
import { searchNotes } from './search-notes';
import { hitIn } from './search-article';
import { displayOf, shownText, type Wanted } from './shown';
import { readableArticles, readableInSql } from './visible';

interface Asked extends Wanted {
  readonly q: string;
  readonly in: 'articles' | 'notes';
  readonly cursor?: string;
}

/** What somebody looks for in everything they may read, or in all notes they may see. */
export async function search(viewer: Viewer, asked: Asked): Promise<Found | Problem> {
  const terms = askedFor(asked.q, asked.script);
  if (terms instanceof Problem) return terms;
  const nothing: Found = { asked: terms.length > 0, articles: [], notes: [], cursor: null };
  if (terms.length === 0) return nothing;
  const found =
    asked.in === 'notes' ? await searchNotes(viewer, asked, terms) : await searchArticles(viewer, asked, terms);
  return { ...nothing, ...found };
}

type FoundArticle = Found['articles'][number];
type Page = Pick<Found, 'articles' | 'cursor'>;

const PAGE = 20;
/** Chunks of an article that are counted: of what is everywhere, nobody wants the exact number here. */
const CHUNKS = 12;
const SNIPPETS = 3;

interface Candidate {
  readonly id: string;
  /** First blocks of its first chunks with the words. */
  readonly firsts: number[];
}

/** Whose title has the words first, then by how much of the text has them. */
async function searchArticles(viewer: Viewer, asked: Asked, terms: readonly Term[]): Promise<Page> {
  const after = /^\d{1,6}$/.test(asked.cursor ?? '') ? Number(asked.cursor) : 0;
  const rows = await db().$transaction(async (tx) => {
    // The planner takes a chunk for a small row: it does not see that its lexemes are kept apart from it, and would
    // rather read them all. So the index is asked first, and by itself.
    await tx.$queryRaw`SELECT set_config('enable_seqscan', 'off', true)`;
    return tx.$queryRaw<Candidate[]>`
      WITH holding AS MATERIALIZED (
        SELECT c.revision_id, c.first FROM search_chunk c WHERE ${holds(terms, { indexed: true })})
      SELECT t.id, (array_agg(c.first ORDER BY c.first))[1:${CHUNKS + 1}::int] AS firsts
      FROM holding c
      JOIN revision r ON r.id = c.revision_id
      JOIN article t ON t.id = r.article_id AND t.revision = r.number
      WHERE ${readableInSql(viewer)}
      GROUP BY t.id
      ORDER BY bool_or(c.first = ${HEAD}) DESC, count(*) DESC, t.created_at DESC, t.id
      LIMIT ${PAGE + 1} OFFSET ${after}`;
  });
  const page = rows.slice(0, PAGE);
  const articles = await db().article.findMany({
    where: { AND: [{ id: { in: page.map(({ id }) => id) } }, readableArticles(viewer)] },
    include: { ...OF_ARTICLE, revisions: { omit: { source: true }, orderBy: { number: 'desc' }, take: 1 } },
  });
  const found: FoundArticle[] = [];
  for (const { id, firsts } of page) {
    const row = articles.find((article) => article.id === id);
    const revision = row?.revisions[0];
    if (!row || !revision) continue;
    const { revisions: _, ...article } = row;
    const one = await foundInArticle({ article, revision }, firsts, asked, terms);
    if (one) found.push(one);
  }
  return { articles: found, cursor: rows.length > PAGE ? String(after + PAGE) : null };
}

/** Null: the words stand in one chunk, but not in one block. */
async function foundInArticle(
  open: OpenArticle,
  firsts: number[],
  asked: Asked,
  terms: readonly Term[],
): Promise<FoundArticle | null> {
  const { article, revision } = open;
  // A text that is not Chinese is shown as it was written.
  const script = scriptOf(revision.sourceScript) ? asked.script : 'source';
  const display = await displayOf(open, { ...asked, script });
  if (display instanceof Problem) return null;
  const chunks = await db().searchChunk.findMany({
    where: { revisionId: revision.id, first: { in: firsts.slice(0, CHUNKS) } },
    select: { first: true, piece: true, folded: true },
    orderBy: [{ first: 'asc' }, { piece: 'asc' }],
  });
  const counts = chunks.flatMap(({ first, piece, folded }) =>
    // The head is one thing, whatever its parts, and so is a piece of a long block.
    (first === HEAD || piece > 0 ? [folded] : folded.split(BLOCK_END)).flatMap((block, index) => {
      const count = occurrences(terms, block);
      return count > 0 ? [{ number: first + index, count }] : [];
    }),
  );
  if (counts.length === 0) return null;
  const inText = counts.filter(({ number }) => number !== HEAD);
  const best = [...inText].sort((a, b) => b.count - a.count || a.number - b.number).slice(0, SNIPPETS);
  const phrases = terms.map(({ asked: phrase }) => phrase);
  const title = shownText(revision.title, display);
  return {
    slug: article.slug,
    // What it has of the words, whether or not it has them all.
    title: snippetOf(title, spansOfAnyIn(phrases, title, folding()), 200),
    author: shownText(revision.author, display),
    lang: shownLanguage(revision.sourceScript, script),
    count: inText.reduce((sum, { count }) => sum + count, 0),
    more: firsts.length > CHUNKS,
    hits: await hitsIn(revision.id, display, [...new Set(best.map(({ number }) => number))], terms),
  };
}

/** In whichever form the source may have them: which of them are shown so is not looked at here. */
function occurrences(terms: readonly Term[], folded: string): number {
  let sum = 0;
  for (const { written } of terms) {
    const count = written.reduce((most, form) => Math.max(most, placesOf([form], folded).length), 0);
    if (count === 0) return 0;
    sum += count;
  }
  return sum;
}

async function hitsIn(
  revisionId: string,
  display: Display | null,
  numbers: number[],
  terms: readonly Term[],
): Promise<FoundArticle['hits']> {
  const rows = await db().block.findMany({
    where: { revisionId, number: { in: numbers } },
    orderBy: { number: 'asc' },
  });
  return rows.map((row) => {
    const { block, number, snippet } = hitIn(showBlock(blockOf(row), display), terms);
    return { block, number, snippet };
  });
}
