/** A note's body as Markdown, for export. */
import type { BlockContent, List, ListItem, Paragraph, PhrasingContent, Root } from 'mdast';
import remarkCjkFriendly from 'remark-cjk-friendly';
import remarkCjkFriendlyStrikethrough from 'remark-cjk-friendly-gfm-strikethrough';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import remarkStringify from 'remark-stringify';
import { unified } from 'unified';
import { attr, plainText, type NoteBody, type NoteMark, type NoteNode } from './body';

const writer = unified()
  .use(remarkGfm, { singleTilde: false })
  .use(remarkCjkFriendly)
  .use(remarkCjkFriendlyStrikethrough, { singleTilde: false })
  .use(remarkMath)
  .use(remarkStringify, { bullet: '-', emphasis: '*', fences: true, listItemIndent: 'one', rule: '-' });

export const markdownOf = (body: NoteBody): string => markdownFile(markdownNodes(body)).trimEnd();

/** The body's blocks, to stand among others in a file. */
export const markdownNodes = (body: NoteBody): BlockContent[] => (body.content ?? []).map(blockOf);

export const markdownFile = (children: Root['children']): string => writer.stringify({ type: 'root', children });

function blockOf(node: NoteNode): BlockContent {
  const inside = node.content ?? [];
  switch (node.type) {
    case 'blockquote':
      return { type: 'blockquote', children: inside.map(blockOf) };
    case 'codeBlock':
      return {
        type: 'code',
        lang: typeof node.attrs?.language === 'string' ? node.attrs.language : null,
        value: inside.map(({ text }) => text ?? '').join(''),
      };
    case 'mathBlock':
      return { type: 'math', value: attr(node, 'latex') };
    case 'bulletList':
    case 'orderedList':
      return listOf(node);
    default:
      return { type: 'paragraph', children: inside.map(inlineOf) } satisfies Paragraph;
  }
}

const listOf = (node: NoteNode): List => ({
  type: 'list',
  ordered: node.type === 'orderedList',
  start: node.type === 'orderedList' ? Number(node.attrs?.start ?? 1) : null,
  spread: false,
  children: (node.content ?? []).map((item): ListItem => ({
    type: 'listItem',
    spread: false,
    children: (item.content ?? []).map(blockOf),
  })),
});

function inlineOf(node: NoteNode): PhrasingContent {
  if (node.type === 'hardBreak') return { type: 'break' };
  const marks = node.marks ?? [];
  return marks.reduceRight(
    marked,
    unmarked(
      node,
      marks.some(({ type }) => type === 'code'),
    ),
  );
}

function unmarked(node: NoteNode, isCode: boolean): PhrasingContent {
  if (node.type === 'math') return { type: 'inlineMath', value: attr(node, 'latex') };
  return { type: isCode ? 'inlineCode' : 'text', value: plainText(node) };
}

function marked(child: PhrasingContent, mark: NoteMark): PhrasingContent {
  switch (mark.type) {
    case 'bold':
      return { type: 'strong', children: [child] };
    case 'italic':
      return { type: 'emphasis', children: [child] };
    case 'strike':
      return { type: 'delete', children: [child] };
    case 'link':
      return {
        type: 'link',
        url: mark.attrs.href,
        children: [child],
      };
    case 'code':
      return child;
  }
}
