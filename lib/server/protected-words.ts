import 'server-only';
import { LRUCache } from 'lru-cache';
import type { ProtectedWordsPreview, ProtectedWordsView } from '@/lib/contract/scripts';
import { can, type Viewer } from '@/lib/domain/permissions/can';
import { parseProtectedWords, protectedIn, rulesIn, type ProtectedWord } from '@/lib/domain/script/protected-words';
import { changedPlaces } from '@/lib/domain/script/changed-places';
import { showBlock, type ShownBlock } from '@/lib/domain/script/display';
import { scriptOf, type Script } from '@/lib/domain/script/script';
import type { Block } from '@/lib/domain/text/block';
import type { Span } from '@/lib/domain/text/offset';
import { conversionsBetween } from '@/lib/opencc';
import { articleFacts, openArticle, readBlocks, type OpenArticle } from './articles';
import { audit } from './audit';
import { db, type Database } from './db';
import { notFound, Problem } from './problem';

/*
 * What an article's editors decide about the conversion of its words. Versions are kept: version 0 is
 * “nothing decided”.
 */

/** Versions never change. By article and number. */
const versions = new LRUCache<string, readonly ProtectedWord[]>({ max: 500 });

/** The words protected by a version; null when there is no such version. */
export async function protectedWordsOf(
  articleId: string,
  number: number,
  database: Database = db(),
): Promise<readonly ProtectedWord[] | null> {
  if (number === 0) return [];
  const key = `${articleId}:${number}`;
  const known = versions.get(key);
  if (known) return known;
  const row = await database.protectedWords.findUnique({ where: { articleId_number: { articleId, number } } });
  if (!row) return null;
  const parsed = parseProtectedWords(row.rules);
  const words = parsed.ok ? parsed.words : [];
  versions.set(key, words);
  return words;
}

async function openForEditing(viewer: Viewer, slug: string): Promise<OpenArticle | Problem> {
  const open = await openArticle(viewer, slug);
  if (open instanceof Problem) return open;
  return viewer && can(viewer, 'article: edit', articleFacts(open.article)) ? open : notFound();
}

/** @param number an earlier version; default: the one in force */
export async function readProtectedWords(
  viewer: Viewer,
  slug: string,
  number?: number,
): Promise<ProtectedWordsView | Problem> {
  const open = await openForEditing(viewer, slug);
  if (open instanceof Problem) return open;
  return viewOf(open.article.id, number ?? open.article.rules);
}

async function viewOf(articleId: string, number: number): Promise<ProtectedWordsView | Problem> {
  const [rows, version] = await Promise.all([
    db().protectedWords.findMany({
      where: { articleId },
      orderBy: { number: 'desc' },
      take: 50,
      select: { number: true, createdAt: true, createdBy: { select: { name: true } } },
    }),
    number === 0 ? null : db().protectedWords.findUnique({ where: { articleId_number: { articleId, number } } }),
  ]);
  if (number !== 0 && !version) return notFound();
  return {
    number,
    rules: version?.rules ?? '',
    versions: rows.map((row) => ({
      number: row.number,
      by: row.createdBy?.name ?? null,
      at: row.createdAt.toISOString(),
    })),
  };
}

/** Saves a new version. @param base the version it was made from: another one in force means that somebody else was faster */
export async function saveProtectedWords(
  viewer: Viewer,
  slug: string,
  { rules, base }: { rules: string; base: number },
): Promise<ProtectedWordsView | Problem> {
  const open = await openForEditing(viewer, slug);
  if (open instanceof Problem || !viewer) return open instanceof Problem ? open : notFound();
  const faults = faultsIn(rules);
  if (faults) return faults;
  const articleId = open.article.id;
  const saved = await db().$transaction(async (tx) => {
    // Two who save at once: the second waits here, and finds another version in force.
    const { count } = await tx.article.updateMany({
      where: { id: articleId, rules: base },
      data: { rules: { increment: 1 } },
    });
    if (count === 0) return new Problem('rules-changed');
    await tx.protectedWords.create({ data: { articleId, number: base + 1, rules, createdById: viewer.id } });
    await audit(tx, viewer.id, 'article.rules', articleId, { slug, number: String(base + 1) });
    return base + 1;
  });
  return saved instanceof Problem ? saved : viewOf(articleId, saved);
}

function faultsIn(rules: string): Problem | null {
  const parsed = parseProtectedWords(rules);
  if (parsed.ok) return null;
  return new Problem('invalid', {
    errors: parsed.errors.map(({ line, code }) => ({ field: `line ${line}`, code: `rule-${code}`, values: { line } })),
  });
}

const MAX_PLACES = 200;
/** Characters shown on either side of a change. */
const CONTEXT = 14;

/** What rules would change in a script, against those in force. */
export async function previewProtectedWords(
  viewer: Viewer,
  slug: string,
  { rules, script }: { rules: string; script: Script },
): Promise<ProtectedWordsPreview | Problem> {
  const open = await openForEditing(viewer, slug);
  if (open instanceof Problem) return open;
  const source = scriptOf(open.revision.sourceScript);
  if (!source) return notFound();
  const faults = faultsIn(rules);
  if (faults) return faults;
  const parsed = parseProtectedWords(rules);
  const now = (await protectedWordsOf(open.article.id, open.article.rules)) ?? [];
  const then = parsed.ok ? parsed.words : [];
  const conversions = conversionsBetween(source, script);
  const display = (words: readonly ProtectedWord[]) => ({
    script,
    conversions,
    protectedWords: protectedIn(words, script),
    quotes: true,
  });
  const [before, after] = [display(now), display(then)];
  const changed = changedWords(now, then, script);
  const places: ProtectedWordsPreview['places'] = [];
  let total = 0;
  for (const block of await readBlocks(open.revision.id)) {
    if (!changed.some((word) => block.text.includes(word))) continue;
    const found = differences(block, showBlock(block, before), showBlock(block, after), [
      ...before.protectedWords(block.text),
      ...after.protectedWords(block.text),
    ]);
    total += found.length;
    places.push(...found.slice(0, MAX_PLACES - places.length));
  }
  return { total, places };
}

/** The words that are shown otherwise in this script: of several rules for one the one that counts. */
function changedWords(now: readonly ProtectedWord[], then: readonly ProtectedWord[], script: Script): string[] {
  const [before, after] = [rulesIn(now, script), rulesIn(then, script)];
  const words = [...new Set([...before.keys(), ...after.keys()])];
  return words.filter((word) => before.get(word)?.text !== after.get(word)?.text);
}

function differences(
  { key, number, text }: Block,
  before: ShownBlock,
  after: ShownBlock,
  places: readonly Span<number>[],
): ProtectedWordsPreview['places'] {
  return changedPlaces(before, after, places).map(({ source, was, is }) => ({
    block: key,
    number,
    source: text.slice(source.start, source.end),
    lead: after.text.slice(Math.max(0, is.start - CONTEXT), is.start),
    before: before.text.slice(was.start, was.end),
    after: after.text.slice(is.start, is.end),
    rest: after.text.slice(is.end, is.end + CONTEXT),
  }));
}
