import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyOfText, plainText, type NoteBody, type NoteMark, type NoteNode } from './body';
import { checkBody } from './check-body';
import { fitBody } from './fit-body';
import { bodyOfHtml } from './from-html';
import { bodyOfMarkdown } from './from-markdown';
import { htmlOf } from './html';
import { markdownOf } from './markdown';
import { bodyOfOutside } from './outside-body';

const words = (body: NoteBody | string | null) => (body === null || typeof body === 'string' ? body : plainText(body));
const fromHtml = (value: string) => bodyOfOutside([{ value, format: 'html' }]);

describe('HTML from elsewhere', () => {
  it('becomes what a note can hold', () => {
    const html = `<h2>一、看</h2><p>他说<b>表象</b>与<i>概念</i>，<a href="https://example.org/a?b=1&amp;c=2">见此</a>。</p>
      <ul><li>甲<li>乙<ol start="3"><li>丙</ol></ul><blockquote>引<br>文</blockquote><pre><code class="language-ts">a &lt; b
  c</code></pre>`;
    expect(markdownOf(fromHtml(html) as NoteBody)).toBe(
      `一、看

他说**表象**与*概念*，[见此](https://example.org/a?b=1\\&c=2)。

- 甲
- 乙

  3. 丙

> 引\\
> 文

\`\`\`ts
a < b
  c
\`\`\``,
    );
  });

  it.each([
    ['a script', '前<script>alert(1)</script>后', '前后'],
    ['a script that never ends', '前<script>alert(1)', '前'],
    ['a style in an element of its own', '<style>p{}</style><p>文</p>', '文'],
    ['an event handler', '<img src=x onerror=alert(1)><p onclick="alert(1)">文</p>', '文'],
    ['an address that runs', '<a href="javascript:alert(1)">点我</a>', '点我'],
    ['an address that runs, in disguise', '<a href="&#106;ava&#x09;script:alert(1)">点我</a>', '点我'],
    ['a frame', '<iframe src="//example.org"><script>alert(1)</script></iframe>文', '文'],
    ['markup written as words', '&lt;script&gt;alert(1)&lt;/script&gt;', '<script>alert(1)</script>'],
    ['a comment', '文<!-- <b>藏</b> -->字', '文字'],
    ['elements nobody knows', '<x-card><marquee>文</marquee></x-card>', '文'],
    ['a broken tag', '1 < 2 <b', '1 < 2 <b'],
    ['a table', '<table><tr><th>甲</th><th>乙</th></tr><tr><td>丙</td><td>丁</td></tr></table>', '甲 乙\n丙 丁'],
  ])('keeps the words of %s, and runs nothing', (_, html, expected) => {
    const body = fromHtml(html);
    expect(words(body)).toBe(expected);
    expect(JSON.stringify(body)).not.toMatch(/javascript|onerror|onclick/);
  });

  it('folds spaces as a page would', () => {
    expect(words(fromHtml('<p>\n  一\n  行 \n</p>\n\n<p>two   words</p>'))).toBe('一 行\ntwo words');
  });

  it('is read in the time of its length, however hostile', () => {
    for (const part of ['<b>', '<a "', '<ul><li>', '<blockquote>', '<script ', '</b>', '&#', '<!--', '<p><'])
      expect(() => fromHtml(part.repeat(100_000 / part.length))).not.toThrow();
  });
});

describe('Markdown from elsewhere', () => {
  it('becomes what a note can hold', () => {
    const markdown = `# 题

**注意：**这里有~~错~~，
下一行；3~5次。[链接](https://example.org) [坏](javascript:alert(1))

1. 一
   - 二

- [x] 做完

| 甲 | 乙 |
|---|---|
| 丙 | 丁 |

<div onclick="x()">块<b>状</b></div>

行内<b>标签</b>。![图](https://example.org/a.png)`;
    const body = bodyOfOutside([{ value: markdown, format: 'markdown' }]) as NoteBody;
    expect(checkBody(body)).toEqual(body);
    expect(plainText(body).split('\n')).toEqual([
      '题',
      '注意：这里有错，下一行；3~5次。链接 坏',
      '一',
      '二',
      '☑ 做完',
      '甲 乙',
      '丙 丁',
      '块状',
      '行内标签。图',
    ]);
    expect(JSON.stringify(body)).not.toContain('javascript');
  });

  it('with formulas has them, and money is money', () => {
    const read = (value: string) => bodyOfMarkdown(value).content;
    const math = (latex: string) => ({ type: 'math', attrs: { latex } });
    expect(read('若$a_1<b$则')).toEqual([
      { type: 'paragraph', content: [{ type: 'text', text: '若' }, math('a_1<b'), { type: 'text', text: '则' }] },
    ]);
    for (const block of ['$$x^2$$', '$$\nx^2\n$$'])
      expect(read(block)).toEqual([{ ...math('x^2'), type: 'mathBlock' }]);
    expect(words(bodyOfMarkdown('从$100到$200，**涨**了$5'))).toBe('从$100到$200，涨了$5');
    const long = 'x'.repeat(2001);
    expect(words(bodyOfOutside([{ value: `$${long}$ 和\n\n$$${long}$$`, format: 'markdown' }]))).toBe(
      `${long} 和\n$$${long}$$`,
    );
  });

  it('that would take forever to parse is taken as it stands', () => {
    for (const hostile of [
      '*a **b '.repeat(8000),
      '['.repeat(50_000),
      '> '.repeat(20_000),
      '$a '.repeat(30_000),
      '- '.repeat(20_000) + 'x',
    ]) {
      const body = bodyOfOutside([{ value: hostile, format: 'markdown' }]);
      expect(words(body)).toBe(hostile);
    }
  });
});

