/**
 * How a file goes to a parser in another process, and what comes back: lines, so that neither side ever
 * holds or parses all of it at once.
 *
 *     → {"filename":…,"assets":[…]} and the file's bytes
 *     ← "decoded"
 *     ← {"error":…}, or {"head":…,"pieces":n}
 *     ← n pieces of the source as JSON strings
 *     ← batches: their number of blocks, a space, their rows
 */
import type { ImportFailure } from './article';
import type { BlockBatch, ParsedFile, ParsedHead, Refused } from './parse-file';
import type { SentAsset } from './sent-assets';

export interface ParseJob {
  readonly filename: string;
  readonly assets: readonly SentAsset[];
}
export type ParseHeader = { readonly error: ImportFailure } | { readonly head: ParsedHead; readonly pieces: number };

export const DECODED = '"decoded"';
const LINE_FEED = 10;

export function readJob(bytes: Uint8Array): { job: ParseJob; content: Uint8Array } {
  const end = bytes.indexOf(LINE_FEED);
  const job = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end))) as ParseJob;
  return { job, content: bytes.subarray(end + 1) };
}

/** In UTF-16 code units. */
const PIECE = 500_000;

/** A pair of surrogates may be cut: JSON writes halves as escapes, and both come back together. */
const piecesOf = (source: string): string[] =>
  Array.from({ length: Math.ceil(source.length / PIECE) }, (_, i) => source.slice(i * PIECE, (i + 1) * PIECE));

export async function* linesOf(outcome: ParsedFile | Refused): AsyncGenerator<string> {
  if (!outcome.ok) {
    yield JSON.stringify({ error: outcome.error } satisfies ParseHeader);
    return;
  }
  const pieces = piecesOf(outcome.source);
  yield JSON.stringify({ head: outcome.head, pieces: pieces.length } satisfies ParseHeader);
  for (const piece of pieces) yield JSON.stringify(piece);
  for await (const { count, rows } of outcome.batches) yield `${count} ${rows}`;
}

export function batchOf(line: string): BlockBatch {
  const space = line.indexOf(' ');
  return { count: Number(line.slice(0, space)), rows: line.slice(space + 1) };
}

/** Not readline, to which U+2028 is the end of a line. */
export async function* linesIn(stream: AsyncIterable<Buffer>): AsyncGenerator<string, undefined> {
  let open: Buffer[] = [];
  for await (const chunk of stream) {
    let from = 0;
    for (let at = chunk.indexOf(LINE_FEED); at !== -1; at = chunk.indexOf(LINE_FEED, from)) {
      yield Buffer.concat([...open, chunk.subarray(from, at)]).toString();
      open = [];
      from = at + 1;
    }
    if (from < chunk.length) open.push(chunk.subarray(from));
  }
  return undefined;
}
