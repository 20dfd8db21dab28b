import 'server-only';
import { LRUCache } from 'lru-cache';
import type { ArticleHits } from '@/lib/contract/search';
import type { Viewer } from '@/lib/domain/permissions/can';
import { showBlock, type Display, type ShownBlock } from '@/lib/domain/script/display';
import { BLOCK_END } from '@/lib/domain/search/fold';
import { placesOf, shownSpans, spansIn, spansInShown } from '@/lib/domain/search/find';
import type { Term } from '@/lib/domain/search/query';
import { snippetOf } from '@/lib/domain/search/snippet';
import { sourceOffset, type Span } from '@/lib/domain/text/offset';
import { headingTitle, type Heading } from '@/lib/domain/text/sections';
import { Prisma } from '@/prisma/generated/client';
import { blockOf, openArticle, type OpenArticle } from './articles';
import { db } from './db';
import { Problem } from './problem';
import { protectedWordsOf } from './protected-words';
import { outlineOf } from './outline';
import { askedFor, holds, needsDisplay } from './search-candidates';
import { ensureIndexed, folding, FOLDING_VERSION, HEAD } from './search-index';
import { displayOf, shownText, type Wanted } from './shown';

interface Asked extends Wanted {
  readonly q: string;
  readonly revision?: number;
  /** Numbers of the first and last block that are asked for. The totals are the whole article's. */
  readonly from: number;
  readonly to?: number;
  /** Blocks. */
  readonly limit: number;
}

/** The words somebody looks for in an article, in the order of the text. */
export async function searchArticle(viewer: Viewer, slug: string, asked: Asked): Promise<ArticleHits | Problem> {
  const open = await openArticle(viewer, slug, asked.revision);
  if (open instanceof Problem) return open;
  const display = await displayOf(open, asked);
  if (display instanceof Problem) return display;
  const words = display ? await protectedWordsOf(open.article.id, asked.rules ?? open.article.rules) : [];
  const terms = askedFor(asked.q, asked.script, words ?? []);
  if (terms instanceof Problem) return terms;
  if (terms.length === 0) return { asked: false, total: 0, blocks: 0, hits: [], next: null };
  await ensureIndexed(open.revision);
  const found = await foundIn({ open, wanted: asked, display, terms });
  const { from, to = Infinity, limit } = asked;
  const wanted = found.filter(({ number }) => from <= number && number <= to);
  const page = wanted.slice(0, limit);
  const [shown, { headings }] = await Promise.all([
    shownBlocks(
      open,
      display,
      page.map(({ number }) => number),
    ),
    outlineOf(open.revision.id),
  ]);
  const last = found.at(-1);
  return {
    asked: true,
    total: last ? last.first - 1 + last.count : 0,
    blocks: found.length,
    hits: page.flatMap(({ number, first }) => {
      const block = shown.get(number);
      return block ? [{ ...hitIn(block, terms), section: sectionOf(block, headings, display), first }] : [];
    }),
    next: wanted[limit]?.number ?? null,
  };
}

/** A block as it is listed among hits. */
export function hitIn(shown: ShownBlock, terms: readonly Term[]) {
  const spans = spansOf(shown, terms);
  return {
    block: shown.block.key,
    number: shown.block.number,
    spans: spans.map(({ start, end }) => ({ start, end })),
    snippet: snippetOf(shown.text, shownSpans(shown, spans)),
  };
}

/** What was asked for, in the source; where its words depend on the script, in what is shown as well. */
function spansOf(shown: ShownBlock, terms: readonly Term[]): Span[] {
  const phrases = terms.map(({ asked }) => asked);
  if (needsDisplay(terms)) return spansInShown(phrases, shown, folding());
  return spansIn(phrases, shown.block.text, folding()).map(({ start, end }) => ({
    start: sourceOffset(start),
    end: sourceOffset(end),
  }));
}

function sectionOf({ block }: ShownBlock, headings: readonly Heading[], display: Display | null): string | null {
  if (block.kind === 'heading') return null;
  const heading = headings.findLast(({ number }) => number <= block.number);
  return heading ? shownText(headingTitle(heading.text), display) : null;
}

