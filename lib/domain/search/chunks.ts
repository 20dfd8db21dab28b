/** How folded blocks are kept: in chunks of neighbouring ones, few enough to look through and small enough to tell apart. */
import { BLOCK_END } from './fold';
import { MAX_PHRASE } from './query';

/** In UTF-16 code units of folded text. */
export const MAX_CHUNK = 4000;

export interface Chunk {
  /** Numbers of its first and last block. */
  readonly first: number;
  readonly last: number;
  /** 0: whole blocks, joined by {@link BLOCK_END}. 1…: which piece of a block that is too long for one chunk. */
  readonly piece: number;
  readonly folded: string;
}

/**
 * @param blocks consecutive, in order
 * @returns together they contain every phrase of at most {@link MAX_PHRASE} units that the blocks contain:
 *   pieces of one block overlap by that much
 */
export function* chunksOf(blocks: Iterable<{ readonly number: number; readonly folded: string }>): Generator<Chunk> {
  let gathered: string[] = [];
  let [first, length] = [0, 0];
  const whole = (): Chunk => ({ first, last: first + gathered.length - 1, piece: 0, folded: gathered.join(BLOCK_END) });
  for (const { number, folded } of blocks) {
    const tooLong = folded.length > MAX_CHUNK;
    if (gathered.length > 0 && (tooLong || length + folded.length + 1 > MAX_CHUNK)) {
      yield whole();
      gathered = [];
    }
    if (tooLong) {
      yield* piecesOf(number, folded);
      continue;
    }
    if (gathered.length === 0) [first, length] = [number, -1];
    gathered.push(folded);
    length += folded.length + 1;
  }
  if (gathered.length > 0) yield whole();
}

function* piecesOf(number: number, folded: string): Generator<Chunk> {
  for (let at = 0, piece = 1; ; piece++) {
    yield { first: number, last: number, piece, folded: folded.slice(at, at + MAX_CHUNK).toWellFormed() };
    if (at + MAX_CHUNK >= folded.length) return;
    at = pieceStart(folded, at, at + MAX_CHUNK - MAX_PHRASE);
  }
}

/** Where the piece after the one at `from` begins: at `wanted`, or at the word or the surrogate pair that it would cut. */
function pieceStart(folded: string, from: number, wanted: number): number {
  let open = -1;
  for (let at = folded.indexOf(' ', from); at >= 0 && at < wanted; at = folded.indexOf(' ', at + 1))
    open = open < 0 ? at : -1;
  if (open < 0) return /[\uDC00-\uDFFF]/.test(folded.charAt(wanted)) ? wanted - 1 : wanted;
  if (wanted - open < MAX_PHRASE) return open;
  // So long a word is in no phrase: go on behind it.
  const close = folded.indexOf(' ', wanted);
  return close < 0 ? folded.length : close + 1;
}
