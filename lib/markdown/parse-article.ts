/** A file's text to an article: the one way in, for Markdown and for plain text. */
import type { Nodes, Root } from 'mdast';
import type { Block } from '@/lib/domain/text/block';
import { recogniseHeadings } from '@/lib/domain/text/headings';
import { detectScript, isHan } from '@/lib/domain/script/detect-script';
import { failure, type ArticleFacts, type ParsedArticle, type ParseOptions, type ParseOutcome } from './article';
import { blockKeys } from './block-keys';
import { Conversion, type DraftBlock } from './conversion';
import { convertFlow } from './flow';
import { convertFootnotes } from './footnotes';
import {
  looksLikeFrontMatter,
  NO_FRONT_MATTER,
  readFrontMatter,
  withOpeningFence,
  type FrontMatterOutcome,
} from './front-matter';
import { lineAt, MAX_DEPTH, refuseHostile, refuseUnstorable } from './guards';
import { languageTag } from './language-tag';
import { convertPlainText } from './plain-text';
import { parseMarkdown, parseMarkdownBody } from './processor';
import { firstWords, takeTitle, titleOfFile } from './title';

export const isPlainText = (filename: string): boolean => /\.(?:txt|text)$/i.test(filename);

/** @param source decoded; its line ends may be any */
export function parseArticle(source: string, options: ParseOptions): ParseOutcome {
  const text = source.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  if (text.trim() === '') return failure('empty');
  const refusal = refuseUnstorable(text) ?? (isPlainText(options.filename) ? null : refuseHostile(text));
  if (refusal) return refusal;
  // U+FFFC stands for atoms in our texts, and for nothing in anybody else's.
  const placeholder = text.indexOf('\uFFFC');
  const clean = placeholder === -1 ? text : text.replaceAll('\uFFFC', '');
  const outcome = isPlainText(options.filename) ? plainArticle(clean, options) : markdownArticle(clean, options);
  if (!outcome.ok || placeholder === -1) return outcome;
  const warning = { code: 'placeholder-dropped' as const, line: lineAt(text, placeholder), values: {} };
  return { ok: true, article: { ...outcome.article, warnings: [warning, ...outcome.article.warnings] } };
}

function plainArticle(text: string, options: ParseOptions): ParseOutcome {
  const sourceScript = detectScript(text);
  const { drafts, title, author } = convertPlainText(text, isHan(sourceScript));
  if (drafts.length === 0) return failure('no-text');
  const facts: ArticleFacts = {
    ...{ date: null, description: null, tags: [], categories: [], slug: null },
    title: title ?? titleOfFile(options.filename) ?? firstWords(drafts),
    author,
    sourceScript,
  };
  return { ok: true, article: { ...facts, blocks: finish(drafts), warnings: [], assetsWanted: [] } };
}

function markdownArticle(text: string, options: ParseOptions): ParseOutcome {
  const fenced = withOpeningFence(text);
  const { root, head } = parseHead(fenced ?? text, fenced ? -1 : 0);
  if (!head.ok) return head;
  const tooDeep = depthBeyond(root, MAX_DEPTH);
  if (tooDeep) return failure('too-deep', tooDeep + (fenced ? -1 : 0), { limit: MAX_DEPTH });
  const { frontMatter } = head;
  const language = languageTag(frontMatter.language, text);
  const conversion = new Conversion(
    root,
    isHan(language.tag),
    fenced ? -1 : 0,
    options.findAsset ?? (() => ({ refused: 'missing' })),
  );
  if (frontMatter.unreadableDate !== null) conversion.warn('date-unreadable', 1, { date: frontMatter.unreadableDate });
  if (language.unreadable !== null) conversion.warn('language-unreadable', 1, { language: language.unreadable });
  if (/^---\n[\w-]+:\s/.test(text) && root.children[0]?.type !== 'yaml') conversion.warn('front-matter-open', 1);
  convertFlow(root.children, [], conversion);
  convertFootnotes(conversion);
  const { title, drafts } = takeTitle(conversion.drafts, frontMatter.title);
  if (drafts.length === 0) return failure('no-text');
  const article: ParsedArticle = {
    title: title ?? titleOfFile(options.filename) ?? firstWords(drafts),
    author: frontMatter.author,
    date: frontMatter.date,
    description: frontMatter.description,
    tags: frontMatter.tags,
    categories: frontMatter.categories,
    slug: frontMatter.slug,
    sourceScript: language.tag,
    blocks: finish(withBareHeadings(drafts)),
    warnings: conversion.warnings(),
    assetsWanted: [...conversion.assetsWanted],
  };
  return { ok: true, article };
}

function parseHead(text: string, lineShift: number): { root: Root; head: FrontMatterOutcome } {
  const root = parseMarkdown(text);
  const first = root.children[0];
  const none: FrontMatterOutcome = { ok: true, frontMatter: NO_FRONT_MATTER };
  if (first?.type === 'yaml') {
    if (!looksLikeFrontMatter(first.value)) return { root: parseMarkdownBody(text), head: none };
    return { root, head: readFrontMatter('yaml', first.value, 2 + lineShift) };
  }
  // @types/mdast does not know TOML.
  const toml = first as { type: string; value?: string } | undefined;
  if (toml?.type === 'toml') return { root, head: readFrontMatter('toml', toml.value ?? '', 2) };
  return { root, head: none };
}

/** The line of the first container that lies deeper than `limit` others. */
function depthBeyond(root: Root, limit: number): number | null {
  const open: { node: Nodes; depth: number }[] = [{ node: root, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, depth } = next;
    if (depth > limit) return node.position?.start.line ?? 1;
    if (!('children' in node)) continue;
    const inside = depth + (CONTAINERS.has(node.type) ? 1 : 0);
    for (const child of node.children) if (CONTAINERS.has(child.type)) open.push({ node: child, depth: inside });
  }
  return null;
}

const CONTAINERS = new Set<Nodes['type']>(['blockquote', 'list', 'listItem', 'footnoteDefinition']);

/** Paragraphs that are headings in all but syntax, one level below the Markdown headings they stand under. */
function withBareHeadings(drafts: readonly DraftBlock[]): DraftBlock[] {
  const bare = recogniseHeadings(
    drafts.map(({ kind, path, oneLine, text }) => (kind === 'paragraph' && path.length === 0 && oneLine ? text : null)),
  );
  let explicit = 1;
  return drafts.map((draft, index) => {
    if (draft.kind === 'heading' && draft.path.length === 0) explicit = draft.attrs.level ?? explicit;
    const rank = bare.get(index);
    if (rank === undefined) return draft;
    return { ...draft, kind: 'heading', attrs: { ...draft.attrs, level: Math.min(6, explicit + 1 + rank) } };
  });
}

function finish(drafts: readonly DraftBlock[]): Block[] {
  const keys = blockKeys(drafts);
  return drafts.map(({ kind, text, marks, path, attrs }, i) => ({
    key: keys[i] ?? '',
    number: i + 1,
    kind,
    text,
    marks,
    path,
    attrs,
  }));
}
