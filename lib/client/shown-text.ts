/** Texts in other scripts, as the page that shows them already can take them in place. */
import type { TextInScript } from '@/lib/contract/scripts';
import type { ShownScript } from '@/lib/domain/script/script';
import { api } from './api';

export interface TextAsked {
  readonly slug: string;
  readonly revision: number;
  readonly script: ShownScript;
  readonly quotes: boolean;
}

/** A stretch of blocks by number, first and last. */
interface Page {
  readonly from: number;
  readonly to: number;
}

/** Pages kept, the latest used last: a few scripts of what one reads. */
const KEPT = 40;
const known = new Map<string, Promise<TextInScript | null>>();

/** @returns null when the network or the server failed; asked again next time */
export async function textIn(asked: TextAsked, pages: readonly Page[]): Promise<TextInScript | null> {
  const parts = await Promise.all(pages.map((page, index) => pageIn(asked, page, index === 0)));
  const [first, ...rest] = parts;
  if (!first || rest.some((part) => part === null)) return null;
  return { ...first, blocks: parts.flatMap((part) => part?.blocks ?? []) };
}

/** Whether a text is that of very many blocks: pages may have come and gone. */
export const isOf = ({ blocks }: TextInScript, pages: readonly Page[]): boolean =>
  blocks.length === pages.reduce((count, { from, to }) => count + Math.max(0, to - from + 1), 0);

function pageIn(asked: TextAsked, { from, to }: Page, headings: boolean): Promise<TextInScript | null> {
  const key = JSON.stringify([asked, from, headings]);
  const there = known.get(key);
  const { slug, quotes, ...query } = asked;
  const text =
    there ??
    api('GET /api/articles/:slug/text', {
      params: { slug },
      query: { ...query, from, to: Math.max(from, to), quotes: String(quotes), headings: String(headings) },
    }).then((answer) => (answer.ok ? answer.data : null));
  known.delete(key);
  known.set(key, text);
  const oldest = known.keys().next().value;
  if (known.size > KEPT && oldest !== undefined) known.delete(oldest);
  if (!there) void text.then((found) => found ?? known.delete(key));
  return text;
}

/** What was fetched is by protected words that are no longer in force. */
export const forgetTexts = (): void => known.clear();
