/**
 * An edition as one text: its blocks joined by line feeds, counted in UTF-16 code units as we do, and in Unicode code
 * points as the W3C's TextPositionSelector does.
 */
import type { Point, WordsTarget } from '../anchoring/anchor';
import { graphemeAround } from '../anchoring/graphemes';
import type { Block } from '../text/block';
import { sourceOffset } from '../text/offset';

const JOINT = '\n';

type Text = Pick<Block, 'key' | 'text'>;

export class JoinedText {
  readonly text: string;
  /** Where each block begins. */
  private readonly starts: readonly number[];
  private readonly indexes: ReadonlyMap<string, number>;
  /** Where the characters of two code units begin. */
  private readonly pairs: readonly number[];

  /** @param blocks in reading order */
  constructor(private readonly blocks: readonly Text[]) {
    this.text = blocks.map(({ text }) => text).join(JOINT);
    let at = 0;
    this.starts = blocks.map(({ text }) => {
      const start = at;
      at += text.length + JOINT.length;
      return start;
    });
    this.indexes = new Map(blocks.map(({ key }, index) => [key, index]));
    this.pairs = Array.from(this.text.matchAll(/[\u{10000}-\u{10ffff}]/gu), ({ index }) => index);
  }

  /** Code points → code units. What lies behind the end is the end. */
  unitsOf(points: number): number {
    return Math.min(points + countBelow(this.pairs, points, (pair, index) => pair - index), this.text.length);
  }

  /** Code units → code points. */
  pointsOf(units: number): number {
    return units - countBelow(this.pairs, units, (pair) => pair);
  }

  has(key: string): boolean {
    return this.indexes.has(key);
  }

  get firstBlock(): string | null {
    return this.blocks[0]?.key ?? null;
  }

  /** In code units; null for a block that is not here. */
  startOf(key: string): number | null {
    return this.starts[this.indexes.get(key) ?? -1] ?? null;
  }

  /** The block that is there; at its end it is still that one. */
  blockAt(units: number): string | null {
    return this.blocks[this.indexAt(units)]?.key ?? null;
  }

  offsetOf({ block, offset }: Point): number {
    return (this.startOf(block) ?? 0) + offset;
  }

  /** Blocks around a target, enough for the context of its quote. */
  around({ start, end }: WordsTarget, neighbours: number): readonly Text[] {
    const first = this.indexes.get(start.block) ?? 0;
    const last = this.indexes.get(end.block) ?? first;
    return this.blocks.slice(Math.max(0, first - neighbours), last + 1 + neighbours);
  }

  /** Words from…to, grown to whole characters; null where there are none. Line feeds at their ends belong to no block. */
  targetOf(from: number, to: number): WordsTarget | null {
    let [start, end] = [Math.max(0, from), Math.min(to, this.text.length)];
    while (start < end && this.isJoint(start)) start += 1;
    while (start < end && this.isJoint(end - 1)) end -= 1;
    if (start >= end) return null;
    const [first, last] = [this.indexAt(start), this.indexAt(end)];
    const [head, tail] = [this.blocks[first], this.blocks[last]];
    if (!head || !tail) return null;
    const begins = graphemeAround(head.text, start - (this.starts[first] ?? 0)).start;
    const ends = graphemeAround(tail.text, end - (this.starts[last] ?? 0)).end;
    return {
      start: { block: head.key, offset: sourceOffset(begins) },
      end: { block: tail.key, offset: sourceOffset(ends) },
    };
  }

  /** A line feed between blocks, not one inside a block. */
  private isJoint(units: number): boolean {
    const index = this.indexAt(units);
    return units - (this.starts[index] ?? 0) === this.blocks[index]?.text.length;
  }

  private indexAt(units: number): number {
    return Math.max(0, countBelow(this.starts, units + 1, (start) => start) - 1);
  }
}

/** How many of the first are below `limit`, when `measured`: it grows with the index. */
function countBelow(
  list: readonly number[],
  limit: number,
  measured: (value: number, index: number) => number,
): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (measured(list[middle] as number, middle) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
