/** Switching the script of an essay of 16,000 characters, click to painted, against opening its page in that script. */
import type { Page } from '@playwright/test';
import { startBenchApp } from './app';
import { launchBrowser, VIEWPORT } from './browser';
import { figuresOf, show, table } from './measure';
import { ownText } from './texts';
import { untilQuiet } from '@/e2e/harness/quiet';

const LENGTH = 16_000;
const ROUNDS = 15;
const SLUG = 'bench';

export async function toggle(): Promise<string> {
  const app = await startBenchApp();
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ baseURL: app.url, viewport: VIEWPORT });
    const { length } = await app.import(SLUG, `# 测量\n\n${await ownText(LENGTH)}`);
    const [first, again, opened] = [await switching(page, true), await switching(page, false), await opening(page)];
    const ratios = again.times.map((time, index) => (opened[index] ?? Number.NaN) / time);
    return [
      `An essay of ${length.toLocaleString('en')} characters made of our own, in the middle of it; from the click to the frame being painted. Median (min–max) of ${ROUNDS}; the words come from a server on the same machine the first time, from the page’s memory after.`,
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
    await app.stop();
  }
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
  await untilQuiet(page);
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
