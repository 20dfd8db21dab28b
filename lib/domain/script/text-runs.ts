/**
 * What the reading page holds of a block, in the order of the page: the words of its text nodes, and the
 * words that stand beside the text. `components/reader` draws a block so; a test holds the two together.
 * Giving the same nodes another script's words is how a reader switches without losing anything.
 */
import type { Block } from '../text/block';
import { LEAVES, marksWithin, segments, type Segment } from '../text/segments';
import { tableRows } from '../text/table';
import { displayText, wordsBetween, type Display, type ShownBlock } from './display';

/** The words of the text nodes: as many in every script. */
export const textRuns = (shown: ShownBlock): string[] =>
  trees(shown.block, (start, end) => wordsBetween(shown, start, end)).flatMap(runsOf);

function runsOf(node: Segment): string[] {
  if (typeof node === 'string') return [node];
  return LEAVES.has(node.mark.type) ? [] : node.children.flatMap(runsOf);
}

/** Alternative texts of images and titles of links. Those that are empty have no place. */
export function asidesOf(block: Block, display: Display | null): string[] {
  const own = block.kind === 'figure' && block.attrs.image ? [block.attrs.alt] : [];
  const inline = trees(block, () => '').flatMap(asidesIn);
  return [...own, ...inline]
    .filter((text) => text !== undefined && text !== '')
    .map((text) => asideIn(text ?? '', display));
}

/** One of them, as shown. */
export const asideIn = (text: string, display: Display | null): string =>
  display ? displayText(text, display).text : text;

function asidesIn(node: Segment): (string | undefined)[] {
  if (typeof node === 'string') return [];
  const { mark, children } = node;
  const own = mark.type === 'image' ? [mark.alt] : mark.type === 'link' ? [mark.title] : [];
  return [...own, ...children.flatMap(asidesIn)];
}

type Words = (start: number, end: number) => string;

function trees({ kind, text, marks }: Block, words: Words): Segment[] {
  if (kind === 'math') return [];
  if (kind !== 'table') return segments(text, marks, words);
  return tableRows(text)
    .flat()
    .flatMap(({ text: cell, start }) =>
      segments(cell, marksWithin(marks, start, start + cell.length), (from, to) => words(start + from, start + to)),
    );
}
