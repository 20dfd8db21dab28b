/** Markdown from elsewhere as a note's body. What a note cannot have becomes its words. */
import type { Link, List, Paragraph, PhrasingContent, Root, Table } from 'mdast';
import type { Construct, State } from 'micromark-util-types';
import remarkCjkFriendly from 'remark-cjk-friendly';
import remarkCjkFriendlyStrikethrough from 'remark-cjk-friendly-gfm-strikethrough';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import remarkParse from 'remark-parse';
import { unified, type Processor } from 'unified';
import { isFormula } from '@/lib/domain/text/formula';
import { characterAt, characterBefore, lineJoint } from '@/lib/domain/text/line-joining';
import type { NoteBody, NoteMark, NoteNode } from './body';
import { fitBody } from './fit-body';
import { nodesOfHtml } from './from-html';
import { isSafeHref } from './safe-href';

const reader = unified()
  .use(remarkParse)
  .use(remarkGfm, { singleTilde: false })
  .use(remarkCjkFriendly)
  .use(remarkCjkFriendlyStrikethrough, { singleTilde: false })
  .use(remarkMath)
  .use(moneyIsNoFormula)
  .freeze();

export const bodyOfMarkdown = (source: string): NoteBody => fitBody(blocksOf(reader.parse(source).children));

type Flow = Root['children'][number];
/** What has words. */
const READ = [
  ...(['paragraph', 'heading', 'blockquote', 'list', 'code', 'table', 'html', 'math'] as const),
  'footnoteDefinition',
] as const;
type Read = Extract<Flow, { type: (typeof READ)[number] }>;

const blocksOf = (nodes: readonly Flow[]): NoteNode[] => nodes.filter(isRead).flatMap(blockOf);

const isRead = (node: Flow): node is Read => READ.some((type) => type === node.type);

function blockOf(node: Read): NoteNode[] {
  switch (node.type) {
    case 'math':
      return [{ type: 'mathBlock', attrs: { latex: node.value } }];
    case 'paragraph': {
      const formula = onlyFormula(node);
      if (formula !== null) return [{ type: 'mathBlock', attrs: { latex: formula } }];
      return [{ type: 'paragraph', content: inlineOf(node.children, []) }];
    }
    case 'heading':
      return [{ type: 'paragraph', content: inlineOf(node.children, []) }];
    case 'blockquote':
      return [{ type: 'blockquote', content: blocksOf(node.children) }];
    case 'list':
      return [listOf(node)];
    case 'code':
      return [
        {
          type: 'codeBlock',
          attrs: { language: /^[\w+#.-]{1,40}$/.test(node.lang ?? '') ? node.lang : null },
          content: [{ type: 'text', text: node.value }],
        },
      ];
    case 'table':
      return rowsOf(node);
    case 'html':
      return nodesOfHtml(node.value);
    case 'footnoteDefinition':
      return [
        { type: 'paragraph', content: [{ type: 'text', text: `[^${node.label ?? node.identifier}]:` }] },
        ...blocksOf(node.children),
      ];
  }
}

/** `$$…$$` on a line of its own is set apart, though the parser calls it inline. */
function onlyFormula({ children }: Paragraph): string | null {
  const [child] = children;
  if (children.length !== 1 || child?.type !== 'inlineMath' || !child.position) return null;
  const fences = (child.position.end.offset ?? 0) - (child.position.start.offset ?? 0) - child.value.length;
  return fences >= 4 ? child.value : null;
}

/** Plugin, used after remark-math: `$100到$200` stays words, as in an article. */
function moneyIsNoFormula(this: Processor): void {
  const corrected = (construct: Construct): Construct => {
    if (construct.name !== 'mathText') return construct;
    return {
      ...construct,
      tokenize(effects, ok, nok) {
        const start = this.now();
        const judge: State = (code) =>
          isFormula(this.sliceSerialize({ start, end: this.now() }), code) ? ok(code) : nok(code);
        return construct.tokenize.call(this, effects, judge, nok);
      },
    };
  };
  for (const { text } of this.data().micromarkExtensions ?? [])
    for (const [code, constructs] of Object.entries(text ?? {}))
      Object.assign(text ?? {}, { [code]: [constructs as Construct | Construct[]].flat().map(corrected) });
}

const listOf = (node: List): NoteNode => ({
  ...(node.ordered
    ? { type: 'orderedList', attrs: { start: Math.min(node.start ?? 1, 1_000_000), type: null } }
    : { type: 'bulletList' }),
  content: node.children.map((item) => ({ type: 'listItem', content: checked(item.checked, blocksOf(item.children)) })),
});

/** A task stays one to the eye. */
function checked(state: boolean | null | undefined, blocks: readonly NoteNode[]): readonly NoteNode[] {
  const [first, ...rest] = blocks;
  if (typeof state !== 'boolean' || first?.type !== 'paragraph') return blocks;
  return [
    { type: 'paragraph', content: [{ type: 'text', text: state ? '☑ ' : '☐ ' }, ...(first.content ?? [])] },
    ...rest,
  ];
}

const rowsOf = (table: Table): NoteNode[] =>
  table.children.map((row) => ({
    type: 'paragraph',
    content: row.children.flatMap((cell, index) => [
      ...(index > 0 ? [{ type: 'text', text: ' ' }] : []),
      ...inlineOf(cell.children, []),
    ]),
  }));

const MARKS = { strong: 'bold', emphasis: 'italic', delete: 'strike' } as const;

function inlineOf(nodes: readonly PhrasingContent[], marks: readonly NoteMark[]): NoteNode[] {
  const text = (value: string, more: readonly NoteMark[] = []): NoteNode[] => [
    { type: 'text', text: value, marks: [...more, ...marks] },
  ];
  return nodes.flatMap((node): NoteNode[] => {
    switch (node.type) {
      case 'text':
        return text(joined(node.value));
      case 'strong':
      case 'emphasis':
      case 'delete':
        return inlineOf(node.children, [{ type: MARKS[node.type] }, ...marks]);
      case 'inlineCode':
        return text(node.value, [{ type: 'code' }]);
      case 'break':
        return [{ type: 'hardBreak' }];
      case 'link':
        return inlineOf(node.children, [...linkOf(node), ...marks]);
      case 'image':
        return text(node.alt || node.url, linkOf(node));
      case 'html':
        return /^<br\b/i.test(node.value) ? [{ type: 'hardBreak' }] : [];
      case 'footnoteReference':
        return text(`[^${node.label ?? node.identifier}]`);
      case 'linkReference':
        return inlineOf(node.children, marks);
      case 'imageReference':
        return text(node.alt ?? '');
      case 'inlineMath':
        return [{ type: 'math', attrs: { latex: node.value }, marks }];
    }
  });
}

const linkOf = ({ url }: Pick<Link, 'url'>): NoteMark[] =>
  isSafeHref(url) ? [{ type: 'link', attrs: { href: url } }] : [];

/** A line of the file ends, and the sentence goes on. */
const joined = (value: string): string =>
  value.replace(/[ \t]*\n[ \t]*/g, (joint, at: number) =>
    lineJoint(characterBefore(value, at), characterAt(value, at + joint.length), false),
  );
