/** Finding notes in the next edition: ours, with the diff in hand, against the peers' ways of finding a quote. */
import path from 'node:path';
import type { Browser } from '@playwright/test';
import { build } from 'esbuild';
import { isWords, type Standing } from '@/lib/domain/anchoring/anchor';
import type { Anchored } from '@/lib/domain/anchoring/rebase';
import { sourceOffset } from '@/lib/domain/text/offset';
import {
  anchorIn,
  EDIT_KINDS,
  edited,
  editionOf,
  judge,
  numbersFrom,
  textOf,
  tracedText,
  words,
  type TracedText,
  type Verdict,
} from '@/lib/domain/anchoring/testing/edited-text';
import { launchBrowser } from './browser';
import { figuresOf, show, table } from './measure';
import type { BenchOptions } from './options';
import type { Found, Job, timed, Way } from './pages/rebasing';
import { ensurePeers } from './peers';
import { longText } from './texts';

const NAMES = ['ours', 'hypothesis', 'domAnchor', 'apache'] as const;
type Name = (typeof NAMES)[number];
const LABELS: Record<Name, string> = {
  ours: 'ours',
  hypothesis: 'approx-string-match, Hypothesis’ weights',
  domAnchor: 'dom-anchor-text-quote',
  apache: '@apache-annotator/dom',
};

interface Case {
  readonly paragraphs: number;
  readonly edits: number;
  /** That we place. The peers, whose time a note is the same for few, get the first of them: {@link TRIED}. */
  readonly notes: number;
  readonly rounds: number;
}

const TRIED = 200;

export async function rebasing({ long }: BenchOptions): Promise<string> {
  ensurePeers();
  const script = await bundled();
  const { name, texts } = await paragraphsOf();
  const browser = await launchBrowser();
  try {
    const cases: Case[] = [
      { paragraphs: 60, edits: 40, notes: 1000, rounds: 5 },
      { paragraphs: 600, edits: 400, notes: 10_000, rounds: long ? 5 : 3 },
    ];
    const parts: string[] = [];
    for (const one of cases) parts.push(await partOf(browser, script, texts, one));
    return [
      `Stretches of ${name}, edited as authors edit, with the truth about every character (lib/domain/anchoring/testing). “Right”: on its words or what became of them, or said to be gone when they are; “wrong”: on other words; “missed”: said to be gone though most of it is there. Right and wrong are counted over the same notes for all. In one Chromium; time a note, preparation (our comparison of the editions) shared among the notes of the text: median (min–max).`,
      ...parts,
    ].join('\n\n');
  } finally {
    await browser.close();
  }
}

async function partOf(browser: Browser, script: string, texts: readonly string[], one: Case): Promise<string> {
  const times: Record<Name, number[]> = { ours: [], hypothesis: [], domAnchor: [], apache: [] };
  const verdicts = Object.fromEntries(NAMES.map((name) => [name, new Map<Verdict | 'asked', number>()]));
  for (let round = 0; round < one.rounds; round++) {
    const { before, after, anchors } = editedText(texts, one, round + 1);
    for (const name of round % 2 ? NAMES.toReversed() : NAMES) {
      const tried = name === 'ours' ? anchors : anchors.slice(0, TRIED);
      const { found, time } = await measure(browser, script, name, jobOf(before, after, tried));
      times[name].push(time / tried.length);
      for (const [index, anchor] of anchors.slice(0, TRIED).entries()) {
        const verdict = judge(anchor, standingOf(after, found[index] ?? null), before, after);
        const counts = verdicts[name];
        counts?.set(verdict, (counts.get(verdict) ?? 0) + 1);
        if (found[index]?.unsure) counts?.set('asked', (counts.get('asked') ?? 0) + 1);
      }
    }
  }
  const rows = NAMES.map((name) => {
    const of = (verdict: Verdict | 'asked') => verdicts[name]?.get(verdict) ?? 0;
    const all = of('right') + of('wrong') + of('missed') + of('needless');
    const percent = (count: number) => `${((100 * count) / all).toFixed(1)} %`;
    const ratios = times[name].map((time, round) => time / (times.ours[round] ?? Number.NaN));
    return [
      LABELS[name],
      percent(of('right')),
      percent(of('wrong')),
      percent(of('missed')),
      name === 'ours' ? percent(of('asked')) : '',
      show(figuresOf(times[name]), ' ms', 3),
      name === 'ours' ? '' : `**${show(figuresOf(ratios), '×', 1)}**`,
    ];
  });
  const length = editedText(texts, { ...one, notes: 0 }, 1).before.reduce(
    (sum, block) => sum + textOf(block).length,
    0,
  );
  return [
    `${one.paragraphs} paragraphs, ${length.toLocaleString('en')} characters, ${one.edits} edits, ${one.notes} notes, ${one.rounds} rounds:`,
    table(['', 'right', 'wrong', 'missed', 'asked', 'a note', 'ours is faster'], rows),
  ].join('\n\n');
}

