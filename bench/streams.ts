/** Streams of what happens: what one costs the server, and how soon the last of many hears. Linux only. */
import http from 'node:http';
import { db } from '@/lib/server/db';
import { newToken, storeSession } from '@/lib/server/sessions';
import { uuidv7 } from 'uuidv7';
import { memoryOf, startBenchApp, type BenchApp } from './app';
import { table } from './measure';
import { ownText } from './texts';

const STREAMS = [1, 100, 500];
const ROUNDS = 60;
/** People who read, each with ten browsers. */
const BROWSERS = 10;

interface Stream {
  /** Resolves with the time at which it has heard of a note. */
  readonly heard: (note: string) => Promise<number>;
  readonly close: () => void;
}

export async function streams(): Promise<string> {
  const app = await startBenchApp();
  try {
    await app.import('essay', `# 短文\n\n${await ownText(8_000)}`);
    const cookies = await readers(app);
    const rows: string[][] = [];
    const before = await settledMemory(app);
    const open: Stream[] = [];
    for (const wanted of STREAMS) {
      while (open.length < wanted) open.push(await connect(app.url, cookies[open.length] ?? ''));
      const memory = await settledMemory(app);
      const times = await latencies(app, open);
      rows.push([
        String(wanted),
        wanted === 1 ? '' : `${(((memory - before) * 1000) / wanted).toFixed(0)} kB`,
        ...[times.commit, times.last].map((all) => `${at(all, 0.5).toFixed(0)} / ${at(all, 0.95).toFixed(0)} ms`),
      ]);
    }
    open.forEach(({ close }) => close());
    return [
      `The production build, one process; readers who are signed in, ten browsers each, all with the same essay open; a note is written ${ROUNDS} times, one after another. “First” and “last”: from the answer to its writer, which comes after the commit, to the first and the last reader who is told; a reader may be told before the writer is answered (0). Server, database and readers share the machine’s cores. Memory: what the server holds more than before, by stream.`,
      table(['streams', 'memory a stream', 'first: median / p95', 'last: median / p95'], rows),
    ].join('\n\n');
  } finally {
    await db().$disconnect();
    await app.stop();
  }
}

async function readers(app: BenchApp): Promise<string[]> {
  process.env.DATABASE_URL = app.databaseUrl;
  const cookies: string[] = [];
  for (let person = 0; person * BROWSERS < Math.max(...STREAMS); person++) {
    const id = uuidv7();
    await db().user.create({ data: { id, name: `读者${person}`, email: `${id}@example.org` } });
    for (let browser = 0; browser < BROWSERS; browser++) {
      const token = newToken();
      await storeSession(id, token, null);
      cookies.push(`authjs.session-token=${token}`);
    }
  }
  return cookies;
}

function connect(url: string, cookie: string): Promise<Stream> {
  const agent = new http.Agent();
  let text = '';
  let news: (() => void)[] = [];
  return new Promise((resolve, reject) => {
    const request = http.get(
      `${url}/api/events?article=essay`,
      { agent, headers: { cookie, accept: 'text/event-stream' } },
      (answer) => {
        if (answer.statusCode !== 200) return reject(new Error(`A stream was answered ${answer.statusCode}`));
        answer.setEncoding('utf8').on('data', (piece: string) => {
          text = (text + piece).slice(-2_000);
          for (const tell of news) tell();
        });
        answer.on('error', () => undefined);
        resolve({
          heard: (note) =>
            new Promise((done) => {
              const look = () => {
                if (!text.includes(note)) return;
                news = news.filter((one) => one !== look);
                done(performance.now());
              };
              news.push(look);
              look();
            }),
          close: () => request.destroy(),
        });
      },
    );
    request.on('error', reject);
  });
}

/** Milliseconds from a note's commit to the first and to the last receiver, by round. */
async function latencies(app: BenchApp, open: readonly Stream[]): Promise<{ commit: number[]; last: number[] }> {
  const times = { commit: [] as number[], last: [] as number[] };
  for (let round = -5; round < ROUNDS; round++) {
    const note = crypto.randomUUID();
    const hearing = Promise.all(open.map((stream) => stream.heard(note)));
    const committed = await write(app, note);
    const heard = await hearing;
    if (round < 0) continue;
    times.commit.push(Math.max(0, Math.min(...heard) - committed));
    times.last.push(Math.max(0, Math.max(...heard) - committed));
  }
  return times;
}

/** @returns when its writer was answered */
async function write(app: BenchApp, id: string): Promise<number> {
  const answer = await fetch(`${app.url}/api/annotations/${id}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', cookie: app.cookie },
    body: JSON.stringify({
      ...{ article: 'essay', revision: 1, layer: 'public', motivation: 'highlighting', target: null },
      ...{ body: null, tags: [] },
    }),
  });
  const answered = performance.now();
  if (answer.status !== 201) throw new Error(`A note was answered ${answer.status}: ${await answer.text()}`);
  return answered;
}

/** Megabytes that the server holds, when it has come to rest. */
async function settledMemory(app: BenchApp): Promise<number> {
  let least = Infinity;
  for (let look = 0; look < 6; look++) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    least = Math.min(least, await memoryOf(app.server));
  }
  return least;
}

const at = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN;
