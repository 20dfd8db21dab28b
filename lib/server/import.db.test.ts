import { beforeEach, describe, expect, it } from 'vitest';
import type { Role, Viewer } from '@/lib/domain/permissions/can';
import { parseFile, type BlockBatch } from '@/lib/markdown/parse-file';
import { readBlocks } from './articles';
import { openAsset } from './assets';
import { db } from './db';
import { importArticle, type ImportedArticle, type ImportInput } from './import';
import type { Importer } from './import-source';
import { ImportProblem, warningWords } from './import-words';
import { Problem } from './problem';
import { freshDatabase } from './testing/fresh-database';

beforeEach(freshDatabase);

/** Two by three pixels: as much of a PNG as is looked at. */
const PNG = Uint8Array.from([
  0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 2, 0, 0, 0, 3, 8, 2,
  0, 0, 0,
]);
const SVG = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" width="2" height="2"/>');

const ESSAY = '---\ntitle: 眉批\n---\n\n开篇。\n\n![图](图.png)\n';

async function person(role: Role): Promise<NonNullable<Viewer>> {
  const id = crypto.randomUUID();
  await db().user.create({ data: { id, email: `${id}@example.com`, name: role, role } });
  return { id, role };
}

const importing = (importer: Importer, input: Partial<ImportInput> = {}) =>
  importArticle(importer, { content: ESSAY, filename: 'meipi.md', ...input });

async function imported(importer: Importer, input: Partial<ImportInput> = {}): Promise<ImportedArticle> {
  const outcome = await importing(importer, input);
  if (outcome instanceof Problem) throw new Error(outcome.code);
  return outcome;
}

const codeOf = (outcome: ImportedArticle | Problem) => (outcome instanceof Problem ? outcome.code : 'imported');

/** How many rows every table of an import has. */
const rows = async () =>
  Promise.all([db().article.count(), db().revision.count(), db().block.count(), db().asset.count()]);

describe('an import', () => {
  it('is an article of its importer, with one revision, its blocks and its images', async () => {
    const editor = await person('editor');
    const { article, warnings } = await imported(editor, {
      assets: [{ name: '图.png', bytes: PNG }],
      visibility: 'signed-in',
    });
    expect(article).toMatchObject({
      slug: 'meipi',
      title: '眉批',
      revision: 1,
      blockCount: 2,
      visibility: 'signed-in',
      canEdit: true,
    });
    expect(warnings).toEqual([]);
    const stored = await db().article.findUniqueOrThrow({ where: { slug: 'meipi' }, include: { revisions: true } });
    expect(stored.ownerId).toBe(editor.id);
    expect(stored.revisions).toMatchObject([{ number: 1, source: ESSAY, encoding: 'utf-8', sourceFormat: 'markdown' }]);
    const blocks = await readBlocks(stored.revisions[0]?.id ?? '');
    expect(blocks.map(({ kind, text }) => [kind, text])).toEqual([
      ['paragraph', '开篇。'],
      ['figure', '图'],
    ]);
    expect(blocks[1]?.attrs.image).toMatchObject({ width: 2, height: 3 });
  });

  it('is private when its file says nothing and its importer says so', async () => {
    expect((await imported('system', { visibility: 'private' })).article.visibility).toBe('private');
  });

  it.each([
    ['as asked', { slug: 'asked', content: '---\nslug: front\n---\n文' }, 'asked'],
    ['from the front matter', { content: '---\nslug: Front Matter!\n---\n文' }, 'front-matter'],
    [
      'from the file’s name',
      { filename: '2023-06-29-表象与概念.md', content: '---\ntitle: 题\n---\n文' },
      '表象与概念',
    ],
    ['from the title, when the name says nothing', { filename: 'index.md', content: '# 题目，一\n\n文' }, '题目-一'],
  ])('has its address %s', async (_, input, slug) => {
    expect((await imported('system', input)).article.slug).toBe(slug);
  });

  it('of GB18030 keeps the text in Unicode and says so', async () => {
    const content = Uint8Array.from([0xce, 0xd2, 0xc3, 0xc7, 0xd4, 0xda, 0xd5, 0xe2, 0xc0, 0xef]);
    const { warnings } = await imported('system', { content, filename: 'gb.txt' });
    expect(await warningWords('zh-Hans', warnings)).toEqual([
      { line: null, message: '文件的编码是 GB18030，已转为 Unicode。' },
    ]);
    expect(await db().revision.findFirst()).toMatchObject({
      source: '我们在这里',
      encoding: 'gb18030',
      sourceFormat: 'plain-text',
    });
  });

  it('stores an image once, and only when it is shown', async () => {
    const assets = [
      { name: '图.png', bytes: PNG },
      { name: '不用.png', bytes: Uint8Array.from([...PNG, 1]) },
    ];
    await imported('system', { assets });
    await imported('system', { assets, slug: 'again' });
    expect(await db().asset.count()).toBe(1);
    expect(await db().revisionAsset.count()).toBe(2);
  });

  it('refuses SVG, whatever it calls itself', async () => {
    const { warnings } = await imported('system', { assets: [{ name: '图.png', bytes: SVG }] });
    expect(warnings).toMatchObject([{ code: 'image-unsupported', line: 7 }]);
    expect(await db().asset.count()).toBe(0);
  });

  it('of two thousand and more blocks arrives whole and in order', async () => {
    const content = Array.from({ length: 4321 }, (_, i) => `第${i}段。`).join('\n\n');
    const { article } = await imported('system', { content });
    expect(article.blockCount).toBe(4321);
    const last = await db().block.findFirst({ orderBy: { number: 'desc' } });
    expect(last).toMatchObject({ number: 4321, text: '第4320段。' });
  });

  it.each([
    ['Markdown', 'long.md', '## ', '**很\u2028长**'],
    ['plain text', 'long.txt', '', '很长'],
  ])('of long %s is the same though another process parses it, batch by batch', async (_, filename, mark, words) => {
    const chapter = (n: number) => `${mark}第${n}回 桥上\n\n这是${words}的一段文字𠮷。\n\n`;
    const content = Array.from({ length: 12_000 }, (_, index) => chapter(index + 1)).join('');
    const { article, headings } = await imported('system', { content: new TextEncoder().encode(content), filename });
    expect([article.blockCount, headings]).toEqual([24_000, 12_000]);
    const { id, source } = await db().revision.findFirstOrThrow();
    expect(source === content).toBe(true);
    const here = parseFile(content, { filename });
    const expected = here.ok
      ? [...(here.batches as Iterable<BlockBatch>)].flatMap(({ rows }) => JSON.parse(rows) as unknown[])
      : [];
    expect(await readBlocks(id)).toEqual(expected);
  });

  it('of a long file knows the images that were sent along', async () => {
    const content = new TextEncoder().encode(`![图](图.png)\n\n${'这是一段**很长**的文字。\n\n'.repeat(20_000)}`);
    const { article, warnings } = await imported('system', { content, assets: [{ name: '图.png', bytes: PNG }] });
    expect([article.blockCount, warnings]).toEqual([20_001, []]);
    expect(await db().asset.count()).toBe(1);
  });
});

