/**
 * HTML from elsewhere as a note's body. It is read, never run: elements of the note schema become its nodes, of others
 * only the words stay, and of scripts and the like nothing.
 */
import { BLOCK_ELEMENTS, decodeEntities, readTag, UNREAD_ELEMENTS, type HtmlTag } from '@/lib/domain/text/html-tags';
import type { NoteBody, NoteMark, NoteNode } from './body';
import { fitBody } from './fit-body';
import { isSafeHref } from './safe-href';

export const bodyOfHtml = (html: string): NoteBody => fitBody(nodesOfHtml(html));

/** As blocks to stand among others; they still have to be fitted. */
export const nodesOfHtml = (html: string): NoteNode[] => blocksOf(treeOf(html).children);

interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: (Element | string)[];
}

/** Deeper elements are read as if they stood in the deepest. */
const MAX_DEPTH = 100;
/** Longer tags are read without their attributes. UTF-16 code units. */
const LONGEST_TAG = 4000;
const VOID = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));
/** Stands for spaces that HTML folds; a text from elsewhere has no U+0000. */
const FOLDED = '\0';

/** Every `<` is looked at once: what it opens ends at the next `>` that no `<` stands before. */
const TOKEN = /<!--|<[/]?[a-z][^<>]*>|<[!?][^<>]*>|[^<]+|</gi;

function treeOf(html: string): Element {
  const root: Element = { name: 'root', attributes: new Map(), children: [] };
  const open = [root];
  const lower = html.toLowerCase();
  TOKEN.lastIndex = 0;
  const token = new RegExp(TOKEN);
  for (let match = token.exec(html); match; match = token.exec(html)) {
    const [written] = match;
    const parent = open.at(-1) ?? root;
    if (written === '<!--') token.lastIndex = behind(lower, '-->', token.lastIndex);
    else if (/^<[/a-z]/i.test(written)) {
      const tag = readTag(written.length > LONGEST_TAG ? `${/^<[/]?[a-z0-9]+/i.exec(written)?.[0]}>` : written);
      if (!tag) continue;
      if (!tag.closing && UNREAD_ELEMENTS.has(tag.name))
        token.lastIndex = behind(lower, '>', behind(lower, `</${tag.name}`, token.lastIndex));
      else if (tag.closing) close(open, tag.name);
      else openTag(open, tag, written.endsWith('/>'));
    } else if (!/^<[!?]/.test(written)) parent.children.push(inPre(open) ? decodeEntities(written) : folded(written));
  }
  return root;
}

const behind = (text: string, mark: string, from: number): number => {
  const at = text.indexOf(mark, from);
  return at === -1 ? text.length : at + mark.length;
};

const folded = (written: string): string => decodeEntities(written.replace(/[ \t\r\n\f]+/g, FOLDED));

const inPre = (open: readonly Element[]): boolean => open.some(({ name }) => name === 'pre');

function close(open: Element[], name: string): void {
  const at = open.findLastIndex((element, index) => index > 0 && element.name === name);
  if (at > 0) open.length = at;
}

/** A paragraph ends where another block begins, an item where the next does. */
function openTag(open: Element[], { name, attributes }: HtmlTag, selfClosing: boolean): void {
  if (BLOCK_ELEMENTS.has(name) && open.at(-1)?.name === 'p') open.pop();
  if (name === 'li') {
    const item = open.findLastIndex((element) => element.name === 'li');
    if (item > open.findLastIndex((element) => element.name === 'ul' || element.name === 'ol')) open.length = item;
  }
  const element: Element = { name, attributes, children: [] };
  open.at(-1)?.children.push(element);
  if (!VOID.has(name) && !selfClosing && open.length < MAX_DEPTH) open.push(element);
}

type Children = readonly (Element | string)[];

/** Blocks, and paragraphs of what stands between them. */
function blocksOf(children: Children): NoteNode[] {
  const blocks: NoteNode[] = [];
  let loose: NoteNode[] = [];
  const flush = () => {
    const content = trimmed(loose);
    if (content.length > 0) blocks.push({ type: 'paragraph', content });
    loose = [];
  };
  for (const child of children) {
    if (typeof child === 'string' || !holdsBlocks(child)) loose.push(...inlineOf(child, []));
    else {
      flush();
      blocks.push(...blockOf(child));
    }
  }
  flush();
  return blocks;
}

const holdsBlocks = (element: Element): boolean =>
  BLOCK_ELEMENTS.has(element.name) ||
  element.name === 'root' ||
  element.children.some((child) => typeof child !== 'string' && holdsBlocks(child));

function blockOf(element: Element): NoteNode[] {
  const { name, children } = element;
  const latex = formulaOf(element, 'display');
  if (latex !== null) return [{ type: 'mathBlock', attrs: { latex } }];
  switch (name) {
    case 'p': {
      // Written without words it is an empty line of its writer's.
      const blocks = blocksOf(children);
      return blocks.length > 0 ? blocks : [{ type: 'paragraph' }];
    }
    case 'blockquote':
      return [{ type: 'blockquote', content: blocksOf(children) }];
    case 'ul':
    case 'menu':
      return [{ type: 'bulletList', content: itemsOf(children) }];
    case 'ol':
      return [{ type: 'orderedList', attrs: orderOf(element), content: itemsOf(children) }];
    case 'pre':
      return [codeOf(element)];
    case 'tr':
      return blocksOf(children.flatMap((cell, index) => (index > 0 ? [' ', ...inside(cell)] : inside(cell))));
    default:
      return blocksOf(children);
  }
}

