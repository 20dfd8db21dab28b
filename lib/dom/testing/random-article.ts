/**
 * Random documents in the page's own structure, each with its text and every DOM point's offset
 * as the renderer knows them: the other side of the law, which never reads the DOM.
 */
import fc from 'fast-check';
import { ATOM } from '@/lib/domain/text/block';

type Inline =
  | { type: 'text'; text: string }
  | { type: 'mark'; tag: string; children: Inline[] }
  | { type: 'atom' | 'break' | 'skip' };

export type RandomBlock =
  { type: 'flow'; tag: string; depth: number; children: Inline[] } | { type: 'table'; rows: Inline[][][] };

/** Letters of one and of many code units, and such as join with their neighbours. */
const LETTERS = [
  '表',
  '象',
  '念',
  '，',
  '。',
  'a',
  'B',
  ' ',
  '\n',
  '𠮷',
  '𰻞',
  'é',
  '́',
  '👨‍👩‍👧',
  '👍🏽',
  '‍',
  '🇨🇳',
  '각',
  'ก็',
  '　',
];

const text = fc
  .array(fc.constantFrom(...LETTERS), { minLength: 1, maxLength: 6 })
  .map((letters): Inline => ({ type: 'text', text: letters.join('') }));
const leaf = fc.constantFrom<Inline>({ type: 'atom' }, { type: 'break' }, { type: 'skip' });

const { inline } = fc.letrec<{ inline: Inline }>((tie) => ({
  inline: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { arbitrary: text, weight: 5 },
    { arbitrary: leaf, weight: 2 },
    {
      arbitrary: fc.record({
        type: fc.constant('mark' as const),
        tag: fc.constantFrom('strong', 'em', 'del', 'code', 'a'),
        children: fc.array(tie('inline'), { maxLength: 3 }),
      }),
      weight: 2,
    },
  ),
}));

const flow: fc.Arbitrary<RandomBlock> = fc.record({
  type: fc.constant('flow' as const),
  tag: fc.constantFrom('p', 'h2', 'pre', 'figure'),
  depth: fc.nat(3),
  children: fc.array(inline, { maxLength: 5 }),
});
const table: fc.Arbitrary<RandomBlock> = fc.integer({ min: 1, max: 3 }).chain((columns) =>
  fc.record({
    type: fc.constant('table' as const),
    rows: fc.array(fc.array(fc.array(inline, { maxLength: 2 }), { minLength: columns, maxLength: columns }), {
      minLength: 1,
      maxLength: 3,
    }),
  }),
);

export const randomArticle = fc.array(fc.oneof({ arbitrary: flow, weight: 3 }, { arbitrary: table, weight: 1 }), {
  minLength: 1,
  maxLength: 5,
});

/** A DOM point, and what it means as a selection's start and as its end: a block's index and an offset. */
export interface KnownPoint {
  readonly node: Node;
  readonly offset: number;
  readonly start: readonly [block: number, offset: number];
  readonly end: readonly [block: number, offset: number];
}

export interface RenderedArticle {
  readonly root: HTMLElement;
  readonly texts: string[];
  /** Every DOM point inside a block, and those just before one, in document order. */
  readonly points: KnownPoint[];
}

export function renderArticle(blocks: readonly RandomBlock[]): RenderedArticle {
  const root = document.createElement('article');
  const texts: string[] = [];
  const points: KnownPoint[] = [];
  blocks.forEach((block, index) => {
    const element = document.createElement(block.type === 'table' ? 'div' : block.tag);
    element.dataset.block = `block${index}`;
    let container: HTMLElement = root;
    for (let depth = block.type === 'table' ? 0 : block.depth; depth > 0; depth--) {
      container = container.appendChild(document.createElement('ul')).appendChild(document.createElement('li'));
    }
    // Between two blocks: the start of the one, the end of the other.
    if (index > 0) {
      const end = [index - 1, (texts[index - 1] as string).length] as const;
      points.push({ node: container, offset: container.childNodes.length, start: [index, 0], end });
    }
    container.append(element);
    texts.push(new BlockRenderer(index, points).render(element, block));
  });
  return { root, texts, points };
}

class BlockRenderer {
  private text = '';
  constructor(
    private readonly block: number,
    private readonly points: KnownPoint[],
  ) {}

  render(element: HTMLElement, block: RandomBlock): string {
    this.children(element, [{ type: 'skip' }], () =>
      block.type === 'table' ? this.table(element, block.rows) : this.inlines(element, block.children),
    );
    return this.text;
  }

  private know(node: Node, offset: number, before = this.text.length, after = before): void {
    this.points.push({ node, offset, start: [this.block, after], end: [this.block, before] });
  }

  /** What stands at the element's start, then its own children, with the points between. */
  private children(element: HTMLElement, lead: Inline[], rest: () => void): void {
    this.inlines(element, lead);
    rest();
    this.know(element, element.childNodes.length);
  }

  private inlines(parent: HTMLElement, inlines: Inline[]): void {
    for (const one of inlines) {
      this.know(parent, parent.childNodes.length);
      this.inline(parent, one);
    }
  }

  private inline(parent: HTMLElement, one: Inline): void {
    if (one.type === 'text') {
      const node = parent.appendChild(document.createTextNode(one.text));
      for (let at = 0; at <= one.text.length; at++) this.know(node, at, this.text.length + at);
      this.text += one.text;
    } else if (one.type === 'mark') {
      const element = parent.appendChild(document.createElement(one.tag));
      this.children(element, [], () => this.inlines(element, one.children));
    } else if (one.type === 'break') {
      parent.append(document.createElement('br'));
      this.text += '\n';
    } else this.leaf(parent, one.type);
  }

  private leaf(parent: HTMLElement, type: 'atom' | 'skip'): void {
    const element = parent.appendChild(document.createElement('span'));
    const inside = element.appendChild(document.createTextNode('x²'));
    element.dataset[type] = '';
    const end = this.text.length + (type === 'atom' ? 1 : 0);
    for (const offset of [0, 1]) this.know(inside, offset, end, this.text.length);
    if (type === 'atom') this.text += ATOM;
  }

  private table(parent: HTMLElement, rows: Inline[][][]): void {
    this.know(parent, parent.childNodes.length);
    const body = parent.appendChild(document.createElement('table')).appendChild(document.createElement('tbody'));
    rows.forEach((cells, y) => {
      this.know(body, y);
      const row = body.appendChild(document.createElement('tr'));
      cells.forEach((children, x) => {
        this.know(row, x);
        const cell = row.appendChild(document.createElement(y === 0 ? 'th' : 'td'));
        this.children(cell, [], () => this.inlines(cell, children));
        if (x < cells.length - 1) this.text += '\t';
        else if (y < rows.length - 1) this.text += '\n';
      });
      this.know(row, cells.length);
    });
    this.know(body, rows.length);
  }
}
