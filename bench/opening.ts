/** Opening a novel against opening an essay: time to first text, and the bytes of the page. */
import { gzipSync } from 'node:zlib';
import type { Browser } from '@playwright/test';
import pg from 'pg';
import { startBenchApp, type BenchApp } from './app';
import { firstPaint, launchBrowser, VIEWPORT } from './browser';
import { figuresOf, show, table } from './measure';
import type { BenchOptions } from './options';
import { ownText } from './texts';
import { untilQuiet } from '@/e2e/harness/quiet';

const ROUNDS = 9;
const [ESSAY, NOVEL] = [8_000, 860_000];

interface Case {
  readonly name: string;
  readonly path: string;
}

export async function opening({ long }: BenchOptions): Promise<string> {
  const app = await startBenchApp();
  const browser = await launchBrowser();
  try {
    await app.import('essay', `# 短文\n\n${await ownText(ESSAY)}`);
    const { blockCount } = await app.import('novel', `# 长篇\n\n${await ownText(NOVEL)}`);
    const cases: Case[] = [
      { name: `essay, ${ESSAY.toLocaleString('en')} characters`, path: '/read/essay' },
      { name: `novel, ${NOVEL.toLocaleString('en')} characters`, path: '/read/novel' },
      { name: 'novel, in its middle', path: await inMiddle(app, 'novel', blockCount) },
    ];
    if (long) {
      await grow(app, 'novel', 'ten-novels', blockCount, 10);
      const characters = (10 * NOVEL).toLocaleString('en');
      cases.push({ name: `ten novels, ${characters} characters`, path: '/read/ten-novels' });
      cases.push({ name: 'ten novels, in the middle', path: await inMiddle(app, 'ten-novels', 10 * blockCount) });
    }
    const times = await inTurn(browser, app, cases);
    const [essay = []] = times;
    const rows = await Promise.all(
      cases.map(async ({ name, path }, index) => {
        const html = Buffer.from(await (await fetch(`${app.url}${path}`)).arrayBuffer());
        const ratios = (times[index] ?? []).map((time, round) => time / (essay[round] ?? Number.NaN));
        return [
          name,
          show(figuresOf(times[index] ?? []), ' ms', 0),
          index === 0 ? '' : `**${show(figuresOf(ratios), '×', 2)}**`,
          `${(html.length / 1000).toFixed(0)} kB, ${(gzipSync(html).length / 1000).toFixed(0)} kB gzipped`,
        ];
      }),
    );
    return [
      `First contentful paint in Chromium, median (min–max) of ${ROUNDS} pages opened in turn, scripts and fonts in the browser’s cache, server and browser on one machine. The ratio is taken round by round.`,
      table(['', 'first text', 'against the essay', 'the page'], rows),
    ].join('\n\n');
  } finally {
    await browser.close();
    await app.stop();
  }
}

async function inMiddle(app: BenchApp, slug: string, blocks: number): Promise<string> {
  const middle = Math.ceil(blocks / 2);
  const answer = await fetch(`${app.url}/api/articles/${slug}/blocks?from=${middle}&limit=1`);
  const [block] = ((await answer.json()) as { blocks: { key: string }[] }).blocks;
  return `/read/${slug}?b=${block?.key ?? ''}`;
}

/** The same article `times` over: more than one file may hold, so by SQL. */
async function grow(app: BenchApp, from: string, slug: string, blocks: number, times: number): Promise<void> {
  const client = new pg.Client(app.databaseUrl);
  await client.connect();
  await client.query(`
    WITH old AS (SELECT a.id, r.id AS revision FROM article a JOIN revision r ON r.article_id = a.id WHERE a.slug = '${from}'),
    made AS (INSERT INTO article (id, slug, updated_at) SELECT gen_random_uuid(), '${slug}', now() RETURNING id),
    edition AS (
      INSERT INTO revision (id, article_id, number, title, source_script, source, source_format, block_count, length)
      SELECT gen_random_uuid(), made.id, 1, r.title, r.source_script, '', r.source_format, r.block_count * ${times}, r.length * ${times}
      FROM made, old JOIN revision r ON r.id = old.revision RETURNING id)
    INSERT INTO block (revision_id, number, key, kind, text, marks, path, attrs)
    SELECT edition.id, b.number + n * ${blocks}, CASE n WHEN 0 THEN b.key ELSE left(md5(b.key || n), 12) END,
           b.kind, b.text, b.marks, b.path, b.attrs
    FROM edition, old JOIN block b ON b.revision_id = old.revision, generate_series(0, ${times - 1}) n`);
  await client.query('ANALYZE');
  await client.end();
}

/** @returns milliseconds, by case and round */
async function inTurn(browser: Browser, app: BenchApp, cases: readonly Case[]): Promise<number[][]> {
  const times: number[][] = cases.map(() => []);
  const context = await browser.newContext({ baseURL: app.url, viewport: VIEWPORT, locale: 'zh-CN' });
  for (let round = -2; round < ROUNDS; round++)
    for (const [index, { path }] of cases.entries()) {
      const page = await context.newPage();
      await page.goto(path, { waitUntil: 'commit' });
      const time = await firstPaint(page);
      if (round >= 0) times[index]?.push(time);
      await untilQuiet(page);
      await page.close();
    }
  await context.close();
  return times;
}
