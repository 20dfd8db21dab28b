import { uuidv7 } from 'uuidv7';
import { beforeEach, describe, expect, it } from 'vitest';
import type { EditionPreview } from '@/lib/contract/articles';
import type { EditionOutcome } from '@/lib/contract/editions';
import { bodyOfText } from '@/lib/richtext/body';
import { readBlocks } from './articles';
import { openAsset } from './assets';
import { db } from './db';
import { importArticle, type ImportedArticle } from './import';
import { outlineOf } from './outline';
import { placeIn } from './places';
import { Problem } from './problem';
import { publishEdition } from './publish';
import { FOLDING_VERSION } from './search-index';
import { Browser, signedInAs } from './testing/browser';
import { freshDatabase } from './testing/fresh-database';
import { as, codeOf, person, write, type Person } from './testing/notes-cast';

beforeEach(freshDatabase);

const FIRST = ['# 桥', '从前有一座石桥，桥下没有水。', '后来桥断了，没有人去修。', '再后来，人们忘了那里有过桥。'];
const file = (paragraphs: readonly string[]): string => paragraphs.join('\n\n');

/** The essay with one paragraph otherwise; null: without it. */
const without = (index: number): string[] => FIRST.toSpliced(index, 1);
const withOther = (index: number, text: string): string[] => FIRST.with(index, text);

const importBridge = (slug = 'bridge') =>
  importArticle('system', { content: file(FIRST), filename: 'bridge.md', slug }) as Promise<ImportedArticle>;

const publish = (paragraphs: readonly string[], facts: { base?: number; reason?: string } = {}) =>
  publishEdition('system', 'bridge', { content: file(paragraphs), filename: 'bridge.md', ...facts });

async function published(paragraphs: readonly string[], facts = {}): Promise<ImportedArticle> {
  const outcome = await publish(paragraphs, facts);
  if (outcome instanceof Problem) throw new Error(outcome.code);
  return outcome;
}

const problemOf = (outcome: unknown): unknown => (outcome instanceof Problem ? outcome.code : outcome);

async function revisionOf(slug = 'bridge', number?: number) {
  const article = await db().article.findUniqueOrThrow({ where: { slug } });
  return db().revision.findUniqueOrThrow({
    where: { articleId_number: { articleId: article.id, number: number ?? article.revision } },
  });
}

const blocksOf = async (slug = 'bridge', number?: number) => readBlocks((await revisionOf(slug, number)).id);

/** Writes a note on words of the edition in force, wherever they stand in it. */
async function note(who: Person, words: string, changes: object = {}): Promise<string> {
  const { number } = await revisionOf();
  const block = (await blocksOf()).find(({ text }) => text.includes(words));
  if (!block) throw new Error(`${words}: not in this edition`);
  const offset = block.text.indexOf(words);
  const target = {
    start: { block: block.key, offset },
    end: { block: block.key, offset: offset + words.length },
    exact: words,
  };
  return write(who, { article: 'bridge', revision: number, target, body: bodyOfText('为什么？'), ...changes });
}

const positionsOf = (annotationId: string) =>
  db().position.findMany({ where: { annotationId }, orderBy: { firstRevision: 'asc' } });

/** The words that a position's offsets name in an edition. */
async function wordsAt(id: string, number: number): Promise<string | null> {
  const position = (await positionsOf(id)).find(
    ({ firstRevision, lastRevision }) => firstRevision <= number && (lastRevision ?? Infinity) >= number,
  );
  const block = (await blocksOf('bridge', number)).find(({ key }) => key === position?.startBlock);
  return position?.startOffset == null ? null : (block?.text.slice(position.startOffset, position.endOffset!) ?? null);
}

/** Every row that an edition leaves behind. */
const rows = () =>
  Promise.all([
    db().revision.count(),
    db().block.count(),
    db().asset.count(),
    db().revisionAsset.count(),
    db().searchChunk.count(),
    db().position.count(),
    db().auditEvent.count(),
  ]);

