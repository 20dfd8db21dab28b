/** Texts in other scripts, as the page that shows them already can take them in place. */
import type { TextInScript } from '@/lib/contract/scripts';
import type { ShownScript } from '@/lib/domain/script/script';
import { api } from './api';

export interface TextAsked {
  readonly slug: string;
  readonly revision: number;
  readonly from: number;
  readonly to: number;
  readonly script: ShownScript;
  readonly quotes: boolean;
}

/** For the page's life: a few scripts of one stretch. */
const known = new Map<string, Promise<TextInScript | null>>();

/** @returns null when the network or the server failed; asked again next time */
export function textIn(asked: TextAsked): Promise<TextInScript | null> {
  const key = JSON.stringify(asked);
  const there = known.get(key);
  if (there) return there;
  const { slug, quotes, ...query } = asked;
  const text = api('GET /api/articles/:slug/text', {
    params: { slug },
    query: { ...query, quotes: String(quotes) },
  }).then((answer) => (answer.ok ? answer.data : null));
  known.set(key, text);
  void text.then((found) => found ?? known.delete(key));
  return text;
}

/** What was fetched is by protected words that are no longer in force. */
export const forgetTexts = (): void => known.clear();
