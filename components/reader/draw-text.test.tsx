// @vitest-environment jsdom
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blocksIn, readBlockText } from '@/lib/dom/block-text';
import { ATOM, type Block, type Container, type Mark } from '@/lib/domain/text/block';
import { sourceOffset } from '@/lib/domain/text/offset';
import { showBlock, type Display } from '@/lib/domain/script/display';
import { SCRIPTS, type Script } from '@/lib/domain/script/script';
import { asidesOf, textRuns } from '@/lib/domain/script/text-runs';
import { conversionsBetween } from '@/lib/opencc';
import { textHtml } from './draw-text';
import { textContext, type TextContext } from './text-context';

const span = (start: number, end: number) => ({ start: sourceOffset(start), end: sourceOffset(end) });
let count = 0;
const block = (given: Partial<Block>): Block => {
  const number = ++count;
  return { key: `key${1000 + number}`, number, kind: 'paragraph', text: '', marks: [], path: [], attrs: {}, ...given };
};

const context: TextContext = textContext({
  outline: {
    headings: [],
    footnotes: new Map([['注', { number: 1, block: { key: 'note01', number: 9, text: '', attrs: {} } }]]),
    references: new Map([['注', { block: { key: 'ref001', number: 1, text: '', attrs: {} }, offset: 2 }]]),
    pages: [],
  },
  display: null,
  stretch: { from: 1, to: 200, total: 200 },
  t: (key: string) => `〔${key}〕`,
});

const render = (...blocks: Block[]): HTMLElement => renderIn(null, blocks);

function renderIn(display: Display | null, blocks: readonly Block[]): HTMLElement {
  const page = document.createElement('div');
  const shown = blocks.map((one) => showBlock(one, display));
  page.innerHTML = textHtml(shown, { ...context, display });
  return page;
}
const textsOf = (page: HTMLElement): string[] => blocksIn(page).map((element) => readBlockText(element).text);

const list: Container = { id: 1, type: 'list', ordered: true, start: 3 };
const item: Container = { id: 2, type: 'item', checked: true };
const footnote: Container = { id: 5, type: 'footnote', label: '注', number: 1 };

/** One of each kind, with what may stand in it. */
const everyKind = (): Block[] => [
  block({ kind: 'heading', text: '一、缘起', attrs: { level: 2 } }),
  block({
    text: `见${ATOM}，即${ATOM}。\n又一行`,
    marks: [
      { ...span(1, 2), type: 'math', tex: 'x^2' },
      { ...span(4, 5), type: 'footnote-reference', label: '注' },
      { ...span(6, 7), type: 'break' },
      { ...span(0, 9), type: 'link', href: 'https://example.org' },
    ],
  }),
  block({ kind: 'quote', text: '子曰', path: [{ id: 9, type: 'quote' }], attrs: { dividerBefore: true } }),
  block({ kind: 'list-item', text: '其三', path: [list, item] }),
  block({ kind: 'code', text: 'def f():\n\treturn 1\n', attrs: { language: 'python' } }),
  block({ kind: 'table', text: `甲\t乙\n\t丁${ATOM}`, marks: [{ ...span(6, 7), type: 'math', tex: 'y' }] }),
  block({ kind: 'figure', text: '图一', attrs: { image: { asset: 'f00d', width: 8, height: 4 }, alt: '一只狗' } }),
  block({ kind: 'figure', text: '', attrs: { image: { href: 'https://example.org/a.png' }, alt: '远方' } }),
  block({ kind: 'math', text: ATOM, attrs: { tex: '\\frac{a}{b}' } }),
  block({ kind: 'footnote', text: '注文', path: [footnote] }),
];

