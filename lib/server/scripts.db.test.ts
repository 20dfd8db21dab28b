import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Endpoints } from '@/lib/contract/endpoints';
import type { ResponseOf } from '@/lib/contract/endpoint';
import type { TextInScript, WordsBothWays } from '@/lib/contract/scripts';
import { readPieces } from '@/lib/domain/script/alignment';
import { SCRIPTS, SHOWN_SCRIPTS } from '@/lib/domain/script/script';
import { ATOM, CELL_END, type Block } from '@/lib/domain/text/block';
import { db } from './db';
import { importArticle } from './import';
import { Problem } from './problem';
import { openReading, type Reading } from './reading';
import { readShownPage } from './shown';
import { Browser, signedInAs } from './testing/browser';
import { freshDatabase } from './testing/fresh-database';
import { article, key } from './testing/notes-cast';

type BlocksPage = ResponseOf<Endpoints['GET /api/articles/:slug/blocks']>;

beforeEach(freshDatabase);

const ask = <T>(address: string, who = new Browser()) => who.ask<T>(`GET /api/articles/${address}`);
const blocksOf = async (slug: string, query: string) => (await ask<BlocksPage>(`${slug}/blocks?${query}`)).data.blocks;
const textOf = async (slug: string, query: string) => (await ask<TextInScript>(`${slug}/text?${query}`)).data;

/** The sample essay: maths, footnotes, links, lists, a table, a figure. */
async function sample(): Promise<string> {
  const content = readFileSync(path.resolve('content/biaoxiang-yu-gainian.md'));
  const assets = () => readFileSync(path.resolve('content/images/similarity-and-membership.png'));
  const outcome = await importArticle('system', { content, filename: 'sample.md', assets });
  if (outcome instanceof Problem) throw new Error(outcome.code);
  return outcome.article.slug;
}

/** What text nodes hold of a block: not what atoms, line breaks and the ends of cells stand for. */
function words({
  text,
  marks,
  kind,
}: Pick<Block, 'text' | 'kind'> & { marks: readonly { type: string; start: number }[] }) {
  if (kind === 'math') return '';
  const breaks = new Set(marks.filter(({ type }) => type === 'break').map(({ start }) => start));
  return [...text.matchAll(/[^]/gu)]
    .filter(({ 0: character, index }) => character !== ATOM && !breaks.has(index))
    .map(([character]) => (kind === 'table' && (character === CELL_END || character === '\n') ? '' : character))
    .join('');
}

describe('the blocks of an article in a script', () => {
  it('are shown with the map back to what was written', async () => {
    await article({ texts: ['他的U盘坏了。', '头发“里”面。'] });
    expect(await blocksOf('biaoxiang', 'script=zh-Hant-TW-x-phrase')).toMatchObject([
      { text: '他的隨身碟壞了。', alignment: [[2, 4, 2, 5, 'U盘']] },
      { text: '頭髮「裡」面。', alignment: [] },
    ]);
    for (const query of ['', 'script=source'])
      expect(await blocksOf('biaoxiang', query)).toMatchObject([
        { text: '他的U盘坏了。', alignment: [] },
        { text: '头发“里”面。', alignment: [] },
      ]);
  });

  it('have their marks where the displayed words stand', async () => {
    await article({ texts: ['他的U盘坏了。'] });
    const marks = [
      { type: 'strong', start: 2, end: 4 },
      { type: 'link', start: 4, end: 6, href: 'https://example.org/坏' },
    ];
    await db().block.updateMany({ data: { marks } });
    expect(await blocksOf('biaoxiang', 'script=zh-Hant-TW-x-phrase')).toMatchObject([
      {
        marks: [
          { type: 'strong', start: 2, end: 5 },
          { type: 'link', start: 5, end: 7, href: 'https://example.org/坏' },
        ],
      },
    ]);
  });

  it('leave code as it is', async () => {
    await article({ texts: ['print("这里")', '变量这里'] });
    await db().block.updateMany({ where: { number: 1 }, data: { kind: 'code' } });
    await db().block.updateMany({ where: { number: 2 }, data: { marks: [{ type: 'code', start: 2, end: 4 }] } });
    expect((await blocksOf('biaoxiang', 'script=zh-Hant')).map(({ text }) => text)).toEqual([
      'print("这里")',
      '變量这里',
    ]);
  });

  it('are only those asked for', async () => {
    await article({ texts: Array.from({ length: 7 }, (_, index) => `第${index + 1}个`) });
    const { data } = await ask<BlocksPage>('biaoxiang/blocks?script=zh-Hant&from=3&limit=2');
    expect(data).toMatchObject({ script: 'zh-Hant', next: 5 });
    expect(data.blocks.map(({ text }) => text)).toEqual(['第3個', '第4個']);
  });
});

