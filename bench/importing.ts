/** Importing a whole novel: seconds, memory, and how long other requests wait meanwhile. */
import { childrenOf, forgetPeak, memoryOf, peakMemory, startBenchApp, type BenchApp } from './app';
import { figuresOf, show, table } from './measure';
import { bookText } from './texts';
import type { BenchOptions } from './options';

const ROUNDS = 3;
/** Of the import's limit of 12,000,000 bytes. */
const LARGEST = 11_900_000;

export async function importing({ long }: BenchOptions): Promise<string> {
  const app = await startBenchApp();
  try {
    const rows: string[][] = [];
    const { name, text } = await bookText();
    for (const copies of long ? ([1, 2, 'limit'] as const) : ([1, 'limit'] as const)) {
      const book = copies === 'limit' ? upTo(text, LARGEST) : Array.from({ length: copies }, () => text).join('\n\n');
      for (const type of ['text/plain', 'text/markdown'] as const)
        rows.push(await row(app, type === 'text/plain' ? book : asMarkdown(book), type));
    }
    return [
      `${name}. Median (min–max) of ${ROUNDS}, over HTTP. “Server” is its peak during the import, beside what it held before; “parser” the peak of the process that parses. “Others wait”: the slowest of the small requests that another client makes meanwhile, of a second import.`,
      table(['', 'characters', 'blocks', 'seconds', 'server', 'parser', 'others wait'], rows),
    ].join('\n\n');
  } finally {
    await app.stop();
  }
}

const asMarkdown = (text: string): string => text.replace(/^第.{1,7}回/gmu, '## $&').replace(/^[ \u3000]+/gmu, '');

function upTo(text: string, bytes: number): string {
  const copies = Math.floor(bytes / (Buffer.byteLength(text) + 2));
  return Array.from({ length: copies }, () => text).join('\n\n');
}

async function row(app: BenchApp, text: string, type: 'text/plain' | 'text/markdown'): Promise<string[]> {
  const runs: Run[] = [];
  for (let round = 0; round < ROUNDS; round++) runs.push(await run(app, text, type));
  const figures = (of: (run: Run) => number) => figuresOf(runs.map(of));
  return [
    `${type === 'text/plain' ? '.txt' : '.md'}, ${(Buffer.byteLength(text) / 1e6).toFixed(1)} MB`,
    text.length.toLocaleString('en'),
    (runs[0]?.blocks ?? 0).toLocaleString('en'),
    show(
      figures(({ seconds }) => seconds),
      ' s',
      2,
    ),
    `${show(
      figures(({ server }) => server),
      ' MB',
      0,
    )}, before ${figures(({ before }) => before).median.toFixed(0)}`,
    show(
      figures(({ parser }) => parser),
      ' MB',
      0,
    ),
    show(
      figures(({ wait }) => wait),
      ' ms',
      0,
    ),
  ];
}

interface Run {
  seconds: number;
  /** Megabytes. */
  before: number;
  server: number;
  parser: number;
  /** Milliseconds. */
  wait: number;
  blocks: number;
}

async function run(app: BenchApp, text: string, type: 'text/plain' | 'text/markdown'): Promise<Run> {
  const before = await memoryOf(app.server);
  await forgetPeak(app.server);
  const quiet = { on: true };
  const parser = peakOfChildren(app.server, quiet);
  const begun = performance.now();
  const { blockCount } = await app.import(`book-${crypto.randomUUID()}`, text, type);
  const seconds = (performance.now() - begun) / 1000;
  quiet.on = false;
  const server = await peakMemory(app.server);
  // Once more: whoever asks all the time is a load, too.
  const asking = { on: true };
  const wait = slowestRequest(app.url, asking);
  await app.import(`book-${crypto.randomUUID()}`, text, type);
  asking.on = false;
  return { seconds, before, server, parser: await parser, wait: await wait, blocks: blockCount };
}

async function slowestRequest(url: string, watching: { on: boolean }): Promise<number> {
  let slowest = 0;
  while (watching.on) {
    const begun = performance.now();
    await (await fetch(`${url}/robots.txt`)).text();
    slowest = Math.max(slowest, performance.now() - begun);
    await pause(20);
  }
  return slowest;
}

async function peakOfChildren(pid: number, watching: { on: boolean }): Promise<number> {
  let peak = 0;
  while (watching.on) {
    for (const child of await childrenOf(pid)) peak = Math.max(peak, await peakMemory(child));
    await pause(50);
  }
  return peak;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
