/** The inside of a paragraph: Markdown's phrasing nodes to text with marks. */
import type { Html, Image, ImageReference, PhrasingContent } from 'mdast';
import type { Conversion } from './conversion';
import { BLOCK_ELEMENTS, readTag, UNREAD_ELEMENTS } from '@/lib/domain/text/html-tags';
import { MarkedTextBuilder, type MarkedText } from './marked-text';

/** The paragraphs that a run of phrasing nodes makes: one, as a rule, or none. */
export function inlineParagraphs(nodes: readonly PhrasingContent[], conversion: Conversion): MarkedText[] {
  const writer = new InlineWriter(conversion);
  writer.write(nodes);
  return writer.builder.finish(conversion.chinese);
}

const ALIKE = { strong: 'strong', emphasis: 'emphasis', delete: 'delete' } as const;

class InlineWriter {
  readonly builder = new MarkedTextBuilder();
  /** The element whose content is being passed over. */
  #unread: string | null = null;

  constructor(readonly conversion: Conversion) {}

  write(nodes: readonly PhrasingContent[]): void {
    for (const node of nodes) {
      if (this.#unread === null) this.#writeNode(node);
      else if (node.type === 'html') this.#endUnread(node);
    }
  }

  #writeNode(node: PhrasingContent): void {
    const start = this.builder.length;
    switch (node.type) {
      case 'text':
        return this.builder.appendLines(node.value);
      case 'strong':
      case 'emphasis':
      case 'delete':
        this.write(node.children);
        return this.builder.markFrom(start, { type: ALIKE[node.type] });
      case 'inlineCode':
        this.builder.append(node.value.replaceAll('\n', ' '));
        return this.builder.markFrom(start, { type: 'code' });
      case 'inlineMath':
        return this.builder.atom({ type: 'math', tex: node.value });
      case 'break':
        return this.builder.lineBreak();
      case 'link':
        return this.#writeLink(node.children, node, this.conversion.lineOf(node));
      case 'linkReference':
        return this.#writeLink(
          node.children,
          this.conversion.definition(node.identifier),
          this.conversion.lineOf(node),
        );
      case 'image':
      case 'imageReference':
        return this.#writeImage(imageOf(node, this.conversion), this.conversion.lineOf(node));
      case 'footnoteReference': {
        const label = this.conversion.refer(node.identifier);
        return label === null
          ? this.builder.append(`[^${node.label ?? node.identifier}]`)
          : this.builder.atom({ type: 'footnote-reference', label });
      }
      case 'html':
        return this.#writeHtml(node);
    }
  }

  #writeLink(
    children: readonly PhrasingContent[],
    target: { url: string; title?: string | null } | undefined,
    line: number,
  ): void {
    const start = this.builder.length;
    this.write(children);
    const href = target ? this.conversion.href(target.url, line) : null;
    if (href === null) return;
    this.builder.markFrom(start, { type: 'link', href, ...(target?.title && { title: target.title }) });
  }

  #writeImage({ src, alt }: WantedImage, line: number): void {
    const image = this.conversion.image(src, alt, line);
    if (image) this.builder.atom({ type: 'image', image, alt });
    else this.builder.append(alt);
  }

  #writeHtml(node: Html): void {
    const tag = readTag(node.value);
    if (tag === null) return;
    const line = this.conversion.lineOf(node);
    if (tag.name === 'br') return this.builder.lineBreak();
    if (tag.name === 'img' && !tag.closing) return this.#writeImage(imageOfTag(tag.attributes), line);
    if (UNREAD_ELEMENTS.has(tag.name) && !tag.closing) {
      if (!/\/>$/.test(node.value)) this.#unread = tag.name;
      return this.conversion.warn('script-dropped', line, { name: tag.name });
    }
    if (BLOCK_ELEMENTS.has(tag.name)) this.builder.cut();
    else if (tag.name === 'td' || tag.name === 'th') this.builder.append(' ');
    if (!tag.closing) this.conversion.warn('html-dropped', line, { name: tag.name });
  }

  #endUnread(node: Html): void {
    const tag = readTag(node.value);
    if (tag?.closing && tag.name === this.#unread) this.#unread = null;
  }
}

export interface WantedImage {
  readonly src: string;
  readonly alt: string;
  readonly title: string | null;
}

export function imageOf(node: Image | ImageReference, conversion: Conversion): WantedImage {
  const target = node.type === 'image' ? node : conversion.definition(node.identifier);
  return { src: target?.url ?? '', alt: oneLine(node.alt ?? ''), title: target?.title ? oneLine(target.title) : null };
}

export const imageOfTag = (attributes: ReadonlyMap<string, string>): WantedImage => ({
  src: attributes.get('src') ?? '',
  alt: oneLine(attributes.get('alt') ?? ''),
  title: oneLine(attributes.get('title') ?? '') || null,
});

const oneLine = (words: string): string => words.toWellFormed().replace(/\s+/gu, ' ').trim();