describe('a next edition', () => {
  it('is the one in force, says who and why, and leaves the one before as it was', async () => {
    const editor = await person('编者', 'editor');
    await importBridge();
    const before = await blocksOf('bridge', 1);
    const outcome = await publishEdition({ id: editor.id, role: 'editor' }, 'bridge', {
      content: file(withOther(2, '后来桥塌了，没有人去修。')),
      filename: 'bridge.md',
      reason: ' 改正一个字 ',
    });
    expect(outcome).toMatchObject({
      article: { slug: 'bridge', revision: 2, canEdit: true },
      headings: 0,
      warnings: [],
    });
    expect(await revisionOf()).toMatchObject({ number: 2, createdById: editor.id, reason: '改正一个字' });
    expect((await blocksOf()).map(({ text }) => text)).toEqual([FIRST[1], '后来桥塌了，没有人去修。', FIRST[3]]);
    expect(await blocksOf('bridge', 1)).toEqual(before);
    expect(await db().auditEvent.findMany()).toMatchObject([
      { actorId: editor.id, action: 'article.edition', detail: { slug: 'bridge', number: '2' } },
    ]);
  });

  it('carries the keys of paragraphs that stayed, wherever they stand', async () => {
    await importBridge();
    const [first, , third] = await blocksOf();
    await published(['# 桥', '这一段是新的，放在最前面。', ...without(2).slice(1)]);
    const keys = (await blocksOf()).map(({ key }) => key);
    expect([keys.indexOf(first!.key), keys.indexOf(third!.key), new Set(keys).size]).toEqual([1, 2, 3]);
  });

  it('in another script is the same text, and keeps its notes', async () => {
    const reader = await person('读者');
    await importBridge();
    const [kept, edited] = [await note(reader, '桥下没有水'), await note(reader, '没有人去修')];
    const paragraphs = [
      '# 橋',
      '從前有一座石橋，橋下沒有水。',
      '後來橋斷了，沒有誰去修。',
      '再後來，人們忘了那裡有過橋。',
    ];
    const outcome = await publishEdition('system', 'bridge', {
      content: `---\nlang: zh-Hant\n---\n\n${file(paragraphs)}`,
      filename: 'bridge.md',
    });
    expect(outcome).toMatchObject({ outcome: { blocks: { unchanged: 2, corrected: 1, new: 0, gone: 0 } } });
    expect(await wordsAt(kept, 2)).toBe('橋下沒有水');
    expect(await positionsOf(kept)).toMatchObject([{ state: 'kept', lastRevision: null }]);
    expect((await positionsOf(edited)).at(-1)).toMatchObject({ state: 'edited', words: '沒有誰去修' });
  });

  it('writes positions only of the notes that stand otherwise', async () => {
    const reader = await person('读者');
    await importBridge();
    const [kept, lost] = [await note(reader, '石桥'), await note(reader, '没有人去修')];
    await published(without(2));
    expect(await positionsOf(kept)).toMatchObject([{ firstRevision: 1, lastRevision: null, state: 'kept' }]);
    expect(await positionsOf(lost)).toMatchObject([
      { firstRevision: 1, lastRevision: 1, state: 'kept', startOffset: 6, endOffset: 11 },
      {
        firstRevision: 2,
        lastRevision: null,
        state: 'removed',
        startOffset: null,
        endOffset: null,
        repairedById: null,
      },
    ]);
    expect([await wordsAt(kept, 1), await wordsAt(kept, 2), await wordsAt(lost, 1)]).toEqual([
      '石桥',
      '石桥',
      '没有人去修',
    ]);
  });

  it('counts what it did', async () => {
    const reader = await person('读者');
    await importBridge();
    await note(reader, '石桥');
    await note(reader, '没有人去修');
    await as(reader).delete(await note(reader, '桥断了'));
    const { outcome } = await published(without(2));
    expect(outcome).toMatchObject({
      blocks: { unchanged: 2, gone: 1, new: 0, corrected: 0 },
      notes: { kept: 1, removed: 1, moved: 0, edited: 0, uncertain: 0 },
    } satisfies { [K in keyof EditionOutcome]: Partial<EditionOutcome[K]> });
    expect((await revisionOf()).outcome).toEqual(outcome);
    expect((await revisionOf('bridge', 1)).outcome).toBeNull();
  });

  it('brings back a note whose words come back', async () => {
    const reader = await person('读者');
    await importBridge();
    const id = await note(reader, '没有人去修');
    await published(without(2));
    await published(FIRST);
    expect((await positionsOf(id)).map(({ state }) => state)).toEqual([
      'kept',
      'removed',
      expect.not.stringMatching('removed'),
    ]);
    expect(await wordsAt(id, 3)).toBe('没有人去修');
  });

  it('takes deleted notes along, so that a restored one stands right', async () => {
    const reader = await person('读者');
    await importBridge();
    const [moved, gone] = [await note(reader, '那里有过桥'), await note(reader, '没有人去修')];
    for (const id of [moved, gone]) await as(reader).delete(id);
    await published([...without(2).slice(0, 1), '开头多了一段，与别处都不一样。', ...without(2).slice(1)]);
    for (const id of [moved, gone]) expect((await as(reader).restore(id)).status).toBe(200);
    expect(await wordsAt(moved, 2)).toBe('那里有过桥');
    expect((await positionsOf(gone)).at(-1)).toMatchObject({ state: 'removed', firstRevision: 2 });
  });

  it('leaves notes on whole paragraphs and the whole article where they belong', async () => {
    const reader = await person('读者');
    await importBridge();
    const [first, second] = await blocksOf();
    const onFirst = await note(reader, '石桥', { target: { block: first!.key } });
    const onSecond = await note(reader, '石桥', { target: { block: second!.key } });
    const onAll = await note(reader, '石桥', { target: null });
    await published(without(2));
    expect(await positionsOf(onFirst)).toMatchObject([{ startBlock: first!.key, lastRevision: null }]);
    expect((await positionsOf(onSecond)).at(-1)).toMatchObject({ state: 'removed' });
    expect(await positionsOf(onAll)).toMatchObject([{ startBlock: null, state: 'kept', lastRevision: null }]);
  });

  it('does not touch another article, though its paragraphs are the same', async () => {
    const reader = await person('读者');
    await importBridge();
    await importBridge('decoy');
    const [, second] = await blocksOf('decoy');
    const target = {
      start: { block: second!.key, offset: 6 },
      end: { block: second!.key, offset: 11 },
      exact: '没有人去修',
    };
    const id = await write(reader, { article: 'decoy', target });
    await published(without(2));
    expect(await positionsOf(id)).toMatchObject([{ firstRevision: 1, lastRevision: null, state: 'kept' }]);
    expect((await db().article.findUniqueOrThrow({ where: { slug: 'decoy' } })).revision).toBe(1);
  });

  it('shows the images that come with it, and the edition before keeps its own', async () => {
    const png = (width: number) =>
      Uint8Array.from([
        ...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d],
        ...[0x49, 0x48, 0x44, 0x52, 0, 0, 0, width, 0, 0, 0, 3, 8, 2, 0, 0, 0],
      ]);
    const input = (width: number) => ({
      content: '正文。\n\n![图](图.png)\n',
      filename: 'bridge.md',
      assets: [{ name: '图.png', bytes: png(width) }],
    });
    await importArticle('system', { ...input(2), slug: 'bridge' });
    expect(problemOf(await publishEdition('system', 'bridge', input(2)))).toBe('nothing-changed');
    await publishEdition('system', 'bridge', input(4));
    const images = await db().revisionAsset.findMany({
      include: { revision: true },
      orderBy: { revision: { number: 'asc' } },
    });
    expect(images.map(({ revision }) => revision.number)).toEqual([1, 2]);
    expect(images[0]?.hash).not.toBe(images[1]?.hash);
    for (const { hash } of images) expect(await openAsset(null, hash)).toMatchObject({ mediaType: 'image/png' });
    expect((await blocksOf()).at(-1)?.attrs.image).toMatchObject({ asset: images[1]?.hash, width: 4 });
  });

  it('is what a search finds, and no longer the one before', async () => {
    await importBridge();
    await published(withOther(1, '从前有一座木桥，桥下没有水。'));
    const found = async (words: string, query = '') => {
      const path = `GET /api/articles/bridge/search?q=${encodeURIComponent(words)}${query}`;
      return (await new Browser().ask<{ total: number }>(path)).data.total;
    };
    const inLibrary = async (words: string) =>
      (await new Browser().ask<{ articles: unknown[] }>(`GET /api/search?q=${encodeURIComponent(words)}`)).data.articles
        .length;
    expect([await found('木桥'), await found('石桥'), await found('石桥', '&revision=1')]).toEqual([1, 0, 1]);
    expect([await inLibrary('木桥'), await inLibrary('石桥')]).toEqual([1, 0]);
    expect((await revisionOf()).folding).toBe(FOLDING_VERSION);
  });

  it('leaves who stopped in a paragraph that is gone without a place, and others with theirs', async () => {
    const [reader, other] = [await person('读者'), await person('另一位')];
    await importBridge();
    const [first, second] = await blocksOf();
    const { articleId } = await revisionOf();
    for (const [userId, blockKey] of [
      [reader.id, second!.key],
      [other.id, first!.key],
    ] as const)
      await db().readingPlace.create({ data: { userId, articleId, blockKey, progress: 0.5 } });
    await published(without(2));
    const { id } = await revisionOf();
    expect(await placeIn({ id: reader.id, role: 'reader' }, articleId, id)).toBeNull();
    expect(await placeIn({ id: other.id, role: 'reader' }, articleId, id)).toMatchObject({
      block: first!.key,
      number: 1,
    });
  });

  it('has an outline and pages of its own, though the one before had been read', async () => {
    await importBridge();
    const first = await revisionOf();
    expect((await outlineOf(first.id)).headings).toEqual([]);
    await published([...FIRST, '## 尾声', '桥还在。']);
    const next = await revisionOf();
    expect((await outlineOf(next.id)).headings).toMatchObject([{ text: '尾声', number: 4 }]);
    const blocks = await new Browser().ask<{ blocks: { text: string }[] }>('GET /api/articles/bridge/blocks');
    expect(blocks.data.blocks).toHaveLength(5);
  });

  it.each([
    ['the same file', FIRST],
    ['another layout of the same text', [...FIRST.map((text) => `${text}\n`)]],
  ])('is none when nothing changed: %s', async (_, paragraphs) => {
    await importBridge();
    const before = await rows();
    expect(problemOf(await publish(paragraphs))).toBe('nothing-changed');
    expect(await rows()).toEqual(before);
  });

  it.each([
    ['a mark', withOther(1, FIRST[1]!.replace('石桥', '**石桥**'))],
    ['the title', withOther(0, '# 石桥')],
    ['the front matter', ['---\nauthor: 无名氏\n---', ...FIRST]],
    ['a level', ['# 桥', '## 一座桥', ...FIRST.slice(1)]],
  ])('is one when only this changed: %s', async (_, paragraphs) => {
    const reader = await person('读者');
    await importBridge();
    const id = await note(reader, '石桥');
    expect((await published(paragraphs)).article.revision).toBe(2);
    expect(await wordsAt(id, 2)).toBe('石桥');
  });
});