describe('a Traditional article', () => {
  it.each([
    ['zh-Hant', 'zh-Hans', '头发“干”了'],
    ['zh-Hant-TW', 'zh-Hans', '头发“干”了'],
    ['zh-Hant-HK', 'zh-Hans', '头发“干”了'],
    ['zh-Hant-TW', 'zh-Hant-TW', '頭髮「乾」了'],
    ['zh-Hant', 'source', '頭髮「乾」了'],
  ])('written in %s is read in %s', async (sourceScript, script, text) => {
    await article({ sourceScript, texts: ['頭髮「乾」了'] });
    expect(await blocksOf('biaoxiang', `script=${script}`)).toMatchObject([{ text }]);
  });
});

describe('the words that a page takes in place', () => {
  it.each(SHOWN_SCRIPTS)('are, in %s, the words of the sample essay’s blocks', async (script) => {
    const slug = await sample();
    const blocks = await blocksOf(slug, `script=${script}`);
    const text = await textOf(slug, `script=${script}`);
    expect(text).toMatchObject({ script, lang: script === 'source' ? 'zh-Hans' : script, rules: 0 });
    expect(text.blocks.map((block) => [block.key, block.runs.join('')])).toEqual(
      blocks.map((block) => [block.key, words(block)]),
    );
    expect(new Set(blocks.map(({ kind }) => kind))).toEqual(
      new Set(['heading', 'paragraph', 'quote', 'list-item', 'math', 'table', 'figure', 'footnote', 'code']),
    );
    for (const [index, { pieces }] of text.blocks.entries()) {
      const { text: shown = '', alignment = [] } = blocks[index] ?? {};
      expect(
        readPieces(pieces, shown.length).pieces.map((p) => [p.sourceStart, p.sourceEnd, p.displayStart, p.displayEnd]),
      ).toEqual(alignment.map((piece) => piece.slice(0, 4)));
    }
  });

  it('come in as many runs in every script: toggling makes and removes nothing', async () => {
    const slug = await sample();
    const counts = async (script: string) =>
      (await textOf(slug, `script=${script}`)).blocks.map(({ key, runs, asides }) => [key, runs.length, asides.length]);
    const source = await counts('source');
    for (const script of SCRIPTS) expect(await counts(script)).toEqual(source);
  });

  it('bring title, author, description and all headings along', async () => {
    await article({ texts: ['一、U盘', ...Array.from({ length: 300 }, () => '头'), '尾声与后记'] });
    await db().revision.updateMany({ data: { author: '编辑部', description: '读“图”' } });
    const headings = { number: { in: [1, 302] } };
    await db().block.updateMany({ where: headings, data: { kind: 'heading', attrs: { level: 2 } } });
    const text = await textOf('biaoxiang', 'script=zh-Hant-TW-x-phrase&from=2&to=3');
    expect(text.article).toEqual({ title: '表象與概念', author: '編輯部', description: '讀「圖」' });
    expect(text.headings).toEqual([
      { key: key(1), title: '一、隨身碟' },
      { key: key(302), title: '尾聲與後記' },
    ]);
    expect(text.blocks).toEqual([
      { key: key(2), runs: ['頭'], asides: [], pieces: '' },
      { key: key(3), runs: ['頭'], asides: [], pieces: '' },
    ]);
  });

  it('keep their quotation marks for those who want them kept', async () => {
    await article({ texts: ['“头发”'] });
    const runs = async (query: string) => (await textOf('biaoxiang', query)).blocks[0]?.runs;
    expect(await runs('script=zh-Hant')).toEqual(['「頭髮」']);
    expect(await runs('script=zh-Hant&quotes=false')).toEqual(['“頭髮”']);
    expect(await runs('script=zh-Hant')).toEqual(['「頭髮」']);
  });

  it('are at most two hundred blocks at once', async () => {
    await article({ texts: Array.from({ length: 450 }, () => '头') });
    expect((await textOf('biaoxiang', 'script=zh-Hant')).blocks).toHaveLength(200);
    expect((await textOf('biaoxiang', 'script=zh-Hant&from=401')).blocks).toHaveLength(50);
    expect((await ask('biaoxiang/text?script=zh-Hant&from=1&to=450')).status).toBe(422);
    expect((await textOf('biaoxiang', 'script=zh-Hant&from=9999')).blocks).toEqual([]);
  });
});