describe('an import that fails', () => {
  it('names the file and the line, in the reader’s language', async () => {
    const problem = await importing('system', { content: '---\ntitle: 甲\ntags: [乙\n---\n文', filename: '坏.md' });
    expect(problem).toBeInstanceOf(ImportProblem);
    const reason = (problem as ImportProblem).options.reason;
    expect(await reason?.('zh-Hans')).toMatch(/^坏\.md 第 \d 行：文件头的 YAML 有误/);
    expect(await reason?.('en')).toMatch(/^坏\.md, line \d: The YAML front matter is not valid/);
  });

  it.each([
    ['an empty file', { content: '' }],
    ['a picture', { content: PNG }],
    ['nested quotes', { content: '> '.repeat(10_000) }],
    ['front matter only', { content: '---\ntitle: 甲\n---\n' }],
  ])('leaves nothing behind: %s', async (_, input) => {
    expect(codeOf(await importing('system', input))).toBe('import-failed');
    expect(await rows()).toEqual([0, 0, 0, 0]);
  });

  it('on an address that is taken leaves the first article as it was', async () => {
    await imported('system', { assets: [{ name: '图.png', bytes: PNG }] });
    const before = await rows();
    const other = await importing('system', { content: '别的文章。', assets: [] });
    expect(codeOf(other)).toBe('slug-taken');
    expect((other as Problem).options.values).toEqual({ slug: 'meipi' });
    expect(await rows()).toEqual(before);
  });

  it('lets one of two at once have the address', async () => {
    const outcomes = await Promise.all([importing('system'), importing('system')]);
    expect(outcomes.map(codeOf).sort()).toEqual(['imported', 'slug-taken']);
    expect((await rows())[0]).toBe(1);
  });

  it('in the database, half-way, leaves nothing behind', async () => {
    await db().$executeRawUnsafe('ALTER TABLE block ADD CONSTRAINT broken CHECK (number < 2)');
    await expect(importing('system')).rejects.toThrow();
    expect(await rows()).toEqual([0, 0, 0, 0]);
  });

  it('for being too large is refused before it is read', async () => {
    expect(codeOf(await importing('system', { content: new Uint8Array(12_000_001) }))).toBe('too-large');
  });
});

describe('who may import', () => {
  it('nobody who has not signed in, no reader, every editor and admin, and the system', async () => {
    const outcomes = new Map<string, string>();
    for (const [name, importer] of [
      ['nobody', null],
      ['reader', await person('reader')],
      ['editor', await person('editor')],
      ['admin', await person('admin')],
      ['system', 'system'],
    ] as const)
      outcomes.set(name, codeOf(await importing(importer, { slug: `by-${name}` })));
    expect(Object.fromEntries(outcomes)).toEqual({
      nobody: 'not-signed-in',
      reader: 'not-found',
      editor: 'imported',
      admin: 'imported',
      system: 'imported',
    });
    expect(await db().article.count()).toBe(3);
  });
});

describe('an image', () => {
  it('is for those who may read an article that shows it', async () => {
    const [owner, editor, reader] = [await person('editor'), await person('editor'), await person('reader')];
    await imported(owner, { assets: [{ name: '图.png', bytes: PNG }], visibility: 'private' });
    const { hash } = await db().asset.findFirstOrThrow();
    const seenBy = async (viewer: Viewer) => !((await openAsset(viewer, hash)) instanceof Problem);
    expect([await seenBy(owner), await seenBy(editor), await seenBy(reader), await seenBy(null)]).toEqual([
      true,
      true,
      false,
      false,
    ]);
    await imported(owner, { assets: [{ name: '图.png', bytes: PNG }], slug: 'open' });
    expect([await seenBy(reader), await seenBy(null)]).toEqual([true, true]);
    expect(await openAsset(null, hash)).toMatchObject({ mediaType: 'image/png', bytes: PNG });
    expect(await openAsset(owner, '0'.repeat(64))).toBeInstanceOf(Problem);
  });
});
