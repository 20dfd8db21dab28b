/**
 * The nodes of a trie in flat arrays: the root is a table of the first 65,536 symbols (code points, mostly), every
 * other step an entry of one open-addressing hash. Nested maps take several times the memory.
 */

/** One node a distinct beginning; node 0 is the root, and “nowhere” for {@link TrieNodes.step}. */
export class TrieNodes {
  count = 1;
  private readonly root = new Int32Array(0x10000);
  /** A node's steps, by the last five bits of their symbols: most that are not there are known by it. */
  private steps = new Int32Array(1 << 10);
  /** The hash: node, symbol, node it leads to; threes side by side, so that a look is one cache line. */
  private table = new Int32Array(3 << 10);
  private mask = (1 << 10) - 1;
  private used = 0;

  step(node: number, symbol: number): number {
    if (node === 0 && symbol < 0x10000) return this.root[symbol] as number;
    if (((this.steps[node] as number) & (1 << (symbol & 31))) === 0) return 0;
    return this.table[this.slot(node, symbol) + 2] as number;
  }

  add(node: number, symbol: number): number {
    const there = this.step(node, symbol);
    if (there !== 0) return there;
    const made = this.count++;
    if (made >= this.steps.length) this.steps = longer(this.steps, made * 2);
    if (node === 0 && symbol < 0x10000) this.root[symbol] = made;
    else this.put(node, symbol, made);
    return made;
  }

  /** Nothing is added any more. */
  freeze(): void {
    this.steps = this.steps.slice(0, this.count);
  }

  private put(node: number, symbol: number, value: number): void {
    if ((this.used + 1) * 2 > this.mask + 1) this.grow();
    const slot = this.slot(node, symbol);
    this.table[slot] = node;
    this.table[slot + 1] = symbol;
    this.table[slot + 2] = value;
    this.steps[node] = (this.steps[node] as number) | (1 << (symbol & 31));
    this.used += 1;
  }

  private grow(): void {
    const before = this.table;
    this.table = new Int32Array(before.length * 2);
    this.mask = this.mask * 2 + 1;
    for (let at = 0; at < before.length; at += 3) {
      const value = before[at + 2] as number;
      if (value === 0) continue;
      const slot = this.slot(before[at] as number, before[at + 1] as number);
      this.table[slot] = before[at] as number;
      this.table[slot + 1] = before[at + 1] as number;
      this.table[slot + 2] = value;
    }
  }

  /** Where a step is, or would be put. No step leads to 0, so 0 means that nothing is there. */
  private slot(node: number, symbol: number): number {
    const { table, mask } = this;
    const hash = Math.imul(node, 0x9e3779b1) ^ Math.imul(symbol, 0x85ebca6b);
    let slot = ((hash ^ (hash >>> 15)) & mask) * 3;
    while (table[slot + 2] !== 0 && (table[slot] !== node || table[slot + 1] !== symbol))
      slot = slot === mask * 3 ? 0 : slot + 3;
    return slot;
  }
}

function longer(array: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  const copy = new Int32Array(length);
  copy.set(array);
  return copy;
}