describe('an image’s words beside the text', () => {
  it('are converted too, in the order of the page', async () => {
    await article({ texts: [`见${ATOM}与这里`, '图一：头发'] });
    const image = { href: 'https://example.org/头.png' };
    const marks = [
      { type: 'image', start: 1, end: 2, image, alt: '头发' },
      { type: 'link', start: 3, end: 5, href: 'https://example.org/', title: '这里' },
    ];
    await db().block.updateMany({ where: { number: 1 }, data: { marks } });
    await db().block.updateMany({ where: { number: 2 }, data: { kind: 'figure', attrs: { image, alt: '头像' } } });
    const asides = async (script: string) =>
      (await textOf('biaoxiang', `script=${script}`)).blocks.map((block) => new Set(block.asides));
    expect(await asides('zh-Hant')).toEqual([new Set(['頭髮', '這裏']), new Set(['頭像'])]);
    expect(await asides('source')).toEqual([new Set(['头发', '这里']), new Set(['头像'])]);
  });
});

describe('why a word is shown so', () => {
  const why = (query: string) => ask<WordsBothWays>(`biaoxiang/words?${query}`);
  const on = (start: string, end: string, script = 'zh-Hant-TW-x-phrase') =>
    why(`script=${script}&start=${start}&end=${end}`);
  const BY_DICTIONARY = { kind: 'dictionary' };

  beforeEach(() => article({ texts: ['他的U盘坏了，鼠标也坏了。', '信息'] }));

  it('is told of every piece that is not one-to-one', async () => {
    expect((await on(`${key(1)}:0`, `${key(1)}:9`)).data).toEqual({
      source: '他的U盘坏了，鼠标',
      shown: '他的隨身碟壞了，滑鼠',
      pieces: [
        { block: key(1), start: 2, end: 4, source: 'U盘', shown: '隨身碟', rule: BY_DICTIONARY },
        { block: key(1), start: 7, end: 9, source: '鼠标', shown: '滑鼠', rule: BY_DICTIONARY },
      ],
    });
  });

  it('grows to the piece it cuts, spans paragraphs, and names nothing where all is one-to-one', async () => {
    expect((await on(`${key(1)}:3`, `${key(1)}:4`)).data).toMatchObject({ source: 'U盘', shown: '隨身碟' });
    expect((await on(`${key(1)}:10`, `${key(2)}:2`)).data).toMatchObject({
      source: '坏了。\n信息',
      shown: '壞了。\n資訊',
      pieces: [{ block: key(2), start: 0, end: 2, source: '信息', shown: '資訊' }],
    });
    expect((await on(`${key(1)}:2`, `${key(1)}:4`, 'zh-Hant')).data).toEqual({
      source: 'U盘',
      shown: 'U盤',
      pieces: [],
    });
  });

  it('names the line of the rule, where an editor decided it', async () => {
    const editor = await signedInAs('沈编', 'editor');
    const body = { rules: '# 电脑\nzh-Hant-TW: U盘 → USB隨身碟\n', base: 0 };
    await editor.ask('PUT /api/articles/biaoxiang/protected-words', { body });
    expect((await on(`${key(1)}:2`, `${key(1)}:4`)).data).toMatchObject({
      shown: 'USB隨身碟',
      pieces: [{ start: 2, end: 4, source: 'U盘', shown: 'USB隨身碟', rule: { kind: 'protected', line: 2 } }],
    });
  });

  it('names a rule that keeps a word, too, though nothing in it is not one-to-one', async () => {
    const editor = await signedInAs('沈编', 'editor');
    await editor.ask('PUT /api/articles/biaoxiang/protected-words', { body: { rules: 'keep U盘', base: 0 } });
    expect((await on(`${key(1)}:2`, `${key(1)}:4`)).data).toMatchObject({
      shown: 'U盘',
      pieces: [{ start: 2, end: 4, source: 'U盘', shown: 'U盘', rule: { kind: 'protected', line: 1 } }],
    });
  });

  it.each([
    ['nothing', `${key(1)}:2`, `${key(1)}:2`],
    ['an end before its start', `${key(2)}:0`, `${key(1)}:2`],
    ['an offset behind the end', `${key(1)}:0`, `${key(1)}:999`],
    ['a block that is not there', 'nowhere1:0', 'nowhere1:2'],
    ['half an address', key(1), `${key(1)}:2`],
  ])('is not asked of %s', async (_, start, end) => {
    expect([404, 422]).toContain((await on(start, end)).status);
  });
});

