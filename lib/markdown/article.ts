/** What becomes of a file: an article, or the reason why not. */
import type { Block, ImageSource } from '@/lib/domain/text/block';

/** Facts about a text that stand beside it. */
export interface ArticleFacts {
  readonly title: string;
  readonly author: string | null;
  /** ISO 8601 date or date-time, as exact as the author was. */
  readonly date: string | null;
  readonly description: string | null;
  readonly tags: readonly string[];
  readonly categories: readonly string[];
  /** BCP 47. */
  readonly sourceScript: string;
  /** What the front matter asks for, unchecked. */
  readonly slug: string | null;
}

export interface ParsedArticle extends ArticleFacts {
  readonly blocks: readonly Block[];
  readonly warnings: readonly ImportWarning[];
  /** Paths of the local images that the text shows, as it writes them, found or not. */
  readonly assetsWanted: readonly string[];
}

/** Codes are keys of `messages/<locale>/import.json`. */
export interface ImportWarning {
  readonly code: WarningCode;
  /** In the file, 1…; null: about the file as a whole. */
  readonly line: number | null;
  readonly values: MessageValues;
}

export type MessageValues = Readonly<Record<string, string | number>>;

export type WarningCode =
  | 'converted'
  | 'front-matter-open'
  | 'date-unreadable'
  | 'language-unreadable'
  | 'placeholder-dropped'
  | 'html-dropped'
  | 'html-unclosed'
  | 'script-dropped'
  | 'link-dropped'
  | 'image-remote'
  | 'image-missing'
  | 'image-unsupported'
  | 'image-too-large'
  | 'footnote-unused'
  | 'footnote-twice'
  | 'more';

export interface ImportFailure {
  readonly code:
    | 'empty'
    | 'no-text'
    | 'binary'
    | 'unknown-encoding'
    | 'null-character'
    | 'lone-surrogate'
    | 'front-matter'
    | 'too-deep'
    | 'too-tangled'
    | 'too-slow';
  readonly line: number | null;
  readonly values: MessageValues;
}

export type ParseOutcome =
  { readonly ok: true; readonly article: ParsedArticle } | { readonly ok: false; readonly error: ImportFailure };

/** A local image by the path the text gives it. */
export type FindAsset = (path: string) => FoundAsset;
export type FoundAsset =
  | { readonly image: Extract<ImageSource, { asset: string }> }
  | { readonly refused: 'missing' | 'unsupported' | 'too-large' };

export interface ParseOptions {
  /** Decides between Markdown and plain text, and is the title when nothing else is. */
  readonly filename: string;
  readonly findAsset?: FindAsset;
}

export const failure = (
  code: ImportFailure['code'],
  line: number | null = null,
  values: MessageValues = {},
): { readonly ok: false; readonly error: ImportFailure } => ({ ok: false, error: { code, line, values } });
