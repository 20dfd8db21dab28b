/** What the parts of one conversion share: warnings, link targets, footnotes, images, numbering. */
import type { Definition, FootnoteDefinition, Nodes, Root } from 'mdast';
import type { BlockAttrs, BlockKind, Container, ImageSource } from '@/lib/domain/text/block';
import type { FindAsset, ImportWarning, MessageValues, WarningCode } from './article';
import type { MarkedText } from './marked-text';
import { isRemote, safeHref } from './safe-href';

/** A block before it has a key and a number. */
export interface DraftBlock extends MarkedText {
  readonly kind: BlockKind;
  readonly path: readonly Container[];
  readonly attrs: BlockAttrs;
  /** Of the file, 1…. */
  readonly line: number;
  /** Whether it stands on one line of the file. */
  readonly oneLine: boolean;
}

/** More of one kind than this say nothing new. */
const MAX_WARNINGS = 200;

export class Conversion {
  readonly drafts: DraftBlock[] = [];
  /** A thematic break waits for the next block. */
  divider = false;
  /** What is added to the line of a node: front matter's missing fence, the place of a block of HTML. */
  lineShift: number;
  /** In the order of their first reference. */
  readonly usedFootnotes = new Set<string>();
  readonly footnotes = new Map<string, FootnoteDefinition>();
  readonly assetsWanted = new Set<string>();
  readonly #definitions = new Map<string, Definition>();
  readonly #warnings: ImportWarning[] = [];
  #moreWarnings = 0;
  #lastId = 0;

  constructor(
    root: Root,
    readonly chinese: boolean,
    lineShift: number,
    readonly findAsset: FindAsset,
  ) {
    this.lineShift = lineShift;
    this.#collect(root);
  }

  /** Definitions and footnotes, wherever they stand; the first of a name counts. */
  #collect(root: Root): void {
    const open: Nodes[] = [root];
    for (let node = open.pop(); node; node = open.pop()) {
      if (node.type === 'definition' && !this.#definitions.has(node.identifier)) {
        this.#definitions.set(node.identifier, node);
      } else if (node.type === 'footnoteDefinition') {
        if (this.footnotes.has(node.identifier)) {
          this.warn('footnote-twice', this.lineOf(node), { label: node.label ?? node.identifier });
        } else this.footnotes.set(node.identifier, node);
      }
      if ('children' in node && FLOW_PARENTS.has(node.type)) open.push(...node.children.toReversed());
    }
  }

  definition(identifier: string): Definition | undefined {
    return this.#definitions.get(identifier);
  }

  /** The author's label of a footnote that exists; its first reference gives it its number. */
  refer(identifier: string): string | null {
    const definition = this.footnotes.get(identifier);
    if (!definition) return null;
    this.usedFootnotes.add(identifier);
    return definition.label ?? identifier;
  }

  /** Where to get an image from; null when there is no showing it, with a warning that says so. */
  image(src: string, alt: string, line: number): ImageSource | null {
    const name = shorten(src || alt);
    if (isRemote(src)) {
      this.warn('image-remote', line, { name });
      return { href: src.startsWith('//') ? `https:${src}` : src };
    }
    if (src === '' || /^[a-z][a-z0-9+.-]*:/i.test(src)) {
      this.warn('image-unsupported', line, { name });
      return null;
    }
    this.assetsWanted.add(src);
    const found = this.findAsset(src);
    if ('image' in found) return found.image;
    this.warn(`image-${found.refused}`, line, { name });
    return null;
  }

  /** A link's target; null, with a warning, when it must not be followed. */
  href(written: string, line: number): string | null {
    const href = safeHref(written);
    if (href === null && written.trim() !== '') this.warn('link-dropped', line, { href: shorten(written) });
    return href;
  }

  add(draft: Omit<DraftBlock, 'attrs'> & { attrs?: BlockAttrs }): void {
    this.drafts.push({ ...draft, attrs: { ...draft.attrs, ...(this.divider && { dividerBefore: true }) } });
    this.divider = false;
  }

  nextId(): number {
    return (this.#lastId += 1);
  }

  lineOf(node: Nodes): number {
    return Math.max(1, (node.position?.start.line ?? 1) + this.lineShift);
  }

  warn(code: WarningCode, line: number | null, values: MessageValues = {}): void {
    const last = this.#warnings.at(-1);
    if (last?.code === code && last.line === line && last.values.name === values.name && values.name !== undefined)
      return;
    if (this.#warnings.length < MAX_WARNINGS) this.#warnings.push({ code, line, values });
    else this.#moreWarnings += 1;
  }

  /** In the order of the file. */
  warnings(): ImportWarning[] {
    const sorted = this.#warnings.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
    if (this.#moreWarnings === 0) return sorted;
    return [...sorted, { code: 'more', line: null, values: { count: this.#moreWarnings } }];
  }
}

const FLOW_PARENTS = new Set<Nodes['type']>(['root', 'blockquote', 'list', 'listItem', 'footnoteDefinition']);

const shorten = (name: string): string => (name.length > 80 ? `${name.slice(0, 79).toWellFormed()}…` : name);
