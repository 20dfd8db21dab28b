/**
 * Many words sought at once, in one pass: Aho and Corasick’s automaton (1975) over symbols. The time depends on the
 * text and on how much is found in it, not on how many words there are.
 */
import { TrieNodes } from '../script/trie-nodes';

/** @param value that the word was given @param length in symbols */
type Found = (value: number, length: number) => void;

export class Automaton {
  /** In symbols, of the longest word. */
  readonly longest: number;
  private readonly nodes = new TrieNodes();
  private readonly parents: number[] = [0];
  private readonly symbols: number[] = [0];
  private readonly depths: number[] = [0];
  /** By node: the value of the word that ends there, plus one; 0: none does. */
  private readonly values: Int32Array;
  /** By node: the longest proper ending of its symbols that is a node. */
  private readonly fallbacks: Int32Array;
  /** By node: the longest proper ending of its symbols that is a word. 0: none is. */
  private readonly shorter: Int32Array;

  /** @param words with values from 0; of two that are the same the lower value counts */
  constructor(words: readonly { readonly symbols: readonly number[]; readonly value: number }[]) {
    const ends = words.map(({ symbols }) => symbols.reduce((node, symbol) => this.add(node, symbol), 0));
    this.nodes.freeze();
    this.values = new Int32Array(this.nodes.count);
    this.fallbacks = new Int32Array(this.nodes.count);
    this.shorter = new Int32Array(this.nodes.count);
    for (const [index, { value }] of words.entries()) {
      const node = ends[index] as number;
      const before = this.values[node] as number;
      if (node !== 0) this.values[node] = before === 0 ? value + 1 : Math.min(before, value + 1);
    }
    this.longest = this.depths.reduce((most, depth) => Math.max(most, depth), 0);
    this.link();
  }

  /** @param state 0 at first @param symbol negative: no word has it @returns the next state */
  step(state: number, symbol: number): number {
    if (symbol < 0) return 0;
    for (let node = state; ; node = this.fallbacks[node] as number) {
      const next = this.nodes.step(node, symbol);
      if (next !== 0 || node === 0) return next;
    }
  }

  /** The words that end with the symbol that led to this state, longest first. */
  ending(state: number, found: Found): void {
    let node = this.values[state] === 0 ? (this.shorter[state] as number) : state;
    for (; node !== 0; node = this.shorter[node] as number)
      found((this.values[node] as number) - 1, this.depths[node] as number);
  }

  private add(node: number, symbol: number): number {
    const next = this.nodes.add(node, symbol);
    if (next === this.parents.length) {
      this.parents.push(node);
      this.symbols.push(symbol);
      this.depths.push((this.depths[node] as number) + 1);
    }
    return next;
  }

  /** From the root outwards: the endings of a node's symbols are nearer to it than the node. */
  private link(): void {
    const outwards = Array.from(this.depths.keys()).sort(
      (a, b) => (this.depths[a] as number) - (this.depths[b] as number),
    );
    for (const node of outwards) {
      const parent = this.parents[node] as number;
      if (node === 0 || parent === 0) continue;
      const fallback = this.step(this.fallbacks[parent] as number, this.symbols[node] as number);
      this.fallbacks[node] = fallback;
      this.shorter[node] = this.values[fallback] === 0 ? (this.shorter[fallback] as number) : fallback;
    }
  }
}
