/** Dictionaries of conversions, as a conversion needs them: longest match at a place in a text. */

import { TrieNodes } from './trie-nodes';

/** What a match is replaced by. */
export interface Replacement {
  /** Length of the words that matched, in UTF-16 code units. */
  readonly length: number;
  readonly text: string;
  /** Whether it changes anything: many phrases are listed to be left alone (皇后). */
  readonly changes: boolean;
  /**
   * The part that does not answer character for character, `[start, end)` in the match and
   * `[start, end)` in `text`; null when all of it does.
   */
  readonly unequal: readonly [number, number, number, number] | null;
}

export interface Dictionary {
  /** Whether any entry begins with this UTF-16 code unit: most of a text is passed over by it. */
  begins(codeUnit: number): boolean;
  /** The longest entry that begins at `at` and ends at or before `limit`, or null. */
  match(text: string, at: number, limit: number): Replacement | null;
}

/** Whether two characters are the same one in two scripts (发 and 髮). */
export type SameCharacter = (a: string, b: string) => boolean;

/**
 * What of a replacement is not one-to-one. A single character and a single character of the same
 * length always answer each other. Longer ones do when they are the same characters in the same
 * order, folded across scripts (头发, 頭髮); else the same characters are cut off at both ends (鼠标 and
 * 滑鼠 share none there), leaving at least one on either side.
 */
export function unequalPart(source: string, text: string, same: SameCharacter): Replacement['unequal'] {
  if (source === text) return null;
  const [left, right] = [Array.from(source), Array.from(text)];
  const alike = (a = '', b = '') => a.length === b.length && (a === b || same(a, b));
  if (left.length === 1 && right.length === 1 && source.length === text.length) return null;
  if (left.length === right.length && left.every((character, index) => alike(character, right[index]))) return null;
  let [head, tail] = [0, 0];
  const shorter = Math.min(left.length, right.length) - 1;
  while (head < shorter && alike(left[head], right[head])) head += 1;
  while (tail < shorter - head && alike(left.at(-1 - tail), right.at(-1 - tail))) tail += 1;
  const length = (characters: string[], count: number) => characters.slice(0, count).join('').length;
  return [
    length(left, head),
    length(left, left.length - tail),
    length(right, head),
    length(right, right.length - tail),
  ];
}

/**
 * A dictionary as a trie in flat arrays: the root is a table of the basic plane, every other step an
 * entry of one open-addressing hash. Nested maps take several times the memory, and their lookups are
 * what a conversion spends its time on.
 *
 * @param entries the first of several for the same words counts
 */
export const buildTrie = (
  entries: Iterable<readonly [source: string, text: string]>,
  same: SameCharacter,
): Dictionary => new Trie(entries, same);

class Trie implements Dictionary {
  private readonly first = new Uint8Array(0x10000);
  private readonly nodes = new TrieNodes();
  private readonly words: (readonly [string, string])[] = [['', '']];
  /** By node: the index of its entry; 0 where none ends. */
  private readonly entryAt: Int32Array;
  /** Worked out when first met: a text meets a fraction of a dictionary. */
  private readonly replacements: (Replacement | undefined)[];

  constructor(
    entries: Iterable<readonly [string, string]>,
    private readonly same: SameCharacter,
  ) {
    const nodeOf: number[] = [0];
    for (const entry of entries) {
      const [source] = entry;
      if (source === '') continue;
      let node = 0;
      for (let at = 0; at < source.length;) {
        const codePoint = source.codePointAt(at) as number;
        node = this.nodes.add(node, codePoint);
        at += codePoint > 0xffff ? 2 : 1;
      }
      this.words.push(entry);
      nodeOf.push(node);
      this.first[source.charCodeAt(0)] = 1;
    }
    this.nodes.freeze();
    this.entryAt = new Int32Array(this.nodes.count);
    // From the last on, so that the first of several stays.
    for (let index = this.words.length - 1; index > 0; index--) this.entryAt[nodeOf[index] as number] = index;
    this.replacements = new Array<undefined>(this.words.length);
  }

  begins(codeUnit: number): boolean {
    return this.first[codeUnit] === 1;
  }

  match(text: string, at: number, limit: number): Replacement | null {
    const { nodes, entryAt } = this;
    let node = 0;
    let best = 0;
    for (let i = at; i < limit;) {
      let code = text.charCodeAt(i);
      let width = 1;
      // A surrogate pair that the limit cuts counts as its first half.
      if (code >= 0xd800 && code <= 0xdbff && i + 1 < limit) {
        const low = text.charCodeAt(i + 1);
        if (low >= 0xdc00 && low <= 0xdfff) {
          code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
          width = 2;
        }
      }
      node = nodes.step(node, code);
      if (node === 0) break;
      i += width;
      const entry = entryAt[node] as number;
      if (entry !== 0) best = entry;
    }
    return best === 0 ? null : (this.replacements[best] ?? this.replacement(best));
  }

  private replacement(index: number): Replacement {
    const [source, text] = this.words[index] as readonly [string, string];
    const unequal = unequalPart(source, text, this.same);
    return (this.replacements[index] = { length: source.length, text, changes: source !== text, unequal });
  }
}
