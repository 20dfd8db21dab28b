/** Pages of a long text, from the server: kept for a while, so that scrolling back fetches nothing. */
import { api } from '@/lib/client/api';
import { quotesFollow } from '@/lib/client/settings';
import { shownScript } from './shown-script';
import { articleText } from './reading-line';

export interface TextPage {
  /** From 0. */
  readonly index: number;
  /** One element. */
  readonly html: string;
  /** What it is shown by: {@link shownNow}. */
  readonly shown: string;
}

/** Pages kept as strings, about 60 kB each. */
const KEPT = 16;

/** By which the text on the page is shown now; pages shown by anything else do not fit into it. */
export function shownNow(): string {
  const script = shownScript();
  return script === 'source' ? script : `${script} ${articleText()?.dataset.rules ?? 0} ${quotesFollow()}`;
}

export class PageSource {
  /** The latest used last. */
  private readonly pages = new Map<string, Promise<TextPage | null>>();

  constructor(private readonly text: { readonly slug: string; readonly revision: number }) {}

  /** The page of an index whose first block has this number, as the text is shown now; null when the network fails. */
  page(index: number, from: number): Promise<TextPage | null> {
    const key = `${index} ${shownNow()}`;
    const known = this.pages.get(key);
    const page = known ?? this.fetch({ from });
    this.pages.delete(key);
    this.pages.set(key, page);
    const oldest = this.pages.keys().next().value;
    if (this.pages.size > KEPT && oldest !== undefined) this.pages.delete(oldest);
    if (!known) void page.then((found) => found ?? this.pages.delete(key));
    return page;
  }

  /** The page with a block; null when there is none, or the network fails. */
  pageWith = (block: string): Promise<TextPage | null> => this.fetch({ block });

  private async fetch(where: { from: number } | { block: string }): Promise<TextPage | null> {
    const { slug, revision } = this.text;
    const script = shownScript();
    const quotes = quotesFollow();
    const answer = await api('GET /api/articles/:slug/page', {
      params: { slug },
      query: { ...where, revision, script, quotes: String(quotes) },
    });
    if (!answer.ok) return null;
    const { page, html, rules } = answer.data;
    return { index: page, html, shown: script === 'source' ? script : `${script} ${rules} ${quotes}` };
  }
}
