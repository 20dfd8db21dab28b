/**
 * Text and its marks as a tree that can be drawn.
 *
 * Marks are spans that may nest and overlap; markup only nests. So the text is cut at every edge of
 * a mark, and a mark that is left too early is opened again. Law: the leaves, joined, are the text.
 *
 * The tree depends on the source text only. What is drawn for a stretch may be other words (another
 * script's), so that a page has the same elements and as many text nodes in every script.
 */
import type { Mark } from './block';
import { sourceOffset } from './offset';

export type Segment = string | MarkedSegment;
interface MarkedSegment {
  readonly mark: Mark;
  readonly children: Segment[];
}

/** What covers exactly one character and is drawn instead of it. */
export const LEAVES = new Set<Mark['type']>(['break', 'math', 'footnote-reference', 'image']);

/** @param words what is drawn for a stretch of the text; by default the stretch itself */
export function segments(
  text: string,
  marks: readonly Mark[],
  words: (start: number, end: number) => string = (start, end) => text.slice(start, end),
): Segment[] {
  const inOrder = marks.filter((mark) => mark.start < mark.end).sort(outermostFirst);
  const root: Segment[] = [];
  const open: MarkedSegment[] = [];
  for (const [start, end] of cuts(text, inOrder)) {
    const here = withoutNestedLinks(inOrder.filter((mark) => mark.start <= start && end <= mark.end));
    const kept = here.findIndex((mark, depth) => open[depth]?.mark !== mark);
    open.length = Math.min(open.length, kept === -1 ? here.length : kept);
    for (const mark of here.slice(open.length)) {
      const opened: MarkedSegment = { mark, children: [] };
      (open.at(-1)?.children ?? root).push(opened);
      open.push(opened);
    }
    (open.at(-1)?.children ?? root).push(words(start, end));
  }
  return root;
}

/** Links outside, what replaces a character inside, else the longer mark outside. */
function outermostFirst(a: Mark, b: Mark): number {
  const rank = (mark: Mark) => (mark.type === 'link' ? 0 : LEAVES.has(mark.type) ? 2 : 1);
  return rank(a) - rank(b) || a.start - b.start || b.end - a.end;
}

/** The stretches between neighbouring edges. */
function cuts(text: string, marks: readonly Mark[]): [number, number][] {
  const edges = new Set<number>([0, text.length]);
  for (const { start, end } of marks) for (const edge of [start, end]) if (edge < text.length) edges.add(edge);
  const sorted = [...edges].sort((a, b) => a - b);
  return sorted.slice(1).map((end, index) => [sorted[index] ?? 0, end]);
}

/** A link cannot stand in a link; a footnote reference is one. */
function withoutNestedLinks(marks: readonly Mark[]): readonly Mark[] {
  const reference = marks.some((mark) => mark.type === 'footnote-reference');
  const first = marks.findIndex((mark) => mark.type === 'link');
  return marks.filter((mark, index) => mark.type !== 'link' || (index === first && !reference));
}

/** The marks of a stretch of text, counted from its start: for the cells of a table. */
export const marksWithin = (marks: readonly Mark[], start: number, end: number): Mark[] =>
  marks.flatMap((mark) =>
    mark.start < end && mark.end > start
      ? [
          {
            ...mark,
            start: sourceOffset(Math.max(mark.start, start) - start),
            end: sourceOffset(Math.min(mark.end, end) - start),
          },
        ]
      : [],
  );
