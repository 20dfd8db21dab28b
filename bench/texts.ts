/** Long texts to measure with: a whole novel where one lies beside the project, else one made of our own essay. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArticle } from '@/lib/markdown/parse-article';

const ROOT = path.resolve(import.meta.dirname, '..');
const CORPUS = process.env.BENCH_CORPUS ?? path.resolve(ROOT, '../shared/corpus');

export interface Sample {
  readonly name: string;
  readonly text: string;
}

/** About 700,000 characters of Simplified Chinese. */
export async function longText(): Promise<Sample> {
  const files = (await readdir(CORPUS).catch(() => [])).filter((file) => file.endsWith('.txt')).sort();
  if (files[0]) return { name: files[0], text: await readFile(path.join(CORPUS, files[0]), 'utf8') };
  return { name: 'our own essay, its sentences shuffled', text: await ownText(700_000) };
}

/** A novel as a plain text file: a hundred chapters, 「第一回 …」 alone on a line. */
export async function bookText(): Promise<Sample> {
  const sample = await longText();
  if (sample.name.endsWith('.txt')) return sample;
  const sections = sample.text.split(/^## .*\n/mu).filter((section) => section.trim() !== '');
  const each = Math.ceil(sections.length / CHAPTERS);
  const chapters = Array.from({ length: CHAPTERS }, (_, i) => sections.slice(i * each, (i + 1) * each).join(''));
  return { ...sample, text: chapters.map((chapter, i) => `第${numeral(i + 1)}回 山重水复\n\n${chapter}`).join('\n\n') };
}
const CHAPTERS = 100;

/** 1…100. */
export function numeral(n: number): string {
  const digits = '〇一二三四五六七八九';
  if (n === 100) return '一百';
  const [tens, ones] = [Math.floor(n / 10), n % 10];
  const head = tens === 0 ? '' : `${tens === 1 ? '' : digits[tens]}十`;
  return head + (ones === 0 ? '' : digits[ones]);
}

/** Paragraphs of shuffled sentences of our essay, with headings, `length` characters of them. */
export async function ownText(length: number): Promise<string> {
  const [file = ''] = (await readdir(path.join(ROOT, 'content'))).filter((name) => name.endsWith('.md')).sort();
  const parsed = parseArticle(await readFile(path.join(ROOT, 'content', file), 'utf8'), { filename: file });
  if (!parsed.ok) throw new Error(`content/${file} does not parse`);
  const sentences = parsed.article.blocks
    .filter(({ kind }) => kind === 'paragraph')
    .flatMap(({ text }) => text.replaceAll('\uFFFC', '').match(/[^。！？]+[。！？][”」]?/gu) ?? []);
  const random = randomFrom(1);
  const pick = () => sentences[Math.floor(random() * sentences.length)] ?? '';
  let text = '';
  for (let paragraph = 1; text.length < length; paragraph++) {
    if (paragraph % 12 === 1) text += `## 第 ${Math.ceil(paragraph / 12)} 节\n\n`;
    text += `${Array.from({ length: 3 + Math.floor(random() * 4) }, pick).join('')}\n\n`;
  }
  return text;
}

/** The same numbers in every run (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
