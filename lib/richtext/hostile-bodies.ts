/** Bodies that nothing of ours would write, for tests of whatever reads them. Each has the words 「毒」 or none. */

const doc = (...content: unknown[]) => ({ type: 'doc', content });
const paragraph = (...content: unknown[]) => ({ type: 'paragraph', content });
const text = (words: unknown, ...marks: unknown[]) => ({ type: 'text', text: words, ...(marks.length && { marks }) });
const nested = (depth: number, around: (inside: unknown) => unknown): unknown => {
  let inside: unknown = paragraph(text('毒'));
  for (let level = 0; level < depth; level += 1) inside = around(inside);
  return inside;
};

/** Sets `window.poisoned` where it is run. */
const SCRIPT = 'window.poisoned=1';
const HTML = `<img src=x onerror="${SCRIPT}"><script>${SCRIPT}</script>毒`;

export const HOSTILE_BODIES: Readonly<Record<string, unknown>> = {
  null: null,
  'a number': 7,
  'a list': [doc(paragraph(text('毒')))],
  'a string of HTML': HTML,
  'nothing at all': {},
  'a document without content': { type: 'doc' },
  'content that is HTML': { type: 'doc', content: HTML },
  'content that is an object': { type: 'doc', content: { length: 1, 0: paragraph(text('毒')) } },
  'children that are none': doc(null, 7, HTML, [], paragraph(null, text('毒'))),
  'HTML as text': doc(paragraph(text(HTML))),
  'text that is no string': doc(paragraph(text(7), text({ toString: SCRIPT }), text(null), text('毒'))),
  'unknown nodes': doc({ type: 'script', content: [text(SCRIPT)] }, { type: 'iframe', attrs: { srcdoc: HTML } }),
  'an image': doc({ type: 'image', attrs: { src: 'x', onerror: SCRIPT } }, paragraph(text('毒'))),
  'names of an object’s own machinery': doc(
    { type: '__proto__', content: [text('毒')] },
    { type: 'constructor' },
    paragraph(text('毒', { type: 'toString' }), text('毒', { type: '__proto__' })),
  ),
  'a prototype in the JSON': JSON.parse(
    '{"type":"doc","__proto__":{"poisoned":1},"content":[{"type":"paragraph","constructor":{"prototype":{}},"content":[{"type":"text","text":"毒"}]}]}',
  ) as unknown,
  'a script for a link': doc(
    paragraph(
      text('毒', { type: 'link', attrs: { href: `javascript:${SCRIPT}` } }),
      text('毒', { type: 'link', attrs: { href: ` java\tscript:${SCRIPT}` } }),
      text('毒', { type: 'link', attrs: { href: `data:text/html,<script>${SCRIPT}</script>` } }),
    ),
  ),
  'a link without an address': doc(paragraph(text('毒', { type: 'link' }), text('毒', { type: 'link', attrs: null }))),
  'attributes of React': doc({
    type: 'paragraph',
    attrs: { dangerouslySetInnerHTML: { __html: HTML }, style: 'position:fixed;inset:0', onClick: SCRIPT },
    content: [text('毒')],
  }),
  'a React element': doc({ $$typeof: 'Symbol(react.element)', type: 'div', props: { children: HTML }, key: null }),
  'marks that are none': doc(paragraph({ type: 'text', text: '毒', marks: 'bold' }), paragraph(text('毒', null, 7))),
  'lists out of order': doc(
    { type: 'listItem', content: [text('毒')] },
    { type: 'bulletList', content: [paragraph(text('毒'))] },
    { type: 'orderedList', attrs: { start: 'Infinity' } },
    paragraph(paragraph(paragraph(text('毒')))),
    text('毒'),
  ),
  'a language to break out by': doc({ type: 'codeBlock', attrs: { language: '"><script>' }, content: [text('毒')] }),
  'a formula that is none': doc(
    { type: 'mathBlock', attrs: { latex: { toString: 1 } } },
    paragraph({ type: 'math' }, { type: 'math', attrs: { latex: 'x'.repeat(9_000) } }, text('毒')),
  ),
  'a mention of nobody': doc(paragraph({ type: 'mention', attrs: { id: 7, label: [] } }, text('毒'))),
  'quotes two thousand deep': doc(nested(2_000, (inside) => ({ type: 'blockquote', content: [inside] }))),
  'text of a megabyte': doc(paragraph(text('毒'.repeat(350_000)))),
  'ten thousand nodes': doc(...Array.from({ length: 10_000 }, () => paragraph(text('毒'), { type: 'hardBreak' }))),
};