const inside = (child: Element | string): Children =>
  typeof child === 'string' ? (child.replaceAll(FOLDED, '') === '' ? [] : [child]) : child.children;

function itemsOf(children: Children): NoteNode[] {
  return children.flatMap((child): NoteNode[] => {
    if (typeof child === 'string' && child.replaceAll(FOLDED, '') === '') return [];
    const content = typeof child !== 'string' && child.name === 'li' ? blocksOf(child.children) : blocksOf([child]);
    return [{ type: 'listItem', content: content.length > 0 ? content : [{ type: 'paragraph' }] }];
  });
}

function orderOf({ attributes }: Element): Record<string, unknown> {
  const start = Number(attributes.get('start') ?? 1);
  const type = attributes.get('type') ?? '';
  return {
    start: Number.isInteger(start) && start >= 0 && start <= 1_000_000 ? start : 1,
    type: /^[1aAiI]$/.test(type) ? type : null,
  };
}

function codeOf(element: Element): NoteNode {
  const code = element.children.find((child) => typeof child !== 'string' && child.name === 'code');
  const named = typeof code === 'object' ? code.attributes.get('class') : element.attributes.get('class');
  const language = /(?:^|\s)language-([\w+#.-]{1,40})(?:\s|$)/.exec(named ?? '')?.[1] ?? null;
  // Its first line may begin on the next.
  const text = plain(element)
    .replaceAll(FOLDED, ' ')
    .replace(/^\r?\n/, '');
  return { type: 'codeBlock', attrs: { language }, content: [{ type: 'text', text }] };
}

const FENCES = { inline: /^\\\(([^]*)\\\)$/, display: /^\\\[([^]*)\\\]$/ } as const;

/** As Pandoc writes a formula: `<span class="math inline">\(x\)</span>`. Null: it is none. */
function formulaOf(element: Element, as: keyof typeof FENCES): string | null {
  const classes = element.attributes.get('class')?.split(/\s+/) ?? [];
  if (!classes.includes('math') || !classes.includes(as)) return null;
  return FENCES[as].exec(plain(element).replaceAll(FOLDED, ' '))?.[1] ?? null;
}

const plain = (child: Element | string): string =>
  typeof child === 'string' ? child : child.name === 'br' ? '\n' : child.children.map(plain).join('');

const MARKS: Readonly<Record<string, Exclude<NoteMark['type'], 'link'>>> = {
  ...{ b: 'bold', strong: 'bold', i: 'italic', em: 'italic', cite: 'italic' },
  ...{ s: 'strike', del: 'strike', strike: 'strike', code: 'code', kbd: 'code', samp: 'code', tt: 'code' },
};

function inlineOf(child: Element | string, marks: readonly NoteMark[]): NoteNode[] {
  if (typeof child === 'string') return [{ type: 'text', text: child, marks }];
  const { name, attributes, children } = child;
  if (name === 'br') return [{ type: 'hardBreak' }];
  const latex = formulaOf(child, 'inline');
  if (latex !== null) return [{ type: 'math', attrs: { latex }, marks }];
  if (name === 'img') return imageOf(attributes, marks);
  const href = name === 'a' ? attributes.get('href') : undefined;
  const type = MARKS[name];
  const own: NoteMark[] = isSafeHref(href) ? [{ type: 'link', attrs: { href } }] : type ? [{ type }] : [];
  return children.flatMap((inner) => inlineOf(inner, [...own, ...marks]));
}

/** Nothing is fetched from elsewhere: a picture is what it says, and leads to where it is. */
function imageOf(attributes: ReadonlyMap<string, string>, marks: readonly NoteMark[]): NoteNode[] {
  const src = attributes.get('src');
  const text = attributes.get('alt') || src || '';
  const link: readonly NoteMark[] = isSafeHref(src) ? [{ type: 'link', attrs: { href: src } }] : [];
  return link.length > 0 || attributes.get('alt') ? [{ type: 'text', text, marks: [...link, ...marks] }] : [];
}

/** One space for those that HTML folds; none at the ends of lines. */
function trimmed(nodes: readonly NoteNode[]): NoteNode[] {
  const kept: NoteNode[] = [];
  let bare = true;
  for (const node of nodes) {
    if (node.type !== 'text') {
      kept.push(node);
      bare = true;
      continue;
    }
    let text = '';
    for (const part of (node.text ?? '').split(/(\0)/)) {
      if (part === '' || (part === FOLDED && bare)) continue;
      text += part;
      bare = part === FOLDED;
    }
    if (text !== '') kept.push({ ...node, text });
  }
  return withoutLastSpace(kept).map((node) =>
    node.text ? { ...node, text: node.text.replaceAll(FOLDED, ' ') } : node,
  );
}

/** Before a line break, and at the end; a break at the end breaks nothing. */
function withoutLastSpace(nodes: readonly NoteNode[]): NoteNode[] {
  const kept = nodes.flatMap((node, index): NoteNode[] => {
    const next = nodes[index + 1];
    if (node.type !== 'text' || (next && next.type !== 'hardBreak')) return [node];
    const text = node.text?.replace(/\0$/, '');
    return text ? [{ ...node, text }] : [];
  });
  return kept;
}
