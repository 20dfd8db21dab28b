/** Where two texts differ, as somebody would say who reads them. Offsets are UTF-16 code units. */
import { cleanupSemantic, DIFF_DELETE, DIFF_EQUAL, DIFF_INSERT, makeDiff, type Diff } from '@sanity/diff-match-patch';
import { alignEqual } from './align-equal';
import { graphemeAround } from './graphemes';

/** A stretch that differs; either side may be empty. Between two of them there is something equal. */
export interface Hunk {
  readonly oldStart: number;
  readonly oldEnd: number;
  readonly newStart: number;
  readonly newEnd: number;
}

/**
 * The hunks, in order. A character that both sides happen to share in the midst of other words is not held for the same:
 * 「他们明天」 for 「我们今天」 is a replacement as a whole. The same for the same texts, whatever the machine.
 */
export function hunksBetween(before: string, after: string): Hunk[] {
  if (before === after) return [];
  return wholeCharacters(hunksOf(cleanupSemantic(diffOf(before, after))), before, after);
}

/** How many code units of one text are still there in another, by {@link hunksBetween}. */
export const survivors = (before: string, after: string): number =>
  hunksBetween(before, after).reduce((left, { oldStart, oldEnd }) => left - (oldEnd - oldStart), before.length);

/** From this length on a text is compared clause by clause first. */
const LONG = 600;
/** Product of two lengths up to which characters are compared one by one: a fifth of a second at worst. */
const MAX_AREA = 4_000_000;
/** The library measures its patience in seconds: what it finds must not depend on the machine. */
const PATIENCE = { checkLines: false, timeout: 1_000_000 };

function diffOf(before: string, after: string): Diff[] {
  if (before === '' || after === '') return replacement(before, after);
  if (before.length + after.length <= LONG) return makeDiff(before, after, PATIENCE);
  const [old, next] = [clausesOf(before), clausesOf(after)];
  const diffs: Diff[] = [];
  let [i, j] = [0, 0];
  const edges: [number, number][] = [...alignEqual(old, next), [old.length, next.length]];
  for (const [a, b] of edges) {
    if (a > i || b > j) diffs.push(...charactersOf(old.slice(i, a).join(''), next.slice(j, b).join('')));
    if (a < old.length) diffs.push([DIFF_EQUAL, old[a] ?? '']);
    [i, j] = [a + 1, b + 1];
  }
  return joined(diffs);
}

function charactersOf(before: string, after: string): Diff[] {
  const head = commonLength(before, after, (text, index) => text.charCodeAt(index));
  const [a, b] = [before.slice(head), after.slice(head)];
  const tail = commonLength(a, b, (text, index) => text.charCodeAt(text.length - 1 - index));
  const [old, next] = [a.slice(0, a.length - tail), b.slice(0, b.length - tail)];
  return [
    [DIFF_EQUAL, before.slice(0, head)],
    ...(old.length * next.length > MAX_AREA ? replacement(old, next) : makeDiff(old, next, PATIENCE)),
    [DIFF_EQUAL, a.slice(a.length - tail)],
  ];
}

function commonLength(a: string, b: string, unit: (text: string, index: number) => number): number {
  const most = Math.min(a.length, b.length);
  let length = 0;
  while (length < most && unit(a, length) === unit(b, length)) length++;
  return length;
}

const replacement = (before: string, after: string): Diff[] => [
  ...(before ? [[DIFF_DELETE, before] satisfies Diff] : []),
  ...(after ? [[DIFF_INSERT, after] satisfies Diff] : []),
];

/** With its mark; without marks the text is one clause. */
const clausesOf = (text: string): string[] =>
  text.match(/[^，。；：！？、,.;:!?\s]*[，。；：！？、,.;:!?\s]+|[^，。；：！？、,.;:!?\s]+/gu) ?? [];

/** Neighbours of a kind as one, deletions before insertions. */
function joined(diffs: readonly Diff[]): Diff[] {
  const result: Diff[] = [];
  let [deleted, inserted] = ['', ''];
  const flush = () => {
    result.push(...replacement(deleted, inserted));
    [deleted, inserted] = ['', ''];
  };
  for (const [type, text] of diffs) {
    if (type === DIFF_DELETE) deleted += text;
    else if (type === DIFF_INSERT) inserted += text;
    else {
      flush();
      const last = result.at(-1);
      if (last?.[0] === DIFF_EQUAL) last[1] += text;
      else if (text) result.push([DIFF_EQUAL, text]);
    }
  }
  flush();
  return result;
}

function hunksOf(diffs: readonly Diff[]): Hunk[] {
  const hunks: Hunk[] = [];
  let [oldAt, newAt] = [0, 0];
  for (const [type, text] of joined(diffs)) {
    if (type === DIFF_EQUAL) {
      oldAt += text.length;
      newAt += text.length;
      continue;
    }
    const last = hunks.at(-1);
    const [deleted, inserted] = type === DIFF_DELETE ? [text.length, 0] : [0, text.length];
    if (last?.oldEnd === oldAt && last.newEnd === newAt)
      hunks[hunks.length - 1] = { ...last, oldEnd: oldAt + deleted, newEnd: newAt + inserted };
    else hunks.push({ oldStart: oldAt, oldEnd: oldAt + deleted, newStart: newAt, newEnd: newAt + inserted });
    oldAt += deleted;
    newAt += inserted;
  }
  return hunks;
}

/** Grown so that no edge stands within a character of either text; what then touches is one. */
function wholeCharacters(hunks: readonly Hunk[], before: string, after: string): Hunk[] {
  const grown: Hunk[] = [];
  for (const hunk of hunks) {
    const back = Math.max(
      hunk.oldStart - graphemeAround(before, hunk.oldStart).start,
      hunk.newStart - graphemeAround(after, hunk.newStart).start,
    );
    const on = Math.max(
      graphemeAround(before, hunk.oldEnd).end - hunk.oldEnd,
      graphemeAround(after, hunk.newEnd).end - hunk.newEnd,
    );
    const whole = {
      oldStart: hunk.oldStart - back,
      newStart: hunk.newStart - back,
      oldEnd: hunk.oldEnd + on,
      newEnd: hunk.newEnd + on,
    };
    const last = grown.at(-1);
    if (last && (last.oldEnd >= whole.oldStart || last.newEnd >= whole.newStart))
      grown[grown.length - 1] = { ...last, oldEnd: whole.oldEnd, newEnd: whole.newEnd };
    else grown.push(whole);
  }
  return grown;
}
