import 'server-only';
import { LRUCache } from 'lru-cache';
import { protectedIn } from '@/lib/domain/script/protected-words';
import { displayText, showBlock, type Display, type ShownBlock } from '@/lib/domain/script/display';
import { scriptOf, shownLanguage, type ShownScript } from '@/lib/domain/script/script';
import { pageAt } from '@/lib/domain/text/pages';
import { conversionsBetween, OPENCC_VERSION } from '@/lib/opencc';
import { readBlocks, type OpenArticle } from './articles';
import type { Database } from './db';
import { outlineOf } from './outline';
import { protectedWordsOf } from './protected-words';
import { notFound, type Problem } from './problem';

/** How a reader wants to see a text. */
export interface Wanted {
  readonly script: ShownScript;
  /** Whether quotation marks follow the script. */
  readonly quotes: boolean;
  /** Version of the protected words; default: the one in force. */
  readonly rules?: number;
}

/**
 * How an article is shown in a script; null: as it was written. A text that is not Chinese has no other script.
 *
 * @param database in a transaction, the transaction: it must not wait for a second connection
 */
export async function displayOf(
  { article, revision }: OpenArticle,
  { script, quotes, rules = article.rules }: Wanted,
  database?: Database,
): Promise<Display | null | Problem> {
  if (script === 'source') return null;
  const source = scriptOf(revision.sourceScript);
  if (!source) return notFound();
  const words = await protectedWordsOf(article.id, rules, database);
  if (!words) return notFound();
  return {
    script,
    conversions: conversionsBetween(source, script),
    protectedWords: protectedIn(words, script),
    quotes,
  };
}

export const languageShown = ({ revision }: OpenArticle, script: ShownScript): string =>
  shownLanguage(revision.sourceScript, script);

export const shownText = <T extends string | null>(text: T, display: Display | null): T =>
  text && display ? (displayText(text, display).text as T) : text;

/** Pages of blocks as shown: a revision never changes, nor does a version of rules. By size in code units. */
const global = globalThis as typeof globalThis & { meipiShown?: LRUCache<string, readonly ShownBlock[]> };
const shownPages = (): LRUCache<string, readonly ShownBlock[]> =>
  (global.meipiShown ??= new LRUCache({
    maxSize: 8_000_000,
    sizeCalculation: (blocks) => blocks.reduce((size, { text }) => size + 2 * text.length + 200, 1),
  }));

/** What decides how a page is shown: the same key, the same words. @param index of the page, from 0 */
export const shownKey = (
  { article, revision }: OpenArticle,
  { script, quotes, rules = article.rules }: Wanted,
  index: number | string,
): string =>
  [revision.id, script, script === 'source' || quotes, script === 'source' ? 0 : rules, OPENCC_VERSION, index].join(
    ' ',
  );

/**
 * Blocks of a revision as shown, from number `from`, at most `limit`. The caller has checked who reads.
 *
 * @param display made by {@link displayOf} of the same `wanted`
 */
export async function readShown(
  open: OpenArticle,
  wanted: Wanted,
  display: Display | null,
  from: number,
  limit: number,
): Promise<readonly ShownBlock[]> {
  const { pages } = await outlineOf(open.revision.id);
  const last = Math.min(from + limit - 1, open.revision.blockCount);
  const blocks: ShownBlock[] = [];
  // Whole pages, whatever stretch is asked for: so that few are converted, and kept.
  for (let index = pageAt(pages, from); (pages[index]?.from ?? Infinity) <= last; index++)
    blocks.push(...(await readShownPage(open, wanted, display, index)));
  return blocks.filter(({ block }) => block.number >= from && block.number <= last);
}

/** One page of {@link outlineOf} as shown; empty where there is none. @param index from 0 */
export async function readShownPage(
  open: OpenArticle,
  wanted: Wanted,
  display: Display | null,
  index: number,
): Promise<readonly ShownBlock[]> {
  const key = shownKey(open, wanted, index);
  const known = shownPages().get(key);
  if (known) return known;
  const page = (await outlineOf(open.revision.id)).pages[index];
  if (!page || page.to < page.from) return [];
  const blocks = (await readBlocks(open.revision.id, page.from, page.to - page.from + 1)).map((block) =>
    showBlock(block, display),
  );
  shownPages().set(key, blocks);
  return blocks;
}
