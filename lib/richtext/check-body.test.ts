import { describe, expect, it } from 'vitest';
import { bodyOfText, isEmptyBody, plainText, type NoteBody } from './body';
import { checkBody } from './check-body';
import { markdownOf } from './markdown';

const text = (words: string, ...marks: unknown[]) => ({
  type: 'text',
  text: words,
  ...(marks.length ? { marks } : {}),
});
const paragraph = (...content: unknown[]) => ({ type: 'paragraph', content });
const doc = (...content: unknown[]) => ({ type: 'doc', content });
const link = (href: unknown, more: object = {}) => ({ type: 'link', attrs: { href, ...more } });

const mention = (id: unknown, label: unknown) => ({ type: 'mention', attrs: { id, label } });
const formula = (type: 'math' | 'mathBlock', latex: unknown) => ({ type, attrs: { latex } });
const SOMEBODY = '0192aaaa-bbbb-7ccc-8ddd-eeeeeeeeeeee';

/** A note with everything that a note can hold. */
const rich = doc(
  paragraph(
    text('休谟'),
    text('注意：', { type: 'bold' }),
    text('这里', { type: 'italic' }),
    { type: 'hardBreak' },
    text('不', { type: 'strike' }),
  ),
  { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph(text('其一'))] }] },
  {
    type: 'orderedList',
    attrs: { start: 3, type: null },
    content: [{ type: 'listItem', content: [paragraph(text('其三'))] }],
  },
  { type: 'blockquote', content: [paragraph(text('原文', link('https://example.org/x')))] },
  { type: 'codeBlock', attrs: { language: 'python' }, content: [text('a = 1\nb = 2')] },
  paragraph(text('f(x)', { type: 'code' })),
  paragraph(mention(SOMEBODY, '王芳'), text('：若'), formula('math', 'a_1<b'), text('则')),
  formula('mathBlock', '\\sum_i x_i'),
);

describe('an honest body', () => {
  it('passes, and passes again unchanged', () => {
    const once = checkBody(rich);
    expect(once).toEqual(rich);
    expect(checkBody(once)).toEqual(once);
  });

  it('becomes plain text, a line a paragraph', () => {
    expect(plainText(rich as NoteBody)).toBe(
      '休谟注意：这里\n不\n其一\n其三\n原文\na = 1\nb = 2\nf(x)\n@王芳：若$a_1<b$则\n$$\\sum_i x_i$$',
    );
  });

  it('becomes Markdown', () => {
    expect(markdownOf(rich as NoteBody)).toBe(
      [
        '休谟**注意：***这里*\\\n~~不~~',
        '- 其一',
        '3. 其三',
        '> [原文](https://example.org/x)',
        '```python\na = 1\nb = 2\n```',
        '`f(x)`',
        '@王芳：若$a_1<b$则',
        '$$\n\\sum_i x_i\n$$',
      ].join('\n\n'),
    );
  });

  it('keeps words that look like Markdown words', () => {
    expect(markdownOf(doc(paragraph(text('*不是* [强调](x) # 1. ~~也不是~~'))) as NoteBody)).toBe(
      '\\*不是\\* \\[强调]\\(x) # 1. \\~\\~也不是\\~\\~',
    );
  });

  it('loses what Tiptap’s link carries besides its address', () => {
    const body = doc(
      paragraph(text('x', link('https://example.org', { target: '_blank', rel: 'noopener', class: null }))),
    );
    expect(checkBody(body)).toEqual(doc(paragraph(text('x', link('https://example.org')))));
  });

  it('is empty when it holds only white space', () => {
    expect(isEmptyBody(null)).toBe(true);
    expect(isEmptyBody(bodyOfText(''))).toBe(true);
    expect(isEmptyBody(bodyOfText(' 　\n'))).toBe(true);
    expect(isEmptyBody(bodyOfText('嗯'))).toBe(false);
  });
});

describe('a hostile body is refused', () => {
  const nested = (levels: number): unknown =>
    levels === 0 ? paragraph(text('x')) : { type: 'blockquote', content: [nested(levels - 1)] };
  it.each([
    ['nothing', null],
    ['a string', 'doc'],
    ['an array', []],
    ['no content', { type: 'doc' }],
    ['an empty document', doc()],
    ['an unknown node', doc({ type: 'image', attrs: { src: 'x' } })],
    ['a heading', doc({ type: 'heading', attrs: { level: 1 }, content: [text('x')] })],
    ['an unknown mark', doc(paragraph(text('x', { type: 'underline' })))],
    ['text outside a paragraph', doc(text('x'))],
    ['a list item outside a list', doc({ type: 'listItem', content: [paragraph()] })],
    ['an empty text', doc(paragraph(text('')))],
    ['an event handler', doc({ ...paragraph(text('x')), attrs: { onclick: 'alert(1)' } })],
    ['an extra key', doc({ ...paragraph(text('x')), style: 'color: red' })],
    ['a script for a link', doc(paragraph(text('x', link('javascript:alert(1)'))))],
    ['a disguised script', doc(paragraph(text('x', link('java\nscript:alert(1)'))))],
    ['a data link', doc(paragraph(text('x', link('data:text/html,x'))))],
    ['a relative link', doc(paragraph(text('x', link('//evil.example'))))],
    ['a link without address', doc(paragraph(text('x', link(null))))],
    ['U+0000', doc(paragraph(text('a\0b')))],
    ['half a surrogate pair', doc(paragraph(text('a\ud842')))],
    ['a prototype key', JSON.parse('{"type":"doc","content":[{"type":"paragraph","__proto__":{"x":1}}]}')],
    ['a constructor key', JSON.parse('{"type":"doc","constructor":{"prototype":{}},"content":[{"type":"paragraph"}]}')],
    ['quotes a thousand deep', doc(nested(1000))],
    ['a name that is nobody’s', doc(paragraph(mention('x', '王芳')))],
    ['a name without a name', doc(paragraph(mention(SOMEBODY, '')))],
    ['a name with more to it', doc(paragraph({ type: 'mention', attrs: { id: SOMEBODY, label: '王', href: 'x' } }))],
    ['a name outside a paragraph', doc(mention(SOMEBODY, '王芳'))],
    ['a formula without LaTeX', doc(paragraph(formula('math', '')))],
    ['a formula that is no text', doc(formula('mathBlock', { x: 1 }))],
    ['a formula as long as a note', doc(formula('mathBlock', 'x'.repeat(2001)))],
    ['a formula with U+0000', doc(formula('mathBlock', 'a\0'))],
    ['code with marks', doc({ type: 'codeBlock', content: [text('x', { type: 'bold' })] })],
  ])('%s', (_, body) => {
    expect(checkBody(body)).toBe('invalid');
  });

  it('and one that is too long', () => {
    expect(checkBody(doc(paragraph(text('长'.repeat(100_001)))))).toBe('too-long');
  });

  it('nothing of it reaches a prototype', () => {
    checkBody(JSON.parse('{"type":"doc","__proto__":{"polluted":1},"content":[]}'));
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});
