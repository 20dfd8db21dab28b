/**
 * Two versions of one text brought together, paragraph by paragraph, as `diff3` does. What either has written since
 * they came apart is in the outcome, and so is all that both have left standing; only what one of them has taken out
 * and the other has not touched is gone. Where both have written at the same place, theirs comes first, then mine.
 */
import type { NoteBody, NoteNode } from './body';
import { bodyKey } from './same-body';

/** @param was what both began from; null: not known, then nothing counts as taken out */
export function mergeBodies(was: NoteBody | null, mine: NoteBody | null, theirs: NoteBody | null): NoteBody {
  const [left, right] = [paragraphs(mine), paragraphs(theirs)];
  const middle = was ? paragraphs(was) : common(left, right);
  const merged = mergeThree(middle, left, right).map(({ node }) => node);
  return { type: 'doc', content: merged.length > 0 ? merged : [{ type: 'paragraph' }] };
}

/** What is in a set, and what becomes of it: added by either, taken out by neither. */
export function mergeSets(
  was: readonly string[] | null,
  mine: readonly string[],
  theirs: readonly string[],
): readonly string[] {
  const isKept = (tag: string): boolean => {
    const inBoth = mine.includes(tag) && theirs.includes(tag);
    return inBoth || !was?.includes(tag);
  };
  return [...new Set([...theirs, ...mine])].filter(isKept);
}

interface Paragraph {
  readonly node: NoteNode;
  readonly key: string;
}

/** Empty ones say nothing. */
const paragraphs = (body: NoteBody | null): Paragraph[] =>
  (body?.content ?? []).filter(saysSomething).map((node) => ({ node, key: bodyKey(node) }));

const saysSomething = ({ type, content }: NoteNode): boolean => type !== 'paragraph' || (content ?? []).length > 0;

function mergeThree(was: Paragraph[], mine: Paragraph[], theirs: Paragraph[]): Paragraph[] {
  const [inMine, inTheirs] = [matches(was, mine), matches(was, theirs)];
  const merged: Paragraph[] = [];
  let [from, left, right] = [0, 0, 0];
  for (let at = 0; at <= was.length; at++) {
    const [i, j] = at === was.length ? [mine.length, theirs.length] : [inMine[at], inTheirs[at]];
    if (i === undefined || j === undefined) continue;
    merged.push(...mergeStretch(was.slice(from, at), mine.slice(left, i), theirs.slice(right, j)));
    if (at < was.length) merged.push(theirs[j] as Paragraph);
    [from, left, right] = [at + 1, i + 1, j + 1];
  }
  return merged;
}

/** Between two paragraphs that all three have. */
function mergeStretch(was: Paragraph[], mine: Paragraph[], theirs: Paragraph[]): Paragraph[] {
  const [before, left, right] = [keysOf(was), keysOf(mine), keysOf(theirs)];
  if (left === before) return theirs;
  if (right === before || left === right) return mine;
  const known = new Set(theirs.map(({ key }) => key));
  return [...theirs, ...mine.filter(({ key }) => !known.has(key))];
}

const keysOf = (stretch: Paragraph[]): string => stretch.map(({ key }) => key).join('\n');

const common = (a: Paragraph[], b: Paragraph[]): Paragraph[] => {
  const found = matches(a, b);
  return a.filter((_, index) => found[index] !== undefined);
};

/** For each of `a` the index of its like in `b`, in the longest series that both have. */
function matches(a: Paragraph[], b: Paragraph[]): (number | undefined)[] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  const length = (i: number, j: number): number => lengths[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      (lengths[i] as Uint32Array)[j] =
        a[i]?.key === b[j]?.key ? length(i + 1, j + 1) + 1 : Math.max(length(i + 1, j), length(i, j + 1));
  const found: (number | undefined)[] = [];
  for (let i = 0, j = 0; i < a.length;) {
    if (j < b.length && a[i]?.key === b[j]?.key) found[i++] = j++;
    else if (j >= b.length || length(i + 1, j) >= length(i, j + 1)) found[i++] = undefined;
    else j++;
  }
  return found;
}
