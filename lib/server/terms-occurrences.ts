import 'server-only';
import { setImmediate } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { GlossaryBeside, TermCounts, TermOccurrences } from '@/lib/contract/terms';
import { termFinder, type TermPlace } from '@/lib/domain/glossary/find-terms';
import { firstInSections } from '@/lib/domain/glossary/first-in-sections';
import type { Viewer } from '@/lib/domain/permissions/can';
import { openArticle, readBlocks, type Article, type OpenArticle } from './articles';
import { db } from './db';
import { outlineOf } from './outline';
import { Problem } from './problem';
import { folding } from './search-index';
import { glossariesBeside, glossaryTag, inGlossaries, scopesToAddTo } from './terms-scope';

/*
 * Where terms stand. A revision never changes, and a glossary's tag tells its state: what was found is kept under both, a
 * stretch of blocks at a time, so that a novel is looked through in steps between which others have their turn.
 */

/** Blocks that are looked through in one go. */
const STRETCH = 40;
const MAX_WINDOW = 200;

interface FoundIn {
  readonly key: string;
  readonly number: number;
  readonly spans: readonly TermPlace[];
}
type Finder = ReturnType<typeof termFinder>;
const global = globalThis as typeof globalThis & {
  meipiTermFinders?: LRUCache<string, Promise<Finder>>;
  meipiTermsFound?: LRUCache<string, readonly FoundIn[]>;
};
const finders = () => (global.meipiTermFinders ??= new LRUCache({ max: 20 }));
const found = () =>
  (global.meipiTermsFound ??= new LRUCache<string, readonly FoundIn[]>({
    maxSize: 2_000_000,
    sizeCalculation: (blocks) => blocks.reduce((size, { spans }) => size + 20 + spans.length, 1),
  }));

type Glossaries = ReturnType<typeof glossariesBeside>;

function finderOf(glossaries: Glossaries, tag: string): Promise<Finder> {
  const known = finders().get(tag);
  if (known) return known;
  const finder = makeFinder(glossaries);
  finders().set(tag, finder);
  finder.catch(() => finders().delete(tag));
  return finder;
}