/**
 * Publishes, and does something when all has been computed and stored, and nothing but the article's row is waited for.
 *
 * @param act gets a transaction that holds that row, as a note's writer does
 */
async function whilePublishing(
  paragraphs: readonly string[],
  act: (tx: Parameters<Parameters<ReturnType<typeof db>['$transaction']>[0]>[0]) => Promise<unknown>,
): Promise<ImportedArticle> {
  let publishing: Promise<ImportedArticle> | undefined;
  await db().$transaction(
    async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM article WHERE slug = 'bridge' FOR SHARE`;
      publishing = published(paragraphs);
      await waitForWaiting(1);
      await act(tx);
    },
    { timeout: 60_000 },
  );
  return publishing!;
}

/** Until so many wait for a lock. */
const waitForWaiting = (count: number) =>
  expect
    .poll(
      () => db().$queryRaw`
        SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
      { timeout: 20_000 },
    )
    .toHaveLength(count);

describe('while it is being published', () => {
  it('a note that is written is placed like the others', async () => {
    const reader = await person('读者');
    await importBridge();
    const late: string[] = [];
    const { outcome } = await whilePublishing(without(2), async () => {
      for (const words of ['石桥', '没有人去修']) late.push(await note(reader, words));
    });
    expect(outcome).toMatchObject({ notes: { kept: 1, removed: 1 } });
    const [kept, lost] = late;
    expect(await positionsOf(kept!)).toMatchObject([{ state: 'kept', lastRevision: null }]);
    expect(await positionsOf(lost!)).toMatchObject([{ lastRevision: 1 }, { state: 'removed', firstRevision: 2 }]);
  });

  it('a note that is put elsewhere is followed from there', async () => {
    const reader = await person('读者');
    await importBridge();
    const id = await note(reader, '没有人去修');
    const [first] = await blocksOf();
    await whilePublishing(
      without(2),
      (tx) => tx.$executeRaw`
        UPDATE position SET start_block = ${first!.key}, end_block = ${first!.key}, start_offset = 5, end_offset = 7, words = '石桥'
        WHERE annotation_id = ${id}::uuid`,
    );
    expect(await wordsAt(id, 2)).toBe('石桥');
    expect(await positionsOf(id)).toMatchObject([{ lastRevision: null, words: '石桥' }]);
  });

  it('a note that goes with its writer is no obstacle', async () => {
    const [leaver, stayer] = [await person('要走的'), await person('留下的')];
    await importBridge();
    const [gone, there] = [await note(leaver, '没有人去修'), await note(stayer, '没有人去修')];
    let publishing: Promise<ImportedArticle> | undefined;
    await db().$transaction(
      async (leaving) => {
        publishing = whilePublishing(without(2), () => leaving.annotation.delete({ where: { id: gone } }));
        // It has the article's row by now, and waits to see whether the note goes.
        await expect.poll(() => waitsFor('rebased'), { timeout: 20_000 }).toBe(true);
      },
      { timeout: 60_000 },
    );
    await publishing;
    expect(await positionsOf(gone)).toEqual([]);
    expect((await positionsOf(there)).at(-1)).toMatchObject({ state: 'removed' });
  });

  const waitsFor = async (words: string): Promise<boolean> =>
    (
      await db().$queryRaw<unknown[]>`
        SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE ${`%WITH ${words}%`}`
    ).length > 0;

  it('somebody else’s edition makes it none, and nothing of it remains', async () => {
    await importBridge();
    const outcomes = await Promise.all([
      publish(without(1)),
      publish(without(2), { base: 1 }),
      publish(withOther(3, '忘了。')),
    ]);
    const refused = outcomes.filter((outcome) => outcome instanceof Problem);
    expect(refused.map(({ code, options }) => [code, options.values])).toEqual([
      ['edition-changed', { current: 2 }],
      ['edition-changed', { current: 2 }],
    ]);
    expect((await db().revision.findMany()).map(({ number }) => number).sort()).toEqual([1, 2]);
    expect(await db().block.count()).toBe(3 + (await blocksOf()).length);
    expect(await db().auditEvent.count()).toBe(1);
  });

  it('an edition that gets in between makes it none, however late', async () => {
    await importBridge();
    const before = await rows();
    const getIn = whilePublishing(without(2), (tx) =>
      tx.article.update({ where: { slug: 'bridge' }, data: { revision: 7 } }),
    );
    await expect(getIn).rejects.toThrow('edition-changed');
    expect(await rows()).toEqual(before);
  });

  it('a failure of the database leaves the edition before, whole', async () => {
    const reader = await person('读者');
    await importBridge();
    const id = await note(reader, '没有人去修');
    const before = await rows();
    await db().$executeRawUnsafe(`ALTER TABLE position ADD CONSTRAINT broken CHECK (state <> 'removed')`);
    await expect(publish(without(2))).rejects.toThrow();
    expect(await rows()).toEqual(before);
    expect((await revisionOf()).number).toBe(1);
    expect(await wordsAt(id, 1)).toBe('没有人去修');
  });
});

describe('the door', () => {
  const send = (who: Browser, query: string, paragraphs: readonly string[] = without(2)) =>
    who.ask<ImportedArticle & { code: string; slug?: string; detail: string }>(`POST /api/articles?${query}`, {
      body: file(paragraphs),
      headers: { 'content-type': 'text/markdown' },
    });
  const preview = (who: Browser, slug = 'bridge', query = '', paragraphs: readonly string[] = without(2)) =>
    who.ask<EditionPreview & { code: string }>(`POST /api/articles/${slug}/revisions/preview?${query}`, {
      body: file(paragraphs),
      headers: { 'content-type': 'text/markdown' },
    });

  it('publishes under the address of an article that one edits, and answers with what it did', async () => {
    await importBridge();
    const editor = await signedInAs('编者', 'editor');
    const { status, data } = await send(editor, 'slug=bridge&base=1&reason=%E5%88%A0%E5%8E%BB%E4%B8%80%E6%AE%B5');
    expect([status, data.article.revision, data.outcome?.blocks.gone]).toEqual([201, 2, 1]);
    expect((await revisionOf()).reason).toBe('删去一段');
    expect(await send(editor, 'slug=bridge&base=1', withOther(3, '完。'))).toMatchObject({
      status: 409,
      data: { code: 'edition-changed' },
    });
    expect(await send(editor, 'slug=bridge')).toMatchObject({ status: 409, data: { code: 'nothing-changed' } });
  });

  it('makes no next edition by surprise', async () => {
    await importBridge();
    const editor = await signedInAs('编者', 'editor');
    const before = await rows();
    for (const query of ['slug=bridge&base=0', 'filename=bridge.md', 'filename=bridge.md&base=0'])
      expect(await send(editor, query), query).toMatchObject({
        status: 409,
        data: { code: 'slug-taken', slug: 'bridge' },
      });
    expect(await send(editor, 'filename=bridge.md&base=1')).toMatchObject({ status: 422 });
    expect(await send(editor, 'slug=elsewhere&base=1')).toMatchObject({ status: 404 });
    expect(await rows()).toEqual(before);
  });

  it.each([
    ['no number', 'base=one'],
    ['a reason of 501 characters', `reason=${'字'.repeat(501)}`],
    ['a null character', 'reason=%00'],
  ])('refuses what is malformed: %s', async (_, query) => {
    await importBridge();
    expect(await send(await signedInAs('编者', 'editor'), `slug=bridge&${query}`)).toMatchObject({ status: 422 });
    expect(await db().revision.count()).toBe(1);
  });

  it('takes its fields from a form, too', async () => {
    await importBridge();
    const editor = await signedInAs('编者', 'editor');
    const form = new FormData();
    form.append('file', new File([file(without(2))], 'bridge.md'));
    for (const [name, value] of Object.entries({ slug: 'bridge', base: '1', reason: '表单' })) form.append(name, value);
    const request = new Response(form);
    const headers = { 'content-type': request.headers.get('content-type')! };
    const { status } = await editor.ask('POST /api/articles', { body: await request.text(), headers });
    expect([status, (await revisionOf()).reason]).toEqual([201, '表单']);
  });

  it('previews what publishing then does, and stores nothing', async () => {
    const reader = await person('读者');
    await importBridge();
    await note(reader, '没有人去修');
    const before = await rows();
    const editor = await signedInAs('编者', 'editor');
    const { status, data } = await preview(editor, 'bridge', '', ['---\nauthor: 佚名\n---', ...without(2)]);
    expect(status).toBe(200);
    expect(data).toMatchObject({
      base: 1,
      more: 0,
      warnings: [],
      facts: [{ name: 'author', before: '', after: '佚名' }],
      changes: [{ fate: 'gone', after: [], before: [{ number: 2, text: FIRST[2] }] }],
      outcome: { notes: { removed: 1 } },
    });
    expect(await rows()).toEqual(before);
    const then = await send(editor, `slug=bridge&base=${data.base}`, ['---\nauthor: 佚名\n---', ...without(2)]);
    expect(then.data.outcome).toEqual(data.outcome);
  });

  it('previews a form, too, whose fields count before the query', async () => {
    await importBridge();
    const editor = await signedInAs('编者', 'editor');
    const form = new FormData();
    form.append('file', new File([file(without(2))], 'bridge.md'));
    form.append('script', 'zh-Hant');
    const request = new Response(form);
    const headers = { 'content-type': request.headers.get('content-type')! };
    const { status, data } = await editor.ask<EditionPreview>(
      'POST /api/articles/bridge/revisions/preview?script=source&quotes=false',
      { body: await request.text(), headers },
    );
    expect([status, data.changes?.[0]?.before[0]?.text]).toEqual([200, '後來橋斷了，沒有人去修。']);
  });

  it('previews in the script asked for', async () => {
    await importBridge();
    const editor = await signedInAs('编者', 'editor');
    const { data } = await preview(editor, 'bridge', 'script=zh-Hant');
    expect(data.changes[0]?.before[0]?.text).toBe('後來橋斷了，沒有人去修。');
    expect((await preview(editor, 'bridge', 'script=klingon')).status).toBe(422);
  });

  it('lists at most two hundred changes, and says how many more there are', async () => {
    const paragraphs = Array.from(
      { length: 250 },
      (_, n) => `第${n}段，写的是${String.fromCodePoint(0x4e00 + 7 * n)}。`,
    );
    await importArticle('system', { content: file(paragraphs), filename: 'bridge.md', slug: 'bridge' });
    const { data } = await preview(await signedInAs('编者', 'editor'), 'bridge', '', ['只剩这一句，与前面都不相同。']);
    expect([data.changes.length, data.outcome.blocks.gone - data.more]).toEqual([200, 200 - data.outcome.blocks.new]);
  });

  it('tells how a preview goes, line by line', async () => {
    await importBridge();
    const editor = await signedInAs('编者', 'editor');
    const answer = await editor.send('POST /api/articles/bridge/revisions/preview', {
      body: file(without(2)),
      headers: { 'content-type': 'text/markdown', accept: 'application/x-ndjson' },
    });
    const lines = (await answer.text())
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect([...new Set(lines.slice(0, -1).map(({ stage }) => stage))]).toEqual([
      'reading',
      'structuring',
      'comparing',
      'placing',
    ]);
    expect(lines.at(-1)).toMatchObject({ base: 1, outcome: { blocks: { gone: 1 } } });
  });

  it('is open to whom the article belongs and to editors; for others there is nothing', async () => {
    const owner = await signedInAs('作者', 'reader');
    const people = {
      nobody: new Browser(),
      reader: await signedInAs('读者', 'reader'),
      owner,
      editor: await signedInAs('编者', 'editor'),
      admin: await signedInAs('管理员', 'admin'),
    };
    const outcomes: Record<string, number[]> = {};
    for (const [name, who] of Object.entries(people)) {
      await importBridge(name);
      await db().article.update({ where: { slug: name }, data: { ownerId: (await owner.me())!.id } });
      outcomes[name] = [
        (await preview(who, name)).status,
        (await send(who, `slug=${name}`)).status,
        (await preview(who, 'nowhere')).status,
        (await revisionOf(name)).number,
      ];
    }
    expect(outcomes).toEqual({
      nobody: [401, 401, 401, 1],
      reader: [404, 404, 404, 1],
      owner: [200, 201, 404, 2],
      editor: [200, 201, 404, 2],
      admin: [200, 201, 404, 2],
    });
  });

  it('publishes a withdrawn article’s next edition without bringing it out', async () => {
    await importBridge();
    await db().article.update({ where: { slug: 'bridge' }, data: { publishedAt: null, visibility: 'private' } });
    const { data } = await send(await signedInAs('编者', 'editor'), 'slug=bridge&visibility=public');
    expect(data.article).toMatchObject({ revision: 2, published: false, visibility: 'private' });
  });

  it('imports a new article under an address that is free', async () => {
    const editor = await signedInAs('编者', 'editor');
    const { status, data } = await send(editor, 'slug=bridge');
    expect([status, data.article.revision, data.outcome]).toEqual([201, 1, undefined]);
  });

  it('refuses what is no text before it compares anything', async () => {
    await importBridge();
    const editor = await signedInAs('编者', 'editor');
    expect(await preview(editor, 'bridge', '', [''])).toMatchObject({ status: 422, data: { code: 'import-failed' } });
    const other = await editor.send('POST /api/articles/bridge/revisions/preview', { body: {} });
    expect(await codeOf(other)).toBe('415 unsupported-media-type');
  });
});

describe('ten thousand notes', () => {
  const book = Array.from(
    { length: 400 },
    (_, n) => `第${n}段。` + `${n}号石桥下没有水，${n}号木桥上没有人。`.repeat(8),
  );

  /** How long, in statements and in the database's rows, an edition of so many notes takes. */
  async function statementsFor(count: number): Promise<{ statements: number; positions: number }> {
    await freshDatabase();
    await importArticle('system', { content: file(book), filename: 'bridge.md', slug: 'bridge' });
    const { articleId, id } = await revisionOf();
    const blocks = await readBlocks(id);
    const notes = Array.from({ length: count }, (_, n) => ({
      id: uuidv7(),
      block: blocks[n % blocks.length]!,
      at: n % 60,
    }));
    const quote = ({ block, at }: (typeof notes)[number]) => block.text.slice(at, at + 5);
    await db().annotation.createMany({
      data: notes.map((one) => ({
        ...{ id: one.id, articleId, layer: 'public' as const, motivation: 'commenting' as const },
        ...{ madeOn: 1, requestHash: '', quote: quote(one) },
      })),
    });
    await db().position.createMany({
      data: notes.map(({ id: annotationId, block: { key }, at }) => ({
        ...{
          annotationId,
          articleId,
          firstRevision: 1,
          startBlock: key,
          endBlock: key,
          startOffset: at,
          endOffset: at + 5,
        },
      })),
    });
    await db().$executeRaw`CREATE TABLE writes (rows int)`;
    await db().$executeRawUnsafe(`CREATE FUNCTION count_write() RETURNS trigger LANGUAGE plpgsql AS
      'BEGIN INSERT INTO writes VALUES (1); RETURN NULL; END'`);
    await db()
      .$executeRaw`CREATE TRIGGER counted AFTER INSERT OR UPDATE ON position FOR EACH STATEMENT EXECUTE FUNCTION count_write()`;
    // Every tenth paragraph goes; the rest stays.
    await published(book.filter((_, n) => n % 10 !== 0));
    const [writes] = await db().$queryRaw<{ count: number }[]>`SELECT count(*)::int AS count FROM writes`;
    return { statements: writes!.count, positions: await db().position.count({ where: { firstRevision: 2 } }) };
  }

  it('follow ten times as many in ten times the work, not a statement a note', async () => {
    const [thousand, tenThousand] = [await statementsFor(1000), await statementsFor(10_000)];
    expect([thousand.positions, tenThousand.positions]).toEqual([100, 1000]);
    expect(tenThousand.statements).toBeLessThanOrEqual(10);
  });
});