/** By number. Only these: a page of a novel's hits is scattered all over it. */
async function shownBlocks(
  { revision }: OpenArticle,
  display: Display | null,
  numbers: readonly number[],
): Promise<Map<number, ShownBlock>> {
  const rows = await db().block.findMany({ where: { revisionId: revision.id, number: { in: [...numbers] } } });
  return new Map(rows.map((row) => [row.number, showBlock(blockOf(row), display)]));
}

/** A block with hits. */
interface FoundBlock {
  readonly number: number;
  /** Occurrences in it. */
  readonly count: number;
  /** Which of all occurrences its first one is, 1…. */
  readonly first: number;
}

interface Search {
  readonly open: OpenArticle;
  readonly wanted: Wanted;
  readonly display: Display | null;
  readonly terms: readonly Term[];
}

/** Every page of hits, and every stretch of the text in which they are to be marked, asks for them again. */
const global = globalThis as typeof globalThis & { meipiFound?: LRUCache<string, readonly FoundBlock[]> };
const known = (): LRUCache<string, readonly FoundBlock[]> =>
  (global.meipiFound ??= new LRUCache({ maxSize: 200_000, sizeCalculation: (blocks) => blocks.length + 20 }));

async function foundIn(search: Search): Promise<readonly FoundBlock[]> {
  const { open, wanted, terms } = search;
  const shownAs = needsDisplay(terms) ? [wanted.script, wanted.quotes, wanted.rules ?? open.article.rules] : [];
  const key = JSON.stringify([open.revision.id, FOLDING_VERSION, terms.map(({ asked }) => asked), shownAs]);
  const before = known().get(key);
  if (before) return before;
  const counted = countIn(await candidateChunks(open.revision.id, terms), terms);
  const unsure = counted.flatMap(({ number, count }) => (count === null ? [number] : []));
  const verified = await countInBlocks(search, unsure);
  let first = 1;
  const found = counted.flatMap(({ number, count }) => {
    const occurrences = count ?? verified.get(number) ?? 0;
    first += occurrences;
    return occurrences > 0 ? [{ number, count: occurrences, first: first - occurrences }] : [];
  });
  known().set(key, found);
  return found;
}

interface CandidateChunk {
  readonly first: number;
  readonly piece: number;
  readonly folded: string;
}

/** Pieces of a long block are candidates together: one term may be in one, another in another. */
const candidateChunks = (revisionId: string, terms: readonly Term[]): Promise<CandidateChunk[]> =>
  db().$queryRaw<CandidateChunk[]>`
    SELECT c.first, c.piece, CASE c.piece WHEN 0 THEN c.folded ELSE '' END AS folded
    FROM search_chunk c
    WHERE c.revision_id = ${revisionId}::uuid AND c.first > ${HEAD}
      AND (${terms.length > 1 ? Prisma.sql`c.piece > 0` : Prisma.sql`FALSE`} OR (${holds(terms, { indexed: false })}))
    ORDER BY c.first, c.piece`;

/** How often the terms occur in each block; null: the block itself must be looked at. */
function countIn(
  chunks: readonly CandidateChunk[],
  terms: readonly Term[],
): { number: number; count: number | null }[] {
  const counted: { number: number; count: number | null }[] = [];
  const asked = terms.map((term) => term.asked);
  const byShown = needsDisplay(terms);
  for (const { first, piece, folded } of chunks) {
    if (piece > 0) {
      if (counted.at(-1)?.number !== first) counted.push({ number: first, count: null });
      continue;
    }
    for (const [index, block] of folded.split(BLOCK_END).entries()) {
      if (byShown) {
        const may = terms.every(({ written }) => written.some((form) => block.includes(form)));
        if (may) counted.push({ number: first + index, count: null });
        continue;
      }
      const count = placesOf(asked, block).length;
      if (count > 0) counted.push({ number: first + index, count });
    }
  }
  return counted;
}

/** Blocks that are looked at together. */
const BATCH = 200;

async function countInBlocks(
  { open, display, terms }: Search,
  numbers: readonly number[],
): Promise<Map<number, number>> {
  const counts = new Map<number, number>();
  for (let at = 0; at < numbers.length; at += BATCH)
    for (const [number, shown] of await shownBlocks(open, display, numbers.slice(at, at + BATCH)))
      counts.set(number, spansOf(shown, terms).length);
  return counts;
}
