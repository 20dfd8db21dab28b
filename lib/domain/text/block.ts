/**
 * The block: what an article is made of, and what a note is anchored in.
 *
 * A block's `text` is plain text exactly as authored. Everything else about it — emphasis, links,
 * formulas — lies beside the text as marks over spans of it, so that an offset means the same thing
 * whatever is drawn.
 */
import type { Span } from './offset';

/** What stands in `text` for something that is not text: an inline image, a formula, a footnote reference. */
export const ATOM = '\uFFFC';

/** Separates the cells of a table row; rows are separated by a line feed. */
export const CELL_END = '\t';

/**
 * `quote`, `list-item` and `footnote` are paragraphs whose innermost container is of that type.
 * A thematic break is no block: see {@link Block.dividerBefore}.
 */
export type BlockKind =
  'heading' | 'paragraph' | 'quote' | 'list-item' | 'footnote' | 'code' | 'table' | 'figure' | 'math';

/** An image: stored with the import (`asset`), or elsewhere and then only ever a link (`href`). */
export type ImageSource =
  { readonly asset: string; readonly width?: number; readonly height?: number } | { readonly href: string };

/** Something that holds over a span of a block's text. Spans of one block may nest and overlap. */
export type Mark = Span & MarkKind;

export type MarkKind =
  | { readonly type: 'strong' | 'emphasis' | 'delete' | 'code' }
  /** A hard line break: covers one `\n`. */
  | { readonly type: 'break' }
  /** `href` is http(s), mailto, a path or a fragment: nothing that runs. */
  | { readonly type: 'link'; readonly href: string; readonly title?: string }
  /** Covers one {@link ATOM}. */
  | { readonly type: 'math'; readonly tex: string }
  /** Covers one {@link ATOM}. `label` is that of the footnote's container. */
  | { readonly type: 'footnote-reference'; readonly label: string }
  /** Covers one {@link ATOM}. */
  | { readonly type: 'image'; readonly image: ImageSource; readonly alt: string };

/**
 * What a block stands in, outermost first. `id` is unique in the revision: two blocks with the same
 * list `id` are in the same list.
 */
export type Container = { readonly id: number } & (
  | { readonly type: 'quote' }
  | { readonly type: 'list'; readonly ordered: boolean; readonly start?: number }
  /** `checked` for task lists only. */
  | { readonly type: 'item'; readonly checked?: boolean }
  /** `label` is the author's; `number` counts footnotes by their first reference, 1…. */
  | { readonly type: 'footnote'; readonly label: string; readonly number: number }
);

type Alignment = 'left' | 'center' | 'right' | null;

/** What a kind needs beyond its text. Absent keys do not apply. */
export interface BlockAttrs {
  /** heading: 1…6. */
  readonly level?: number;
  /** code: the author's word for its language. */
  readonly language?: string;
  /** table: one per column; the first row of a table is its header. */
  readonly alignments?: readonly Alignment[];
  /** figure: its `text` is the caption (the image's title, or its alt text). */
  readonly image?: ImageSource;
  readonly alt?: string;
  /** math: the formula, in TeX; its `text` is one {@link ATOM}. */
  readonly tex?: string;
  /** A thematic break (`---`) stands before this block. */
  readonly dividerBefore?: boolean;
}

export interface Block {
  /** Stays the same across revisions. Matches {@link BLOCK_KEY}. */
  readonly key: string;
  /** Place in the revision, 1…: what people see, ¶12. */
  readonly number: number;
  readonly kind: BlockKind;
  readonly text: string;
  readonly marks: readonly Mark[];
  readonly path: readonly Container[];
  readonly attrs: BlockAttrs;
}

export const BLOCK_KEY = /^[0-9a-z]{6,16}$/;