function editedText(texts: readonly string[], { paragraphs, edits, notes }: Case, seed: number) {
  const random = numbersFrom(seed);
  const from = Math.floor(random() * Math.max(1, texts.length - paragraphs));
  const before = tracedText(texts.slice(from, from + paragraphs));
  let after = before;
  for (let n = 0; n < edits; n++) {
    const kind = EDIT_KINDS[Math.floor(random() * EDIT_KINDS.length)] ?? 'insert';
    const length = 1 + Math.floor(random() * 24);
    after = edited(after, { kind, length, block: random(), at: random(), other: random() }, random);
  }
  const anchors: Anchored[] = [];
  const edition = editionOf(before);
  while (anchors.length < notes) {
    const anchor = anchorIn(
      before,
      { block: random(), at: random() * 0.8, length: 2 + Math.floor(random() * 20) },
      edition,
    );
    // The peers' text has no joints between paragraphs: notes across them would not be comparable.
    if (anchor?.target && isWords(anchor.target) && anchor.target.start.block === anchor.target.end.block)
      anchors.push(anchor);
  }
  return { before, after, anchors };
}

/** Long ones of the novel where it lies beside the project: words recur there as they do. Else made up. */
async function paragraphsOf(): Promise<{ name: string; texts: string[] }> {
  const sample = await longText();
  if (!sample.name.endsWith('.txt')) {
    const random = numbersFrom(1);
    return { name: 'words made up', texts: Array.from({ length: 700 }, () => words(random, 60 + random() * 220)) };
  }
  return {
    name: sample.name,
    texts: sample.text.split(/\s*\n\s*/u).filter((text) => text.length > 60 && text.length < 1500),
  };
}

const jobOf = (before: TracedText, after: TracedText, anchors: readonly Anchored[]): Job => ({
  before: editionOf(before),
  after: editionOf(after),
  notes: anchors.flatMap(({ target, quote }) => (target && isWords(target) && quote ? [{ target, quote }] : [])),
});

/** What the peers find are offsets into all paragraphs one after another. */
function standingOf(after: TracedText, found: Found): Standing {
  if (!found) return { target: null, state: 'removed', words: null };
  const point = (offset: number, end: boolean) => {
    let left = offset;
    const block = after.find((each) => {
      const { length } = textOf(each);
      if (end ? left <= length : left < length) return true;
      left -= length;
      return false;
    });
    return { block: block?.key ?? '', offset: sourceOffset(left) };
  };
  const target = { start: point(found.start, false), end: point(found.end, true) };
  return { target, state: found.unsure ? 'uncertain' : 'edited', words: null };
}

async function measure(browser: Browser, script: string, name: Name, job: Job) {
  const page = await browser.newPage();
  try {
    await page.setContent('<!doctype html><html lang="zh"><body></body></html>');
    await page.addScriptTag({ content: script });
    return await page.evaluate(
      ([way, given]) => {
        const { bench } = globalThis as unknown as { bench: Record<Name, Way> & { timed: typeof timed } };
        return bench.timed(bench[way], given);
      },
      [name, job] as const,
    );
  } finally {
    await page.close();
  }
}

async function bundled(): Promise<string> {
  const contents = `export * from './pages/rebasing'; export * from './peers/text-quotes.js';`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname, loader: 'ts' },
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    globalName: 'bench',
    alias: { '@': path.resolve(import.meta.dirname, '..') },
  });
  return outputFiles[0]?.text ?? '';
}