describe.each(['en', 'ja', 'und'])('an article in %s', (sourceScript) => {
  it('is in no script but its own', async () => {
    await article({ sourceScript, texts: ['学习“表象”'] });
    const range = `start=${key(1)}:0&end=${key(1)}:2`;
    for (const script of SCRIPTS)
      for (const address of [`text?script=${script}`, `blocks?script=${script}`, `words?script=${script}&${range}`])
        expect([address, (await ask(`biaoxiang/${address}`)).status]).toEqual([address, 404]);
    expect(await textOf('biaoxiang', 'script=source')).toMatchObject({
      lang: sourceScript,
      blocks: [{ runs: ['学习“表象”'] }],
    });
  });
});

describe('an article that one may not read', () => {
  it('has no words in any script', async () => {
    await article({ visibility: 'private' });
    const range = `start=${key(1)}:0&end=${key(1)}:2`;
    for (const who of [new Browser(), await signedInAs('林晚')])
      for (const address of ['text?script=zh-Hant', 'blocks?script=zh-Hant', `words?script=zh-Hant&${range}`])
        expect((await ask(`biaoxiang/${address}`, who)).status).toBe(404);
    expect((await ask('biaoxiang/text?script=zh-Hant', await signedInAs('沈编', 'editor'))).status).toBe(200);
  });

  it('nor does an edition or a script that there is not', async () => {
    await article();
    expect((await ask('biaoxiang/text?script=zh-Hant&revision=2')).status).toBe(404);
    expect([404, 422]).toContain((await ask('biaoxiang/text?script=zh-Hant-SG')).status);
    expect([404, 422]).toContain((await ask('biaoxiang/text?script=../../etc')).status);
    expect([404, 422]).toContain((await ask('biaoxiang/blocks?script=klingon')).status);
  });
});

describe('a reading page in a script', () => {
  const open = async (query: object) => {
    const reading = await openReading(null, 'biaoxiang', query);
    if (reading instanceof Problem) throw new Error(reading.code);
    return reading;
  };

  const blocksOf = (reading: Reading) => readShownPage(reading, reading.wanted, reading.display, reading.page);

  it('shows its blocks, its title and its headings so', async () => {
    await article({ texts: ['一、U盘', '他的U盘坏了。'] });
    await db().block.updateMany({ where: { number: 1 }, data: { kind: 'heading', attrs: { level: 2 } } });
    const reading = await open({ script: 'zh-Hant-TW-x-phrase' });
    expect(reading).toMatchObject({ wanted: { script: 'zh-Hant-TW-x-phrase' }, lang: 'zh-Hant-TW-x-phrase' });
    expect((await blocksOf(reading)).map(({ text, block }) => [text, block.text])).toEqual([
      ['一、隨身碟', '一、U盘'],
      ['他的隨身碟壞了。', '他的U盘坏了。'],
    ]);
    expect(reading.words.title).toBe('表象與概念');
    expect(reading.headingTitles.get(key(1))).toBe('一、隨身碟');
    expect(reading.outline.headings.map(({ text }) => text)).toEqual(['一、U盘']);
  });

  it('is as it was written unless a script is asked for', async () => {
    await article({ texts: ['他的“U盘”坏了。'] });
    const reading = await open({});
    expect(reading).toMatchObject({ wanted: { script: 'source' }, lang: 'zh-Hans' });
    expect(await blocksOf(reading)).toMatchObject([{ text: '他的“U盘”坏了。' }]);
  });

  it('is not there in English', async () => {
    await article({ sourceScript: 'en', texts: ['Words'] });
    expect(await openReading(null, 'biaoxiang', { script: 'zh-Hant' })).toMatchObject({ code: 'not-found' });
  });
});
