import 'server-only';
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { failure } from '@/lib/markdown/article';
import { isPlainText } from '@/lib/markdown/parse-article';
import { parseFile, type BlockBatch, type ParsedFile, type Refused } from '@/lib/markdown/parse-file';
import { batchOf, DECODED, linesIn, type ParseHeader, type ParseJob } from '@/lib/markdown/parse-lines';
import type { AssetShelf } from './assets';

/**
 * In bytes: an essay of 24,000 characters. micromark's worst cases are quadratic (thousands of `===` headings);
 * at this length they hold up other requests for two seconds, ordinary text for 50 ms.
 */
const MAX_MARKDOWN_HERE = 72_000;
/** In bytes. Plain text takes about 40 ms a million. */
const MAX_PLAIN_TEXT_HERE = 500_000;
/** No Markdown that people write takes longer (12 MB: three seconds). */
const MAX_SECONDS = 60;
const MAX_MEGABYTES = 3000;

interface SourceFile {
  readonly content: Uint8Array | string;
  readonly filename: string;
  readonly shelf: AssetShelf;
}

/** A parsed file, to be read to its end or given up. */
export interface ParsedSource extends ParsedFile {
  /** Lets its parser go. */
  readonly end: () => void;
}

/**
 * Decodes and parses a file. A long one goes to a process of its own, so that readers need not wait for it,
 * so that it can be stopped, and so that its blocks are never all in this one's memory.
 *
 * @param decoded called when its encoding has been dealt with
 */
export async function parseSource(file: SourceFile, decoded: () => void): Promise<ParsedSource | Refused> {
  const { content, filename, shelf } = file;
  const limit = isPlainText(filename) ? MAX_PLAIN_TEXT_HERE : MAX_MARKDOWN_HERE;
  if (shelf.sent && typeof content !== 'string' && content.length > limit)
    return parseElsewhere(content, { filename, assets: shelf.sent }, decoded);
  const parsed = parseFile(content, { filename, findAsset: shelf.find }, decoded);
  return parsed.ok ? { ...parsed, end: () => undefined } : parsed;
}

async function parseElsewhere(
  content: Uint8Array,
  job: ParseJob,
  decoded: () => void,
): Promise<ParsedSource | Refused> {
  const leave = await turnToParse();
  const parser = startParser();
  parser.once('close', leave);
  parser.once('error', leave);
  const ended = endOf(parser);
  // A parser that dies early closes its input: its exit says so.
  parser.stdin.on('error', () => undefined);
  parser.stdin.write(`${JSON.stringify(job)}\n`);
  parser.stdin.end(content);
  const patience = setTimeout(() => parser.kill('SIGKILL'), MAX_SECONDS * 1000);
  const lines = linesIn(parser.stdout as AsyncIterable<Buffer>);
  const next = async () => (await lines.next()).value;
  try {
    let line = await next();
    if (line === DECODED) {
      decoded();
      line = await next();
    }
    clearTimeout(patience);
    if (line === undefined) return await fateOf(ended);
    const header = JSON.parse(line) as ParseHeader;
    if ('error' in header) return { ok: false, error: header.error };
    const pieces: string[] = [];
    while (pieces.length < header.pieces) pieces.push(JSON.parse((await next()) ?? broken()) as string);
    const batches = batchesIn(lines, header.head.blockCount);
    return { ok: true, head: header.head, source: pieces.join(''), batches, end: () => void parser.kill('SIGKILL') };
  } catch (error) {
    parser.kill('SIGKILL');
    throw error;
  } finally {
    clearTimeout(patience);
  }
}

/** Parsers at once: each may need hundreds of megabytes. Who comes later waits. */
const MAX_PARSERS = 2;
let parsing = 0;
const waiting: (() => void)[] = [];

/** @returns makes room for the next; once, however often it is called */
async function turnToParse(): Promise<() => void> {
  if (parsing < MAX_PARSERS) parsing += 1;
  else await new Promise<void>((resolve) => waiting.push(resolve));
  let gone = false;
  return () => {
    if (gone) return;
    gone = true;
    const next = waiting.shift();
    if (next) next();
    else parsing -= 1;
  };
}

type Parser = ChildProcessByStdio<Writable, Readable, null>;

function startParser(): Parser {
  const script = path.join(process.cwd(), 'scripts', 'parse-article.ts');
  return spawn(process.execPath, [`--max-old-space-size=${MAX_MEGABYTES}`, '--import', 'tsx', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
}

interface End {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

function endOf(parser: Parser): Promise<End> {
  const ended = new Promise<End>((resolve, reject) => {
    parser.on('error', reject);
    parser.on('close', (code, signal) => resolve({ code, signal }));
  });
  // Whoever waits for it hears of it; nobody does when all went well.
  ended.catch(() => undefined);
  return ended;
}

/** Why a parser ended without a word. */
async function fateOf(ended: Promise<End>): Promise<Refused> {
  const { code, signal } = await ended;
  if (signal === 'SIGKILL' || signal === 'SIGABRT') return failure('too-slow', null, { seconds: MAX_SECONDS });
  throw new Error(`The parser ended with ${signal ?? code}.`);
}

/** @throws when they end before there are `expected` blocks: nothing half is stored */
async function* batchesIn(lines: AsyncIterable<string>, expected: number): AsyncGenerator<BlockBatch> {
  let left = expected;
  for await (const line of lines) {
    const batch = batchOf(line);
    left -= batch.count;
    yield batch;
  }
  if (left !== 0) broken();
}

function broken(): never {
  throw new Error('The parser ended in the middle of its answer.');
}