async function makeFinder(glossaries: Glossaries): Promise<Finder> {
  const rows = await db().term.findMany({
    where: { AND: [inGlossaries(glossaries), { deletedAt: null }] },
    select: { id: true, groupId: true, headword: true, aliases: true },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return termFinder(
    rows.map(({ groupId, ...term }) => ({ ...term, scope: groupId === null ? 'article' : 'group' })),
    folding(),
  );
}

/** Blocks that hold terms, from number `from` to `to`, a stretch at a time. */
async function* stretches(revisionId: string, glossaries: Glossaries, tag: string, from: number, to: number) {
  const find = await finderOf(glossaries, tag);
  for (let index = Math.floor((from - 1) / STRETCH); index * STRETCH < to; index++) {
    const blocks = await foundInStretch(revisionId, find, tag, index);
    yield blocks.filter(({ number }) => number >= from && number <= to);
  }
}

async function foundInStretch(
  revisionId: string,
  find: Finder,
  tag: string,
  index: number,
): Promise<readonly FoundIn[]> {
  const key = `${revisionId} ${tag} ${index}`;
  const known = found().get(key);
  if (known) return known;
  const blocks = (await readBlocks(revisionId, index * STRETCH + 1, STRETCH)).flatMap(
    ({ key: block, number, kind, text }) => {
      const spans = kind === 'code' ? [] : find(text);
      return spans.length > 0 ? [{ key: block, number, spans }] : [];
    },
  );
  found().set(key, blocks);
  return blocks;
}

/** Where the terms that the viewer sees stand in a window of an article's blocks. */
export async function termOccurrences(
  viewer: Viewer,
  slug: string,
  { revision, from, to = Infinity }: { revision?: number | undefined; from: number; to?: number | undefined },
): Promise<TermOccurrences | Problem> {
  const open = await openArticle(viewer, slug, revision);
  if (open instanceof Problem) return open;
  const glossaries = glossariesBeside(viewer, open.article);
  const tag = await glossaryTag(glossaries);
  const last = Math.min(to, from + MAX_WINDOW - 1, open.revision.blockCount);
  const { headings } = await outlineOf(open.revision.id);
  const sectionOf = (number: number): number => headings.findLast((one) => one.number <= number)?.number ?? 1;
  const found: FoundIn[] = [];
  // From where the window's first section begins: its firsts may stand before the window.
  for await (const stretch of stretches(open.revision.id, glossaries, tag, sectionOf(from), last))
    found.push(...stretch);
  const first = firstInSections(
    found.map(({ number, spans }) => ({ number, places: spans })),
    headings,
  );
  const blocks = found
    .filter(({ number }) => number >= from)
    .map(({ key, number, spans }) => ({
      ...{ key, number },
      spans: spans.map((span) => ({ ...span, first: first.has(span) })),
    }));
  return { revision: open.revision.number, glossary: tag, blocks };
}

/** Where the terms that the viewer sees beside an article stand in other texts, in whichever script they are. */
export async function termsInTexts(
  viewer: Viewer,
  slug: string,
  texts: readonly string[],
): Promise<{ glossary: string; texts: TermPlace[][] } | Problem> {
  const open = await openArticle(viewer, slug);
  if (open instanceof Problem) return open;
  const glossaries = glossariesBeside(viewer, open.article);
  const glossary = await glossaryTag(glossaries);
  const find = await finderOf(glossaries, glossary);
  const found: TermPlace[][] = [];
  for (const text of texts) {
    found.push(find(text));
    await setImmediate();
  }
  return { glossary, texts: found };
}

/** Whether the viewer sees any term beside an article, and where they may add some; null: neither. */
export async function glossaryBeside(viewer: Viewer, article: Article): Promise<GlossaryBeside | null> {
  const glossaries = glossariesBeside(viewer, article);
  const term = await db().term.findFirst({
    where: { AND: [inGlossaries(glossaries), { deletedAt: null }] },
    select: { id: true },
  });
  const mayAdd = scopesToAddTo(viewer, glossaries, article);
  return term || mayAdd.length > 0 ? { hasTerms: term !== null, mayAdd } : null;
}

/** How often each occurs, in reading order. */
export async function termCounts(viewer: Viewer, slug: string, revision?: number): Promise<TermCounts | Problem> {
  const open = await openArticle(viewer, slug, revision);
  if (open instanceof Problem) return open;
  const glossaries = glossariesBeside(viewer, open.article);
  const tag = await glossaryTag(glossaries);
  const counts = new Map<string, TermCounts['counts'][number]>();
  for await (const stretch of stretches(open.revision.id, glossaries, tag, 1, open.revision.blockCount))
    for (const { key, number, spans } of stretch)
      for (const { start, end, term } of spans) {
        const known = counts.get(term);
        if (known) known.count += 1;
        else counts.set(term, { term, count: 1, first: { block: key, number, start, end } });
      }
  return { revision: open.revision.number, glossary: tag, counts: [...counts.values()] };
}

/** The same of one term: every place, with what it stands in. The caller has checked who sees it. */
export async function* placesOfTerm(
  viewer: Viewer,
  { article, revision }: OpenArticle,
  term: string,
): AsyncGenerator<{ number: number; span: TermPlace }> {
  const glossaries = glossariesBeside(viewer, article);
  const tag = await glossaryTag(glossaries);
  for await (const stretch of stretches(revision.id, glossaries, tag, 1, revision.blockCount))
    for (const { number, spans } of stretch) for (const span of spans) if (span.term === term) yield { number, span };
}

/** In which blocks of an edition each term that the viewer sees occurs, and how often. The caller has checked who reads it. */
export async function termBlocks(
  viewer: Viewer,
  { article, revision }: OpenArticle,
): Promise<Map<string, { readonly key: string; readonly number: number; readonly start: number; times: number }[]>> {
  const glossaries = glossariesBeside(viewer, article);
  const tag = await glossaryTag(glossaries);
  const blocks: Awaited<ReturnType<typeof termBlocks>> = new Map();
  for await (const stretch of stretches(revision.id, glossaries, tag, 1, revision.blockCount))
    for (const { key, number, spans } of stretch)
      for (const { start, term } of spans) {
        const known = blocks.get(term) ?? [];
        blocks.set(term, known);
        const last = known.at(-1);
        if (last?.number === number) last.times += 1;
        else known.push({ key, number, start, times: 1 });
      }
  return blocks;
}
