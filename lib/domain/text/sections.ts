/** The table of contents: an article's headings as a tree. */
import { ATOM, type Block } from './block';

/** How deep the table of contents goes. */
const CONTENTS_DEPTH = 3;

/** What a section needs of a heading. */
export type Heading = Pick<Block, 'key' | 'number' | 'text' | 'attrs'>;

export interface Section {
  readonly key: string;
  readonly number: number;
  readonly title: string;
  readonly children: readonly Section[];
}

interface OpenSection extends Section {
  readonly level: number;
  readonly children: OpenSection[];
}

/**
 * Headings in order → sections in sections. A level that is skipped (2 → 4) makes one step, and
 * headings deeper than {@link CONTENTS_DEPTH} steps are left out.
 */
export function sectionsOf(headings: readonly Heading[]): Section[] {
  const root: OpenSection[] = [];
  const open: OpenSection[] = [];
  for (const { key, number, text, attrs } of headings) {
    const level = attrs.level ?? 1;
    while (open.length && (open.at(-1)?.level ?? 0) >= level) open.pop();
    const section: OpenSection = { key, number, title: headingTitle(text), level, children: [] };
    if (open.length < CONTENTS_DEPTH) (open.at(-1)?.children ?? root).push(section);
    open.push(section);
  }
  return root;
}

/**
 * The section that a block is in: from the heading that it follows, or is, to before the next of that level or above.
 * What stands before the first heading is a section of its own.
 *
 * @param number of the block
 * @param last number of the article's last block
 * @returns numbers of its first and last block, and its heading
 */
export function sectionAround<H extends Pick<Heading, 'number' | 'attrs'>>(
  headings: readonly H[],
  number: number,
  last: number,
): { from: number; to: number; heading: H | null } {
  const at = headings.findLastIndex((heading) => heading.number <= number);
  const heading = headings[at] ?? null;
  const level = heading?.attrs.level ?? (heading ? 1 : 6);
  const next = headings.slice(at + 1).find(({ attrs }) => (attrs.level ?? 1) <= level);
  return { from: heading?.number ?? 1, to: next ? next.number - 1 : last, heading };
}

/** Formulas and footnote references have no words. */
export const headingTitle = (text: string): string => text.replaceAll(ATOM, '').replace(/\s+/g, ' ').trim();

/** The level of an article's highest headings: what stands directly under its title. */
export const topLevel = (headings: readonly Heading[]): number =>
  Math.min(...headings.map((heading) => heading.attrs.level ?? 1), 6);

/** How a chapter's title counts it: 「第十回」 of 「第十回 …」, 「三」 of 「三、…」; null when it does not. */
export const ordinalOf = (title: string): string | null =>
  (/^(?:第\s*[\d〇零一二两三四五六七八九十百千]+\s*[回章节節卷篇部集]|[卷篇][\d〇零一二两三四五六七八九十百千]+)/.exec(
    title,
  ) ?? /^[\d〇零一二三四五六七八九十百千]+(?=[、.．])/.exec(title))?.[0] ?? null;
