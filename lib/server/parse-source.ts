import 'server-only';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { failure, type ParseOutcome } from '@/lib/markdown/article';
import { isPlainText, parseArticle } from '@/lib/markdown/parse-article';
import type { SentAsset } from '@/lib/markdown/sent-assets';
import type { AssetShelf } from './assets';

/**
 * In UTF-16 code units: an essay. micromark's worst cases are quadratic (thousands of `===` headings);
 * at this length they hold up other requests for two seconds, ordinary text for 50 ms.
 */
const MAX_PARSED_HERE = 24_000;
/** No Markdown that people write takes longer (a novel of 2 MB: three seconds). */
const MAX_SECONDS = 60;
const MAX_MEGABYTES = 3000;

/** What goes to the other process, as JSON; a {@link ParseOutcome} comes back. */
export interface ParseJob {
  readonly source: string;
  readonly filename: string;
  readonly assets: readonly SentAsset[];
}

/**
 * Parses a file. Long Markdown is parsed in a process of its own, so that readers need not wait for
 * it, and so that it can be stopped.
 */
export async function parseSource(source: string, filename: string, shelf: AssetShelf): Promise<ParseOutcome> {
  if (shelf.sent === null || isPlainText(filename) || source.length <= MAX_PARSED_HERE) {
    return parseArticle(source, { filename, findAsset: shelf.find });
  }
  return parseElsewhere({ source, filename, assets: shelf.sent });
}

function parseElsewhere(job: ParseJob): Promise<ParseOutcome> {
  const script = path.join(process.cwd(), 'scripts', 'parse-article.ts');
  const parser = spawn(process.execPath, [`--max-old-space-size=${MAX_MEGABYTES}`, '--import', 'tsx', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
    timeout: MAX_SECONDS * 1000,
    killSignal: 'SIGKILL',
  });
  const answer: Buffer[] = [];
  parser.stdout.on('data', (chunk: Buffer) => answer.push(chunk));
  // A parser that dies early closes its input: its exit says so.
  parser.stdin.on('error', () => undefined);
  parser.stdin.end(JSON.stringify(job));
  return new Promise((resolve, reject) => {
    parser.on('error', reject);
    parser.on('close', (code, signal) => {
      if (code === 0) resolve(JSON.parse(Buffer.concat(answer).toString()) as ParseOutcome);
      else if (signal === 'SIGKILL' || signal === 'SIGABRT')
        resolve(failure('too-slow', null, { seconds: MAX_SECONDS }));
      else reject(new Error(`The parser ended with ${signal ?? code}.`));
    });
  });
}