describe('several bodies', () => {
  it('are one, in their order', () => {
    const body = bodyOfOutside([
      { value: '一\r\n二', format: 'plain' },
      { value: '*三*', format: 'markdown' },
      { value: '<p>四</p>', format: 'html' },
    ]);
    expect(words(body)).toBe('一\n二\n三\n四');
  });

  it('without words are none', () => {
    expect(bodyOfOutside([])).toBeNull();
    expect(bodyOfOutside([{ value: '<p> </p><script>1</script>', format: 'html' }])).toBeNull();
  });

  it('too long for a note are refused', () => {
    expect(bodyOfOutside([{ value: '长'.repeat(100_000), format: 'plain' }])).toBe('too-long');
  });
});

const text = fc.string({
  unit: fc.constantFrom('表', '象', '𠮷', '👩🏽‍💻', 'a', ' ', '\t', '&', '<', '>', '"', '*', '_', ';'),
  minLength: 1,
  maxLength: 8,
});
const marks: fc.Arbitrary<NoteMark[]> = fc.subarray<NoteMark>([
  { type: 'bold' },
  { type: 'italic' },
  { type: 'strike' },
  { type: 'code' },
  { type: 'link', attrs: { href: 'https://example.org/?a=1&b="2"' } },
]);
const inline: fc.Arbitrary<NoteNode> = fc.oneof(
  fc.record({ type: fc.constant('text'), text, marks }),
  fc.constant<NoteNode>({ type: 'hardBreak' }),
  fc.record({ type: fc.constant('math'), attrs: fc.record({ latex: text }), marks }),
);
const { block } = fc.letrec<{ block: NoteNode }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 3 },
    fc.record({ type: fc.constant('paragraph'), content: fc.array(inline, { maxLength: 4 }) }),
    fc.record({
      type: fc.constant('codeBlock'),
      attrs: fc.record({ language: fc.constantFrom(null, 'ts') }),
      content: fc.array(fc.record({ type: fc.constant('text'), text: fc.constantFrom('a\n b', '\n<x>', '  ') }), {
        maxLength: 1,
      }),
    }),
    fc.record({ type: fc.constant('mathBlock'), attrs: fc.record({ latex: text }) }),
    fc.record({ type: fc.constant('blockquote'), content: fc.array(tie('block'), { minLength: 1, maxLength: 3 }) }),
    fc.record({
      type: fc.constantFrom('bulletList', 'orderedList'),
      content: fc.array(
        fc.record({ type: fc.constant('listItem'), content: fc.array(tie('block'), { minLength: 1, maxLength: 2 }) }),
        { minLength: 1, maxLength: 3 },
      ),
    }),
  ),
}));

describe('a note of ours', () => {
  it('written as HTML and read again is the same', () => {
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 4 }), (nodes) => {
        const body = checkBody(fitBody(nodes)) as NoteBody;
        expect(typeof body).toBe('object');
        expect(checkBody(bodyOfHtml(htmlOf(body)))).toEqual(body);
      }),
    );
  });

  it('written as Markdown and read again says the same', () => {
    for (const said of ['一句话。', '两\n\n段', '1. 不是列表', '*星*号', '<b>不是标签</b>', '从$1到$2'])
      expect(
        plainText(bodyOfMarkdown(markdownOf(bodyOfText(said))))
          .split('\n')
          .filter(Boolean),
      ).toEqual(said.split('\n').filter(Boolean));
  });
});
