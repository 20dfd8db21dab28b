/**
 * How a long article is cut into pages: stretches of blocks that are sent, converted and drawn together. An essay
 * is one page; a novel has about one a chapter.
 */

/** A page holds at most so many blocks… */
export const PAGE_BLOCKS = 200;
/** …and so many characters, unless a single block is longer. */
export const PAGE_LENGTH = 16_000;
/** In a work of several pages a chapter begins a page, unless the page before would be shorter than this. */
const SHORT_PAGE = PAGE_LENGTH / 3;

/** What cutting needs to know of a block. Blocks come in order, numbered from 1. */
export interface BlockExtent {
  /** Characters of its text: code points, as the database counts. */
  readonly length: number;
  /** Of a heading. */
  readonly level: number | null;
  /** Id of its outermost container: a list, a quote, a footnote. */
  readonly container: number | null;
}

export interface Page {
  /** Numbers of its first and last block. */
  readonly from: number;
  readonly to: number;
  /** Characters of its blocks. */
  readonly length: number;
  /** How high it is by estimate, in lines of text. */
  readonly lines: number;
}

/** Of `CHARACTERS` characters each, with the space that stands under a block. */
const CHARACTERS = 36;
const SPACE = 0.6;
const linesOf = ({ length }: BlockExtent): number => Math.max(1, Math.ceil(length / CHARACTERS)) + SPACE;

/**
 * Pages are cut before chapters, else before sections, else between blocks; a list or quote is kept together unless it
 * fills a page alone. Every block is on exactly one page, and there is always one page at least.
 */
export function pagesOf(blocks: readonly BlockExtent[]): Page[] {
  const pages: Page[] = [];
  const chapter = blocks.reduce((highest, { level }) => Math.min(highest, level ?? Infinity), Infinity);
  const isLong = blocks.length > PAGE_BLOCKS || blocks.reduce((sum, { length }) => sum + length, 0) > PAGE_LENGTH;
  let first = 0;
  let length = 0;
  const close = (end: number) => {
    if (end > first) pages.push(pageOf(blocks, first, end));
    [first, length] = [end, 0];
  };
  blocks.forEach((block, index) => {
    if (isLong && block.level === chapter && length >= SHORT_PAGE) close(index);
    while (index > first && (length + block.length > PAGE_LENGTH || index - first >= PAGE_BLOCKS)) {
      close(bestCut(blocks, first, index));
      length = lengthOf(blocks, first, index);
    }
    length += block.length;
  });
  close(blocks.length);
  return pages.length > 0 ? pages : [{ from: 1, to: 0, length: 0, lines: 0 }];
}

/** Where to cut between `first` and `index`, so that what comes before is no short page if that can be helped. */
function bestCut(blocks: readonly BlockExtent[], first: number, index: number): number {
  let [best, rank, length] = [index, rankOf(blocks, index), 0];
  for (let cut = first + 1; cut < index; cut++) {
    length += blocks[cut - 1]?.length ?? 0;
    const here = rankOf(blocks, cut);
    const roomy = length >= SHORT_PAGE || cut - first >= PAGE_BLOCKS / 3;
    if (roomy && (here < rank || (here === rank && best < index))) [best, rank] = [cut, here];
  }
  return best;
}

/** How well a cut lies before a block: the lower, the better. A heading's level; between blocks; within a list. */
function rankOf(blocks: readonly BlockExtent[], cut: number): number {
  const [before, after] = [blocks[cut - 1], blocks[cut]];
  if (after?.level) return after.level;
  return after?.container != null && after.container === before?.container ? 8 : 7;
}

const lengthOf = (blocks: readonly BlockExtent[], from: number, to: number): number =>
  blocks.slice(from, to).reduce((sum, block) => sum + block.length, 0);

const pageOf = (blocks: readonly BlockExtent[], from: number, to: number): Page => ({
  from: from + 1,
  to,
  length: lengthOf(blocks, from, to),
  lines: Math.round(blocks.slice(from, to).reduce((sum, block) => sum + linesOf(block), 0) * 10) / 10,
});

/** Index of the page that holds a block's number; the nearest for numbers beyond. */
export function pageAt(pages: readonly { readonly from: number }[], number: number): number {
  let [low, high] = [0, pages.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((pages[middle]?.from ?? 0) <= number) low = middle;
    else high = middle - 1;
  }
  return Math.max(low, 0);
}
