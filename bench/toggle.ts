/** Switching the script of an essay of 16,000 characters, click to painted, against opening its page in that script. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { chromium, type Page } from '@playwright/test';
import playwright from '@/playwright.config';
import { freePort } from '@/lib/server/postgres/embedded.mjs';
import { StartedApp } from '@/scripts/testing/started-app';
import { figuresOf, show, table } from './measure';
import { ownText } from './texts';

const LENGTH = 16_000;
const ROUNDS = 15;
const SLUG = 'bench';
const PASSWORD = '山重水复疑无路，又一村';

export async function toggle(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'meipi-bench-'));
  const port = await freePort();
  const app = await new StartedApp({ PORT: String(port), MEIPI_DATA: path.join(folder, 'data') }).ready();
  const browser = await chromium.launch(playwright.use?.launchOptions);
  try {
    const page = await browser.newPage({
      baseURL: `http://localhost:${port}`,
      viewport: { width: 1440, height: 1000 },
    });
    const characters = await importEssay(page, app.output);
    const [first, again, opened] = [await switching(page, true), await switching(page, false), await opening(page)];
    const ratios = again.times.map((time, index) => (opened[index] ?? Number.NaN) / time);
    return [
      `### Switching the script (an essay of ${characters.toLocaleString('en')} characters, click to painted)`,
      `Median (min–max) of ${ROUNDS}; the words come from a server on the same machine the first time, from the page’s memory after.`,
      table(
        ['', 'time', 'the paragraph under the eye moved'],
        [
          ['switch, for the first time', show(figuresOf(first.times)), show(figuresOf(first.moved), ' px')],
          ['switch, again', show(figuresOf(again.times)), show(figuresOf(again.moved), ' px')],
          ['open the page in that script', show(figuresOf(opened)), ''],
        ],
      ),
      `Switching again is ${show(figuresOf(ratios), '×', 1)} as fast as opening.`,
    ].join('\n\n');
  } finally {
    await browser.close();
    app.kill('SIGTERM');
    await app.exit;
    await rm(folder, { recursive: true, force: true });
  }
}

async function importEssay(page: Page, log: string): Promise<number> {
  const token = /\/setup\/(\S+)/.exec(log)?.[1];
  await page.request.post('/api/setup', {
    data: { token, name: '掌柜', email: 'admin@example.org', password: PASSWORD },
  });
  const answer = await page.request.post(`/api/articles?slug=${SLUG}&visibility=public`, {
    headers: { 'content-type': 'text/markdown' },
    data: `# 测量\n\n${await ownText(LENGTH)}`,
  });
  if (!answer.ok()) throw new Error(`The essay was not imported: ${await answer.text()}`);
  return ((await answer.json()) as { article: { length: number } }).article.length;
}

/** Each to the next. Taiwan's vocabulary is offered beside Taiwan's script. */
const SCRIPTS = ['zh-Hant-TW', 'zh-Hant-TW-x-phrase', 'zh-Hans', 'zh-Hant', 'source', 'zh-Hant-HK'];
const CONVERTED = ['zh-Hant', 'zh-Hant-TW', 'zh-Hant-HK'];

/** @param forget open the page anew before each, so that it fetches the words */
async function switching(page: Page, forget: boolean): Promise<{ times: number[]; moved: number[] }> {
  const [times, moved]: [number[], number[]] = [[], []];
  await open(page, '');
  // Every script once, so that the server's conversions and the page's memory are warm where they are to be.
  for (const script of SCRIPTS) await switchTo(page, script);
  for (let round = 0; round < ROUNDS; round++) {
    if (forget) await open(page, '');
    const [script = ''] = (forget ? CONVERTED : SCRIPTS).slice(round % (forget ? CONVERTED.length : SCRIPTS.length));
    const result = await switchTo(page, script);
    times.push(result.time);
    moved.push(result.moved);
  }
  return { times, moved };
}

async function open(page: Page, path: string): Promise<void> {
  await page.request.put('/api/settings', { data: { script: 'source' } });
  await page.goto(`/read/${SLUG}${path}`);
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => document.fonts.ready);
  await page.evaluate(() => window.scrollTo({ top: document.body.scrollHeight / 2, behavior: 'instant' }));
  await page.waitForTimeout(300);
}

/** As a click does: no pointer comes near first, which would fetch the words ahead. */
const switchTo = (page: Page, script: string): Promise<{ time: number; moved: number }> =>
  page.evaluate(async (wanted) => {
    const text = document.getElementById('text');
    const target = document.querySelector<HTMLElement>(`#script-choice a[data-shows="${wanted}"]`);
    if (!text || !target) throw new Error(`There is no choice ${wanted}.`);
    const block = [...text.querySelectorAll<HTMLElement>('[data-block]')].find(
      (one) => one.getBoundingClientRect().bottom > 100,
    );
    const before = block?.getBoundingClientRect().top ?? 0;
    const begun = performance.now();
    const painted = new Promise<number>((resolve) => {
      const watch = new MutationObserver(() => {
        if (text.dataset.script !== wanted) return;
        watch.disconnect();
        // After the next frame has been drawn.
        requestAnimationFrame(() => {
          const channel = new MessageChannel();
          channel.port1.onmessage = () => resolve(performance.now() - begun);
          channel.port2.postMessage(null);
        });
      });
      watch.observe(text, { attributes: true, attributeFilter: ['data-script'] });
    });
    target.click();
    const time = await painted;
    return { time, moved: Math.abs((block?.getBoundingClientRect().top ?? 0) - before) };
  }, script);

/** The page opened in a script, from the click on a link to it being painted. */
async function opening(page: Page): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await page.goto(`/read/${SLUG}/${CONVERTED[round % CONVERTED.length] ?? ''}`);
    times.push(
      await page.evaluate(
        () =>
          new Promise<number>((resolve) =>
            requestAnimationFrame(() => {
              const [paint] = performance.getEntriesByName('first-contentful-paint');
              resolve(paint?.startTime ?? performance.now());
            }),
          ),
      ),
    );
  }
  return times;
}
