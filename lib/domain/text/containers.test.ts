import { describe, expect, it } from 'vitest';
import type { Block, Container } from './block';
import { nest, type TextNode } from './containers';

const quote: Container = { id: 1, type: 'quote' };
const list: Container = { id: 2, type: 'list', ordered: false };
const item = (id: number): Container => ({ id, type: 'item' });
const block = (key: string, path: Container[] = [], dividerBefore = false): Block => ({
  key,
  number: 1,
  kind: 'paragraph',
  text: key,
  marks: [],
  path,
  attrs: dividerBefore ? { dividerBefore } : {},
});
const shape = (nodes: readonly TextNode[]): unknown[] =>
  nodes.map((node) =>
    node.type === 'block'
      ? node.block.key
      : node.type === 'divider'
        ? '---'
        : [node.container.type, ...shape(node.children)],
  );

describe('nest', () => {
  it('puts two paragraphs of one item into it, and the next item beside it', () => {
    const tree = nest([
      block('a', [list, item(3)]),
      block('b', [list, item(3)]),
      block('c', [list, item(4)]),
      block('d'),
    ]);
    expect(shape(tree)).toEqual([['list', ['item', 'a', 'b'], ['item', 'c']], 'd']);
  });

  it('keeps two lists apart that follow one another', () => {
    const other: Container = { id: 9, type: 'list', ordered: true };
    expect(shape(nest([block('a', [list, item(3)]), block('b', [other, item(10)])]))).toEqual([
      ['list', ['item', 'a']],
      ['list', ['item', 'b']],
    ]);
  });

  it('goes back out of a nested list to the item around it', () => {
    const inner: Container = { id: 5, type: 'list', ordered: true };
    const tree = nest([
      block('a', [list, item(3)]),
      block('b', [list, item(3), inner, item(6)]),
      block('c', [list, item(3)]),
    ]);
    expect(shape(tree)).toEqual([['list', ['item', 'a', ['list', ['item', 'b']], 'c']]]);
  });

  it('draws a break before the quote that follows it, and inside the quote that goes on', () => {
    expect(shape(nest([block('a'), block('b', [quote], true), block('c', [quote], true)]))).toEqual([
      'a',
      '---',
      ['quote', 'b', '---', 'c'],
    ]);
  });

  it('never puts a break directly into a list', () => {
    expect(shape(nest([block('a', [list, item(3)]), block('b', [list, item(4)], true)]))).toEqual([
      ['list', ['item', 'a'], ['item', '---', 'b']],
    ]);
  });
});
