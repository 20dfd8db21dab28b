/** Whether an anchor can stand on a text at all. */
import type { Block } from '../text/block';
import { isWords, type Point, type Target } from './anchor';
import { isGraphemeEdge } from './graphemes';

export type TargetFault =
  | 'no-such-block'
  /** An offset beyond the block's text. */
  | 'outside'
  /** Nothing between start and end, or the end comes first. */
  | 'empty'
  /** An edge inside a surrogate pair or a grapheme. */
  | 'cuts-a-character';

type Text = Pick<Block, 'key' | 'text'>;

/**
 * What is wrong with a target, or null.
 *
 * @param blocks in reading order
 */
export function checkTarget(target: Target, blocks: readonly Text[]): TargetFault | null {
  if (target === null) return null;
  const place = (key: string) => blocks.findIndex((block) => block.key === key);
  if (!isWords(target)) return place(target.block) === -1 ? 'no-such-block' : null;
  const first = place(target.start.block);
  const last = place(target.end.block);
  const start = blocks[first];
  const end = blocks[last];
  if (!start || !end) return 'no-such-block';
  if (!within(target.start, start) || !within(target.end, end)) return 'outside';
  if (last < first || (last === first && target.end.offset <= target.start.offset)) return 'empty';
  return isGraphemeEdge(start.text, target.start.offset) && isGraphemeEdge(end.text, target.end.offset)
    ? null
    : 'cuts-a-character';
}

const within = (point: Point, block: Text): boolean => point.offset >= 0 && point.offset <= block.text.length;
