/** Readers at once, on the production build and on a bare Node server that sends the same bytes. Linux only. */
import { fork, type ChildProcess } from 'node:child_process';
import http from 'node:http';
import path from 'node:path';
import { cpuTime, startBenchApp, type BenchApp } from './app';
import { table } from './measure';
import type { BenchOptions } from './options';
import { ownText } from './texts';

const READERS = [16, 64];
/** Notes on the essay, so that its list is one. */
const NOTES = 40;

interface Case {
  readonly name: string;
  readonly path: string;
}

export async function load({ long }: BenchOptions): Promise<string> {
  const seconds = long ? 15 : 4;
  const app = await startBenchApp();
  try {
    const cases = await prepared(app);
    const rows: string[][] = [];
    for (const one of cases) {
      const { body, headers } = await answerOf(app.url + one.path);
      const bare = await startBare(body, String(headers['content-type'] ?? ''));
      for (const readers of READERS) {
        const [ours, floor] = [
          await run(app.url + one.path, app.server, readers, seconds),
          await run(bare.url, bare.process.pid ?? 0, readers, seconds),
        ];
        rows.push([
          readers === READERS[0] ? `${one.name}, ${(body.length / 1000).toFixed(0)} kB` : '',
          String(readers),
          ours.rate.toFixed(0),
          ours.latencies.map((ms) => ms.toFixed(0)).join(' / '),
          ours.cpu.toFixed(2),
          `${floor.rate.toFixed(0)}; ${floor.cpu.toFixed(2)}`,
          `**${(ours.cpu / floor.cpu).toFixed(1)}×**`,
        ]);
      }
      bare.process.kill();
    }
    return [
      `The production build, one process, each for ${seconds} s after a second of warming up, over kept-alive connections, uncompressed; server, database and readers share the machine’s cores. “Bare”: node:http sending the same bytes: its requests a second and CPU ms a request. The ratio is of CPU a request: it does not depend on who else wants the machine.`,
      table(['', 'readers', 'requests/s', 'ms: p50 / p95 / p99', 'CPU ms a request', 'bare', 'ours / bare'], rows),
    ].join('\n\n');
  } finally {
    await app.stop();
  }
}

async function prepared(app: BenchApp): Promise<Case[]> {
  await app.import('essay', `# 短文\n\n${await ownText(8_000)}`);
  const { blockCount } = await app.import('novel', `# 长篇\n\n${await ownText(860_000)}`);
  const middle = Math.ceil(blockCount / 2);
  const key = await keyOf(app, 'novel', middle);
  for (let note = 0; note < NOTES; note++) await write(app, await keyOf(app, 'essay', note + 1));
  return [
    { name: 'an essay’s page', path: '/read/essay' },
    { name: 'the novel’s page, its middle', path: `/read/novel?b=${key}` },
    { name: '…/blocks, 50 of the novel', path: `/api/articles/novel/blocks?from=${middle}&limit=50` },
    {
      name: '…/text, 50 of the novel in zh-Hant',
      path: `/api/articles/novel/text?script=zh-Hant&from=${middle}&to=${middle + 49}`,
    },
    { name: `…/annotations, ${NOTES} of the essay`, path: '/api/articles/essay/annotations?from=1&to=200' },
  ];
}

async function keyOf(app: BenchApp, slug: string, number: number): Promise<string> {
  const answer = await fetch(`${app.url}/api/articles/${slug}/blocks?from=${number}&limit=1`);
  return ((await answer.json()) as { blocks: { key: string }[] }).blocks[0]?.key ?? '';
}

async function write(app: BenchApp, block: string): Promise<void> {
  const answer = await fetch(`${app.url}/api/annotations/${crypto.randomUUID()}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', cookie: app.cookie },
    body: JSON.stringify({
      article: 'essay',
      revision: 1,
      layer: 'public',
      motivation: 'commenting',
      target: { block },
      body: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: '这一段要再读。' }] }] },
      tags: [],
    }),
  });
  if (!answer.ok) throw new Error(`A note was refused: ${await answer.text()}`);
}

async function answerOf(url: string) {
  return new Promise<{ body: Buffer; headers: http.IncomingHttpHeaders }>((resolve, reject) => {
    http
      .get(url, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => {
          if (answer.statusCode === 200) resolve({ body: Buffer.concat(chunks), headers: answer.headers });
          else reject(new Error(`${url} answered ${answer.statusCode}`));
        });
      })
      .on('error', reject);
  });
}

async function startBare(body: Buffer, type: string): Promise<{ process: ChildProcess; url: string }> {
  const process = fork(path.join(import.meta.dirname, 'bare-server.mjs'), [type], { execArgv: [] });
  const port = new Promise<number>((resolve) => process.once('message', (message) => resolve(Number(message))));
  process.send(body.toString('base64'));
  return { process, url: `http://localhost:${await port}` };
}

interface Load {
  /** Requests a second. */
  readonly rate: number;
  /** p50, p95, p99 in milliseconds. */
  readonly latencies: number[];
  /** Milliseconds of the server process a request. */
  readonly cpu: number;
}

async function run(url: string, pid: number, readers: number, seconds: number): Promise<Load> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: readers });
  await keepAsking(url, agent, readers, 1);
  const before = await cpuTime(pid);
  const begun = performance.now();
  const times = await keepAsking(url, agent, readers, seconds);
  const [cpu, elapsed] = [(await cpuTime(pid)) - before, performance.now() - begun];
  agent.destroy();
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? Number.NaN;
  return {
    rate: (times.length / elapsed) * 1000,
    latencies: [at(0.5), at(0.95), at(0.99)],
    cpu: cpu / times.length,
  };
}

/** Each reader asks again as soon as it has been answered. */
async function keepAsking(url: string, agent: http.Agent, readers: number, seconds: number): Promise<number[]> {
  const times: number[] = [];
  const until = performance.now() + seconds * 1000;
  const read = async () => {
    while (performance.now() < until) {
      const begun = performance.now();
      await ask(url, agent);
      times.push(performance.now() - begun);
    }
  };
  await Promise.all(Array.from({ length: readers }, read));
  return times;
}

const ask = (url: string, agent: http.Agent) =>
  new Promise<void>((resolve, reject) => {
    http
      .get(url, { agent }, (answer) => {
        if (answer.statusCode !== 200) reject(new Error(`${url} answered ${answer.statusCode}`));
        answer.resume().on('end', resolve);
      })
      .on('error', reject);
  });
