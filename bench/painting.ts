/** Painting 10,000 highlights: ours against the libraries that do it, and the bare Highlight API as the floor. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { build } from 'esbuild';
import { launchBrowser, VIEWPORT } from './browser';
import { figuresOf, show, table } from './measure';
import type { BenchOptions } from './options';
import type { painted, scrolled, Paint, Spot } from './pages/painting';
import { ensurePeers } from './peers';
import { ownText, randomFrom } from './texts';

const ROOT = path.resolve(import.meta.dirname, '..');
const LABELS = {
  ours: 'ours',
  recogito: 'Recogito, CSS_HIGHLIGHTS',
  recogitoSpans: 'Recogito, SPANS',
  webHighlighter: 'web-highlighter',
  apacheHighlighter: 'Apache Annotator',
  bare: 'the bare API',
} as const;
type Name = keyof typeof LABELS;
const NAMES = Object.keys(LABELS) as Name[];
const PIXELS_A_FRAME = 400;
/** Milliseconds; who takes longer is asked once. */
const PATIENCE = 20_000;

interface Sizes {
  readonly blocks: number;
  readonly notes: number;
}

export async function painting({ long }: BenchOptions): Promise<string> {
  ensurePeers();
  const script = await bundled();
  const browser = await launchBrowser();
  try {
    const rows: string[][] = [];
    const cases: (Sizes & { rounds: number })[] = [
      { blocks: 1000, notes: 1_000, rounds: 3 },
      { blocks: 1000, notes: 10_000, rounds: 5 },
      { blocks: 100, notes: 10_000, rounds: 5 },
      ...(long ? [{ blocks: 1000, notes: 100_000, rounds: 3 }] : []),
    ];
    for (const { rounds, ...sizes } of cases) rows.push(...(await rowsOf(browser, script, sizes, rounds)));
    return [
      `From offsets to a frame with them drawn, in Chromium; each time a fresh page, in turn; median (min–max). “Frames”: scrolling through the text by ${PIXELS_A_FRAME} px a frame, the longest of them. Recogito draws what is in the viewport and draws again as one scrolls, the two that wrap words in elements are done when they have wrapped them; the bare API gets text nodes and offsets for nothing.`,
      table(['', 'painted', 'ours is faster', 'longest frame', 'frames over 50 ms'], rows),
    ].join('\n\n');
  } finally {
    await browser.close();
  }
}

interface Result {
  readonly time: number;
  /** Sorted. */
  readonly frames: readonly number[];
}

async function rowsOf(browser: Browser, script: string, sizes: Sizes, rounds: number): Promise<string[][]> {
  const html = await pageOf(sizes.blocks);
  const spots = spotsIn(sizes);
  const results = Object.fromEntries(NAMES.map((name) => [name, [] as Result[]])) as Record<Name, Result[]>;
  for (let round = 0; round < rounds; round++)
    for (const name of round % 2 ? NAMES.toReversed() : NAMES)
      results[name].push(
        results[name].some(({ time }) => time === Infinity)
          ? { time: Infinity, frames: [] }
          : await measure(browser, script, html, name, spots),
      );
  return NAMES.map((name) => {
    const ratios = results[name].map(({ time }, round) => time / (results.ours[round]?.time ?? Number.NaN));
    const frames = results[name].flatMap((result) => result.frames);
    return [
      `${LABELS[name]}: ${sizes.notes.toLocaleString('en')} over ${sizes.blocks.toLocaleString('en')} blocks`,
      ...(results[name].some(({ time }) => time === Infinity)
        ? [
            `over ${PATIENCE / 1000} s`,
            `**over ${Math.floor(PATIENCE / figuresOf(results.ours.map(({ time }) => time)).max)}×**`,
            '',
            '',
          ]
        : [
            show(figuresOf(results[name].map(({ time }) => time))),
            name === 'ours' ? '' : `**${show(figuresOf(ratios), '×', 2)}**`,
            show(figuresOf(results[name].map((result) => result.frames.at(-1) ?? 0)), ' ms', 0),
            `${frames.filter((time) => time > 50).length} of ${frames.length}`,
          ]),
    ];
  });
}

async function measure(browser: Browser, script: string, html: string, name: Name, spots: Spot[]): Promise<Result> {
  const page = await browser.newPage({ viewport: VIEWPORT });
  try {
    await page.setContent(html);
    await page.addScriptTag({ content: script });
    await settled(page);
    return await page.evaluate(
      async ([way, places, step, patience]) => {
        const { bench } = window as never as { bench: Bench };
        const time = await bench.painted(bench[way], places, patience);
        return { time, frames: time === Infinity ? [] : await bench.scrolled(step) };
      },
      [name, spots, PIXELS_A_FRAME, PATIENCE] as const,
    );
  } finally {
    await page.close();
  }
}

type Bench = Record<Name, Paint> & { painted: typeof painted; scrolled: typeof scrolled };

/** Laid out, drawn, and at rest. */
const settled = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    await document.fonts.ready;
    for (let frame = 0; frame < 3; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
  });

async function bundled(): Promise<string> {
  const contents = `export * from './pages/painting'; export * from './peers/recogito.js'; export * from './peers/wrapping.js';`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname, loader: 'ts' },
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    globalName: 'bench',
    outdir: 'out',
    alias: { '@': ROOT },
    external: ['node:*'],
  });
  return outputFiles.find(({ path: file }) => file.endsWith('.js'))?.text ?? '';
}

/** A text as the reader draws it: a number that does not count, then the words. */
async function pageOf(blocks: number): Promise<string> {
  const css = await Promise.all(
    ['app/tokens.css', 'components/margin/painting.css'].map((file) => readFile(path.join(ROOT, file), 'utf8')),
  );
  const text = (await ownText(1.1 * LENGTH * blocks + 1000)).replaceAll(/^#.*$|\s/gmu, '');
  const paragraphs = Array.from({ length: blocks }, (_, index) => {
    const words = text.slice(index * LENGTH, (index + 1) * LENGTH);
    return `<p data-block="key${index}" data-number="${index + 1}"><a data-skip href="#">${index + 1}</a>${words}</p>`;
  });
  const style = 'body{margin:40px auto;width:36em;font:18px/2 serif}a{float:left;margin-left:-4em}';
  return `<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><style>${css.join('\n')}${style}</style><body><article id="text">${paragraphs.join('')}</article>`;
}

/** Of a block, in characters. */
const LENGTH = 140;

/** Notes of four to twelve characters, evenly over the blocks, overlapping where there are many. */
function spotsIn({ blocks, notes }: Sizes): Spot[] {
  const random = randomFrom(1);
  return Array.from({ length: notes }, (_, index) => {
    const start = Math.floor(random() * (LENGTH - 14));
    return { block: index % blocks, start, end: start + 4 + Math.floor(random() * 9) };
  });
}
