/** Markdown's blocks to ours. */
import type { BlockContent, DefinitionContent, Html, List, Paragraph, RootContent } from 'mdast';
import { ATOM, type BlockKind, type Container } from '@/lib/domain/text/block';
import type { Conversion } from './conversion';
import { readTag, withoutUnread } from '@/lib/domain/text/html-tags';
import { imageOf, imageOfTag, inlineParagraphs, type WantedImage } from './inline';
import { parseHtmlContent } from './processor';
import { tableText } from './tables';

type Flow = RootContent | BlockContent | DefinitionContent;
/** What becomes blocks. Definitions, footnotes and front matter are read by those who look for them. */
const READ = ['paragraph', 'heading', 'thematicBreak', 'blockquote', 'list', 'code', 'math', 'table', 'html'] as const;
type Read = Extract<Flow, { type: (typeof READ)[number] }>;
type Path = readonly Container[];

export function convertFlow(nodes: readonly Flow[], path: Path, conversion: Conversion): void {
  for (const node of nodes) if (isRead(node)) convertNode(node, path, conversion);
}

const isRead = (node: Flow): node is Read => READ.some((type) => type === node.type);

function convertNode(node: Read, path: Path, conversion: Conversion): void {
  const place = { path, line: conversion.lineOf(node), oneLine: node.position?.start.line === node.position?.end.line };
  switch (node.type) {
    case 'paragraph':
      return convertParagraph(node, path, conversion);
    case 'heading':
      return inlineParagraphs(node.children, conversion).forEach((marked) =>
        conversion.add({ ...marked, ...place, kind: 'heading', attrs: { level: node.depth } }),
      );
    case 'thematicBreak':
      conversion.divider = true;
      return;
    case 'blockquote':
      return convertFlow(node.children, [...path, { id: conversion.nextId(), type: 'quote' }], conversion);
    case 'list':
      return convertList(node, path, conversion);
    case 'code': {
      const language = node.lang ?? undefined;
      return conversion.add({
        text: node.value,
        marks: [],
        ...place,
        kind: 'code',
        attrs: language ? { language } : {},
      });
    }
    case 'math':
      return conversion.add({ text: ATOM, marks: [], ...place, kind: 'math', attrs: { tex: node.value } });
    case 'table':
      return conversion.add({
        ...tableText(node, conversion),
        ...place,
        kind: 'table',
        attrs: { alignments: (node.align ?? []).map((alignment) => alignment ?? null) },
      });
    case 'html':
      return convertHtml(node, path, conversion);
  }
}

/** A paragraph, or the figure or formula that is all there is in it. */
function convertParagraph(node: Paragraph, path: Path, conversion: Conversion): void {
  const line = conversion.lineOf(node);
  const place = { path, line, oneLine: node.position?.start.line === node.position?.end.line };
  const picture = onlyImage(node, conversion);
  if (picture) return convertFigure(picture, path, line, conversion);
  const formula = onlyFormula(node);
  if (formula !== null) {
    return conversion.add({ text: ATOM, marks: [], ...place, kind: 'math', attrs: { tex: formula } });
  }
  for (const marked of inlineParagraphs(node.children, conversion)) {
    conversion.add({ ...marked, ...place, kind: paragraphKind(path) });
  }
}

const paragraphKind = (path: Path): BlockKind => {
  const innermost = path.at(-1)?.type;
  return innermost === 'item' || innermost === 'list' ? 'list-item' : (innermost ?? 'paragraph');
};

function onlyImage(node: Paragraph, conversion: Conversion): WantedImage | null {
  const content = node.children.filter((child) => child.type !== 'text' || child.value.trim() !== '');
  const [child] = content;
  if (content.length !== 1 || !child) return null;
  if (child.type === 'image' || child.type === 'imageReference') return imageOf(child, conversion);
  const tag = child.type === 'html' ? readTag(child.value) : null;
  return tag?.name === 'img' && !tag.closing ? imageOfTag(tag.attributes) : null;
}

/** `$$…$$` on a line of its own is set as a display, though the parser calls it inline. */
function onlyFormula(node: Paragraph): string | null {
  const [child] = node.children;
  if (node.children.length !== 1 || child?.type !== 'inlineMath' || !child.position) return null;
  const fences = (child.position.end.offset ?? 0) - (child.position.start.offset ?? 0) - child.value.length;
  return fences >= 4 ? child.value : null;
}

function convertFigure({ src, alt, title }: WantedImage, path: Path, line: number, conversion: Conversion): void {
  const image = conversion.image(src, alt, line);
  const text = title ?? alt;
  if (image) conversion.add({ text, marks: [], path, line, oneLine: true, kind: 'figure', attrs: { image, alt } });
  else if (text) conversion.add({ text, marks: [], path, line, oneLine: true, kind: paragraphKind(path) });
}

function convertList(node: List, path: Path, conversion: Conversion): void {
  const ordered = node.ordered ?? false;
  const list: Container = {
    id: conversion.nextId(),
    type: 'list',
    ordered,
    ...(ordered && (node.start ?? 1) !== 1 && { start: node.start ?? 1 }),
  };
  for (const item of node.children) {
    const checked = typeof item.checked === 'boolean' ? { checked: item.checked } : {};
    const inside: Path = [...path, list, { id: conversion.nextId(), type: 'item', ...checked }];
    const before = conversion.drafts.length;
    convertFlow(item.children, inside, conversion);
    // An empty item still counts: those after it keep their numbers.
    if (conversion.drafts.length === before) {
      conversion.add({
        text: '',
        marks: [],
        path: inside,
        line: conversion.lineOf(item),
        oneLine: true,
        kind: 'list-item',
      });
    }
  }
}

/** The words of a block of HTML, read as Markdown; its tags go the way of inline ones. */
function convertHtml(node: Html, path: Path, conversion: Conversion): void {
  const first = conversion.lineOf(node);
  const { html, dropped, unclosed } = withoutUnread(node.value);
  for (const { name, line } of dropped) conversion.warn('script-dropped', first + line, { name });
  if (unclosed !== null) conversion.warn('html-unclosed', first + unclosed);
  if (html.trim() === '') return;
  const outer = conversion.lineShift;
  conversion.lineShift = first - 1;
  convertFlow(parseHtmlContent(html).children, path, conversion);
  conversion.lineShift = outer;
}
