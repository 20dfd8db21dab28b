/**
 * A note's body as HTML for others' programs. The pages draw it otherwise, without a string of HTML. Formulas are
 * written as Pandoc writes them, which most scripts that set formulas understand; names are words.
 */
import { attr, plainText, type NoteBody, type NoteMark, type NoteNode } from './body';

export const htmlOf = (body: NoteBody): string => (body.content ?? []).map(blockHtml).join('');

const BLOCKS: Readonly<Record<string, string>> = { blockquote: 'blockquote', bulletList: 'ul', listItem: 'li' };

function blockHtml(node: NoteNode): string {
  const inside = node.content ?? [];
  switch (node.type) {
    case 'paragraph':
      return `<p>${inside.map(inlineHtml).join('')}</p>`;
    case 'codeBlock': {
      const { language } = node.attrs ?? {};
      const attribute = typeof language === 'string' ? ` class="language-${escaped(language)}"` : '';
      const code = inside.map(({ text = '' }) => text).join('');
      // HTML drops a line feed at the beginning.
      return `<pre><code${attribute}>${code.startsWith('\n') ? '\n' : ''}${escaped(code)}</code></pre>`;
    }
    case 'mathBlock':
      return `<div class="math display">\\[${kept(escaped(attr(node, 'latex')))}\\]</div>`;
    case 'orderedList': {
      const start = Number(node.attrs?.start ?? 1);
      const type = typeof node.attrs?.type === 'string' ? ` type="${escaped(node.attrs.type)}"` : '';
      return `<ol${start === 1 ? '' : ` start="${start}"`}${type}>${inside.map(blockHtml).join('')}</ol>`;
    }
    default: {
      const name = BLOCKS[node.type] ?? 'div';
      return `<${name}>${inside.map(blockHtml).join('')}</${name}>`;
    }
  }
}

const ELEMENTS = { bold: 'strong', italic: 'em', strike: 's', code: 'code' } as const;

const inlineHtml = (node: NoteNode): string =>
  node.type === 'hardBreak' ? '<br>' : (node.marks ?? []).reduceRight(markedHtml, unmarkedHtml(node));

const unmarkedHtml = (node: NoteNode): string =>
  node.type === 'math'
    ? `<span class="math inline">\\(${kept(escaped(attr(node, 'latex')))}\\)</span>`
    : kept(escaped(plainText(node)));

function markedHtml(inside: string, mark: NoteMark): string {
  if (mark.type === 'link') return `<a href="${escaped(mark.attrs.href)}">${inside}</a>`;
  const name = ELEMENTS[mark.type];
  return `<${name}>${inside}</${name}>`;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Spaces that HTML would fold are written as references, which `bodyOfHtml` keeps. */
const kept = (html: string): string =>
  html.replace(/^[ \t\r\n\f]+|[ \t\r\n\f]{2,}|[\t\r\n\f]|[ \t\r\n\f]+$/g, (spaces) =>
    Array.from(spaces, (space) => `&#${space.charCodeAt(0)};`).join(''),
  );
