import type { Outline, Stretch } from '@/lib/domain/text/outline';

/** Where a page lies in a long article. */
export interface PagesAround {
  /** Of this page. */
  readonly stretch: Stretch;
  readonly earlier: PageLink | null;
  readonly later: PageLink | null;
}

interface PageLink {
  /** Numbers of its first and last block. */
  readonly from: number;
  readonly to: number;
  /** As shown, of the chapter that it begins with. */
  readonly title: string | null;
}

/**
 * @param titles of headings as shown, by block key
 * @param total blocks of the article
 * @param rev number of the edition, where it is not the newest
 */
export function pagesAround(
  { pages, headings }: Outline,
  index: number,
  titles: ReadonlyMap<string, string>,
  total: number,
  rev?: number,
): PagesAround {
  const link = (at: number): PageLink | null => {
    const page = pages[at];
    if (!page) return null;
    const heading = headings.find(({ number }) => number === page.from);
    return { from: page.from, to: page.to, title: (heading && titles.get(heading.key)) || null };
  };
  const { from = 1, to = 0 } = pages[index] ?? {};
  return { stretch: { from, to, total, rev }, earlier: link(index - 1), later: link(index + 1) };
}
