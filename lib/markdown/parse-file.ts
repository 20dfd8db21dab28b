/** A file in parts: what it says about itself, its text, and its blocks in batches, each ready to be stored. */
import type { Block } from '@/lib/domain/text/block';
import type { ArticleFacts, ImportFailure, ImportWarning, ParsedArticle, ParseOptions } from './article';
import { decodeFile, type Encoding } from './decode';
import { parseArticle } from './parse-article';

/** Everything of a parsed file but its text. */
export interface ParsedHead extends ArticleFacts {
  readonly encoding: Encoding;
  readonly warnings: readonly ImportWarning[];
  readonly blockCount: number;
  readonly headings: number;
  /** UTF-16 code units of all blocks. */
  readonly length: number;
  readonly firstKey: string;
  /** Hashes of the local images that its blocks show. */
  readonly images: readonly string[];
}

/** Blocks in a row, as the text of a JSON array: whoever passes them on need not read them. */
export interface BlockBatch {
  readonly count: number;
  readonly rows: string;
}

export interface ParsedFile {
  readonly ok: true;
  readonly head: ParsedHead;
  /** Decoded, its line ends made `\n`. */
  readonly source: string;
  readonly batches: Iterable<BlockBatch> | AsyncIterable<BlockBatch>;
}
export type Refused = { readonly ok: false; readonly error: ImportFailure };

/** @param decoded called between the two parts of the work */
export function parseFile(
  content: Uint8Array | string,
  options: ParseOptions,
  decoded: () => void = () => undefined,
): ParsedFile | Refused {
  const file = typeof content === 'string' ? TEXT(content) : decodeFile(content);
  if (!file.ok) return file;
  decoded();
  const parsed = parseArticle(file.text, options);
  if (!parsed.ok) return parsed;
  const { blocks } = parsed.article;
  return { ok: true, head: headOf(parsed.article, file.encoding), source: file.text, batches: batchesOf(blocks) };
}

const TEXT = (text: string) => ({ ok: true, text, encoding: 'utf-8' }) as const;

function headOf({ blocks, assetsWanted: _, ...facts }: ParsedArticle, encoding: Encoding): ParsedHead {
  return {
    ...facts,
    encoding,
    blockCount: blocks.length,
    headings: blocks.filter(({ kind }) => kind === 'heading').length,
    length: blocks.reduce((length, { text }) => length + text.length, 0),
    firstKey: blocks[0]?.key ?? '',
    images: imagesIn(blocks),
  };
}

function imagesIn(blocks: readonly Block[]): string[] {
  const images = blocks.flatMap(({ attrs, marks }) => [
    attrs.image,
    ...marks.map((mark) => (mark.type === 'image' ? mark.image : undefined)),
  ]);
  return [...new Set(images.flatMap((image) => (image && 'asset' in image ? image.asset : [])))];
}

/** A batch is stored in about 20 ms: readers, and whoever watches the import, wait no longer. */
const MAX_BLOCKS = 500;
/** In UTF-16 code units: a file may have paragraphs of a million. */
const MAX_LENGTH = 200_000;

function* batchesOf(blocks: readonly Block[]): Generator<BlockBatch> {
  let open: Block[] = [];
  let length = 0;
  for (const block of blocks) {
    open.push(block);
    length += block.text.length;
    if (open.length < MAX_BLOCKS && length < MAX_LENGTH) continue;
    yield { count: open.length, rows: JSON.stringify(open) };
    [open, length] = [[], 0];
  }
  if (open.length > 0) yield { count: open.length, rows: JSON.stringify(open) };
}
