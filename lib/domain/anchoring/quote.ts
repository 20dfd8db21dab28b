/** The words under an anchor and around it, read from the text it was made on. */
import type { Block } from '../text/block';
import { CONTEXT_LENGTH, type Quote, type WordsTarget } from './anchor';

/** Blocks' texts are one text, joined by this. */
const JOINT = '\n';

type Text = Pick<Block, 'key' | 'text'>;

/**
 * `exact`, and up to {@link CONTEXT_LENGTH} code units of context on either side, which run on into
 * the neighbouring blocks and never begin or end with half a surrogate pair.
 *
 * @param blocks in reading order; with too few of them around the target the context is shorter
 * @throws when the target's blocks are not among them: check with `checkTarget` first
 */
export function quoteOf(target: WordsTarget, blocks: readonly Text[]): Quote {
  const first = blocks.findIndex((block) => block.key === target.start.block);
  const last = blocks.findIndex((block) => block.key === target.end.block);
  if (first === -1 || last < first) throw new Error(`No quote: ${target.start.block}…${target.end.block} not in order`);
  const words = blocks.slice(first, last + 1).map((block) => block.text);
  const tail = (words.at(-1) ?? '').slice(target.end.offset);
  const joined = words.join(JOINT);
  return {
    exact: joined.slice(target.start.offset, joined.length - tail.length),
    prefix: contextBefore(blocks.slice(0, first), joined.slice(0, target.start.offset)),
    suffix: contextAfter(blocks.slice(last + 1), tail),
  };
}

function contextBefore(earlier: readonly Text[], head: string): string {
  let context = head;
  for (let i = earlier.length - 1; i >= 0 && context.length < CONTEXT_LENGTH; i--)
    context = (earlier[i]?.text ?? '') + JOINT + context;
  const cut = context.slice(-CONTEXT_LENGTH);
  return /^[\uDC00-\uDFFF]/.test(cut) ? cut.slice(1) : cut;
}

function contextAfter(later: readonly Text[], tail: string): string {
  let context = tail;
  for (let i = 0; i < later.length && context.length < CONTEXT_LENGTH; i++) context += JOINT + (later[i]?.text ?? '');
  const cut = context.slice(0, CONTEXT_LENGTH);
  return /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut;
}
