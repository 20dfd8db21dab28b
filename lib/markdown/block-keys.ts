import { createHash } from 'node:crypto';

/**
 * Gives each block its key: eight characters [0-9a-z] from its kind and text, so that the same text
 * imported again has the same keys. Equal blocks are told apart by counting.
 */
export function blockKeys(blocks: readonly { readonly kind: string; readonly text: string }[]): string[] {
  const taken = new Set<string>();
  /** How many blocks of this content there were: a long text may have one of them thousands of times. */
  const copies = new Map<string, number>();
  return blocks.map(({ kind, text }) => {
    const content = `${kind}\0${text}`;
    for (let copy = copies.get(content) ?? 0; ; copy += 1) {
      const key = hashOf(`${content}\0${copy}`);
      copies.set(content, copy + 1);
      if (taken.has(key)) continue;
      taken.add(key);
      return key;
    }
  });
}

const KEY_LENGTH = 8;

const hashOf = (content: string): string => {
  const head = createHash('sha256').update(content).digest().readBigUInt64BE();
  return head.toString(36).padStart(KEY_LENGTH, '0').slice(-KEY_LENGTH);
};