describe('the text of an article', () => {
  it('holds each block’s text as it is counted, whatever its kind', () => {
    const blocks = everyKind();
    expect(textsOf(render(...blocks))).toEqual(blocks.map(({ text }) => text));
  });

  it('holds it for random marks over random text, in a paragraph and in a table', () => {
    const texts = fc.string({ unit: fc.constantFrom('表', '𠮷', 'a', ' ', '，', ATOM, '\t', '\n'), maxLength: 16 });
    const marks = fc.array(
      fc.record({
        type: fc.constantFrom('strong', 'emphasis', 'delete', 'code' as const),
        a: fc.nat(16),
        b: fc.nat(16),
      }),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(texts, marks, fc.constantFrom('paragraph', 'table' as const), (text, drawn, kind) => {
        const within = drawn.map(({ type, a, b }): Mark => {
          const [start, end] = [a, b].map((at) => Math.min(at, text.length)).sort((one, other) => one - other);
          return { type, ...span(start ?? 0, end ?? 0) };
        });
        expect(textsOf(render(block({ kind, text, marks: within })))).toEqual([text]);
      }),
    );
  });

  it('marks every block with its key and number, a permalink and a place for its notes', () => {
    for (const element of blocksIn(render(...everyKind())) as HTMLElement[]) {
      const { block: key, number } = element.dataset;
      expect(element.id).toBe(`b-${key}`);
      expect(element.querySelector('a[data-skip]')?.getAttribute('href')).toBe(`?b=${key}#b-${key}`);
      expect(element.querySelector('a[data-skip]')?.textContent).toBe(number);
      expect(element.querySelectorAll('[data-slot="notes"]:empty')).toHaveLength(1);
    }
  });

  it('writes no inline style and no script, whatever the formula', () => {
    const tex = String.raw`\color{red}\cancel{x} \href{javascript:alert(1)}{y} \begin{aligned}a&=b\\c&=d\end{aligned} \quad \htmlStyle{color:red}{z} \unknown`;
    const html = render(block({ kind: 'math', text: ATOM, attrs: { tex } })).innerHTML;
    expect(html).toContain('<math');
    expect(html).not.toMatch(/ style=|<script|href="javascript/i);
  });

  it('lets links to other sites carry nothing along, and leaves the site’s own alone', () => {
    const marks: Mark[] = [
      { ...span(0, 1), type: 'link', href: 'https://example.org' },
      { ...span(1, 2), type: 'link', href: '/read/b' },
    ];
    const [outside, inside] = render(block({ text: '外内', marks })).querySelectorAll('a:not([data-skip])');
    expect(outside?.getAttribute('rel')).toBe('noopener noreferrer nofollow');
    expect(inside?.hasAttribute('rel')).toBe(false);
  });

  it('draws the author’s dots under Chinese words and slants Latin ones', () => {
    const marks: Mark[] = [
      { ...span(0, 2), type: 'emphasis' },
      { ...span(2, 6), type: 'emphasis' },
    ];
    const [chinese, latin] = render(block({ text: '表象idea', marks })).querySelectorAll('em');
    expect(chinese?.className).not.toBe('');
    expect(latin?.className).toBe('');
  });

  it('gathers footnotes in a list at the end, each with its way back', () => {
    const page = render(block({ text: '正文' }), block({ kind: 'footnote', text: '注文', path: [footnote] }));
    const notes = page.querySelector('section[role="doc-endnotes"] ol > li#fn-1');
    expect(notes?.querySelector('a[role="doc-backlink"]')?.getAttribute('href')).toBe('#fnref-ref001-2');
  });
});

describe('in any script', () => {
  const displays = [null, ...SCRIPTS.map(displayIn)];
  function displayIn(script: Script): Display {
    return { script, conversions: conversionsBetween('zh-Hans', script), protectedWords: () => [], quotes: true };
  }
  /** The words of what stands beside the text, in the order of the page. */
  const beside = (element: Element): string[] =>
    Array.from(element.querySelectorAll<HTMLElement>('[data-aside]'), (aside) => {
      const place = aside.dataset.aside ?? '';
      return place === 'text' ? aside.textContent : (aside.getAttribute(place) ?? '');
    });

  it('holds as many text nodes, with the words that switching would give them', () => {
    for (const display of displays) {
      const blocks = [
        block({
          text: '他的U盘和鼠标坏了，“软件”没坏。',
          marks: [
            { ...span(3, 7), type: 'strong' },
            { ...span(2, 3), type: 'emphasis' },
            { ...span(4, 12), type: 'link', href: '/后', title: '头发' },
            { ...span(11, 13), type: 'code' },
          ],
        }),
        ...everyKind(),
      ];
      const page = renderIn(display, blocks);
      blocksIn(page).forEach((element, index) => {
        const one = showBlock(blocks[index] as Block, display);
        const nodes = readBlockText(element).pieces.filter(({ kind }) => kind === 'text');
        expect(nodes.map(({ text }) => text)).toEqual(textRuns(one));
        expect(beside(element)).toEqual(asidesOf(one.block, display));
      });
      expect(textsOf(page)).toEqual(blocks.map((one) => showBlock(one, display).text));
    }
  });
});
