import { createHash } from 'node:crypto';

/**
 * Gives each block its key: eight characters [0-9a-z] from its kind and text, so that the same text
 * imported again has the same keys. Equal blocks are told apart by counting.
 */
export function blockKeys(blocks: readonly { readonly kind: string; readonly text: string }[]): string[] {
  const taken = new Set<string>();
  return blocks.map((block) => {
    for (let copy = 0; ; copy += 1) {
      const key = hashOf(`${block.kind}\0${block.text}\0${copy}`);
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
