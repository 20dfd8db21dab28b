/**
 * The Markdown parser: CommonMark with GitHub's tables, footnotes, task lists and deletions, formulas
 * and front matter, made to read Chinese.
 */
import type { Root } from 'mdast';
import remarkCjkFriendly from 'remark-cjk-friendly';
import remarkCjkFriendlyStrikethrough from 'remark-cjk-friendly-gfm-strikethrough';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import remarkParse from 'remark-parse';
import { unified, type Processor } from 'unified';
import { chineseConstructs } from './chinese-constructs';

/** `3~5次，共10~20` deletes nothing: only `~~` does. */
const STRIKETHROUGH = { singleTilde: false };

// Later plugins come first where two want the same character: the Chinese-friendly ones after GFM's own.
const base = () =>
  unified()
    .use(remarkParse)
    .use(remarkGfm, STRIKETHROUGH)
    .use(remarkCjkFriendly)
    .use(remarkCjkFriendlyStrikethrough, STRIKETHROUGH)
    .use(remarkMath)
    .use(chineseConstructs);

const withFrontMatter = base().use(remarkFrontmatter, ['yaml', 'toml']).freeze();
const withoutFrontMatter = base().freeze();
const insideHtml = base().use(withoutConstructs).freeze();

export const parseMarkdown = (source: string): Root => withFrontMatter.parse(source);
/** A text that begins with a thematic break. */
export const parseMarkdownBody = (source: string): Root => withoutFrontMatter.parse(source);
/** What stands in a block of HTML, its tags becoming inline nodes. */
export const parseHtmlContent = (source: string): Root => insideHtml.parse(source);

function withoutConstructs(this: Processor): void {
  const data = this.data();
  (data.micromarkExtensions ??= []).push({
    disable: { null: ['htmlFlow', 'codeIndented', 'definition', 'gfmFootnoteDefinition', 'setextUnderline'] },
  });
}
