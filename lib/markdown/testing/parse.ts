import type { Block, Mark } from '@/lib/domain/text/block';
import type { FindAsset, ParsedArticle } from '../article';
import { parseArticle } from '../parse-article';

/** A text that must parse. */
export function parsed(source: string, filename = 'essay.md', findAsset?: FindAsset): ParsedArticle {
  const outcome = parseArticle(source, { filename, findAsset });
  if (!outcome.ok) throw new Error(`Refused: ${JSON.stringify(outcome.error)}`);
  return outcome.article;
}

export const blocksOf = (source: string): readonly Block[] => parsed(source).blocks;
export const textsOf = (source: string): string[] => blocksOf(source).map((block) => block.text);

/** The only block of a text. */
export function blockOf(source: string): Block {
  const [block, another] = blocksOf(source);
  if (!block || another) throw new Error(`Not one block: ${JSON.stringify(textsOf(source))}`);
  return block;
}

/** Marks as `[type, the words they cover]`. */
export const markedWords = ({ text, marks }: Block): [Mark['type'], string][] =>
  marks.map((mark) => [mark.type, text.slice(mark.start, mark.end)]);
