import { uuidv7 } from 'uuidv7';
import { beforeEach, describe, expect, it } from 'vitest';
import * as articleRoute from '@/app/api/articles/[slug]/search/route';
import * as libraryRoute from '@/app/api/search/route';
import type { ArticleHits, Found } from '@/lib/contract/search';
import { can } from '@/lib/domain/permissions/can';
import { bodyOfText } from '@/lib/richtext/body';
import { bringCast, bringLibrary } from '@/prisma/cast';
import { annotationFacts, OF_FACTS } from './annotation-facts';
import { articleFacts, OF_ARTICLE } from './articles';
import { db } from './db';
import { importArticle } from './import';
import { Problem } from './problem';
import { catchUpWithSearch, FOLDING_VERSION } from './search-index';
import { search } from './search-library';
import { freshDatabase } from './testing/fresh-database';
import { article, as, nobody, person, write, type Person } from './testing/notes-cast';

beforeEach(freshDatabase);

const headersOf = (who: Person) => (who.cookie ? { cookie: who.cookie } : undefined);

const inArticle = (who: Person, slug: string, query: Record<string, string>): Promise<Response> =>
  articleRoute.GET(
    new Request(`http://meipi.test/api/articles/${slug}/search?${new URLSearchParams(query)}`, {
      headers: headersOf(who),
    }),
    { params: Promise.resolve({ slug }) },
  );
const inLibrary = (who: Person, query: Record<string, string>): Promise<Response> =>
  libraryRoute.GET(
    new Request(`http://meipi.test/api/search?${new URLSearchParams(query)}`, { headers: headersOf(who) }),
    { params: Promise.resolve({}) },
  );

async function hits(query: Record<string, string>, slug = 'essay', who = nobody): Promise<ArticleHits> {
  const response = await inArticle(who, slug, query);
  expect(response.status).toBe(200);
  return (await response.json()) as ArticleHits;
}
async function found(who: Person, query: Record<string, string>): Promise<Found> {
  const response = await inLibrary(who, query);
  expect(response.status).toBe(200);
  return (await response.json()) as Found;
}
const marked = (parts: readonly { text: string; hit: boolean }[]): string =>
  parts.map(({ text, hit }) => (hit ? `[${text}]` : text)).join('');

async function imported(content: string, slug = 'essay', filename = 'essay.md'): Promise<void> {
  const made = await importArticle('system', { content, filename, slug });
  if (made instanceof Problem) throw new Error(made.code);
}

const ESSAY = `# 表象与概念

一、表象

表象（Representation）是一种心智状态，𠮷也是。头发与发展。

道可道，非常道；名可名，非常名。

他的U盘坏了，请联系店家。

二、概念

概念是对**表象**的抽象，presents itself。
`;

describe('looking for words in an article', () => {
  beforeEach(() => imported(ESSAY));

  it('finds them whatever the script, and says where they stand', async () => {
    const { total, blocks, hits: list, next } = await hits({ q: '表象' });
    expect([total, blocks, next]).toEqual([3, 3, null]);
    expect(list.map(({ number, section, first }) => [number, section, first])).toEqual([
      [1, null, 1],
      [2, '一、表象', 2],
      [6, '二、概念', 3],
    ]);
    expect(list[1]?.spans).toEqual([{ start: 0, end: 2 }]);
    expect((await hits({ q: '頭髮' })).hits[0]?.spans).toEqual([{ start: 31, end: 33 }]);
    expect((await hits({ q: '發' })).total).toBe(2);
  });

  it('shows them in the reader’s script', async () => {
    const [hit] = (await hits({ q: '头发', script: 'zh-Hant' })).hits;
    expect(marked(hit?.snippet ?? [])).toContain('[頭髮]與發展');
    expect(hit?.section).toBe('一、表象');
  });

  it('finds what is shown in Taiwan’s vocabulary on the author’s words, in either spelling', async () => {
    for (const q of ['隨身碟', '随身碟', 'U盘']) {
      const { total, hits: list } = await hits({ q, script: 'zh-Hant-TW-x-phrase' });
      expect(total).toBe(1);
      expect(list[0]?.spans).toEqual([{ start: 2, end: 4 }]);
      expect(marked(list[0]?.snippet ?? [])).toContain('[隨身碟]');
    }
    expect((await hits({ q: '隨身碟', script: 'zh-Hant-TW' })).total).toBe(0);
  });

  it('finds what its editors decided to show, and not what they decided not to', async () => {
    const { id } = await db().article.findUniqueOrThrow({ where: { slug: 'essay' } });
    await db().protectedWords.create({
      data: { articleId: id, number: 1, rules: 'zh-Hant-TW: 心智 → 心靈\nkeep 联系' },
    });
    await db().article.update({ where: { id }, data: { rules: 1 } });
    const [hit] = (await hits({ q: '心灵', script: 'zh-Hant-TW' })).hits;
    expect(marked(hit?.snippet ?? [])).toContain('一種[心靈]狀態');
    expect((await hits({ q: '聯絡', script: 'zh-Hant-TW-x-phrase' })).total).toBe(0);
    expect((await hits({ q: '心灵' })).total).toBe(0);
  });

  it('reads Latin words whole, phrases across punctuation, and single characters', async () => {
    expect((await hits({ q: 'present' })).total).toBe(0);
    expect((await hits({ q: 'PRESENTS' })).total).toBe(1);
    expect((await hits({ q: 'representation' })).total).toBe(1);
    expect((await hits({ q: '道可道非常道' })).total).toBe(1);
    expect((await hits({ q: '𠮷' })).total).toBe(1);
    expect((await hits({ q: '“itself”' })).total).toBe(1);
  });

  it('wants all words in one block', async () => {
    expect((await hits({ q: '表象 抽象' })).hits.map(({ number }) => number)).toEqual([6]);
    expect((await hits({ q: '表象 道' })).blocks).toBe(0);
  });

  it('goes through them page by page, and in a stretch of the text, counting all', async () => {
    const first = await hits({ q: '表象', limit: '1' });
    expect([first.hits.length, first.next, first.total]).toEqual([1, 2, 3]);
    const second = await hits({ q: '表象', limit: '1', from: String(first.next) });
    expect(second.hits.map(({ number, first: nth }) => [number, nth])).toEqual([[2, 2]]);
    const stretch = await hits({ q: '表象', from: '2', to: '5' });
    expect([stretch.hits.length, stretch.total, stretch.next]).toEqual([1, 3, null]);
  });

  it('says when there is nothing to look for', async () => {
    for (const q of ['', '  ', '，。', '%', '_', '\\', "'", '"', '\0', '👍', '.*', '<>', '\uFFFC'])
      expect(await hits({ q })).toEqual({ asked: false, total: 0, blocks: 0, hits: [], next: null });
  });

  it('finds nothing for what is hostile, or says what is wrong', async () => {
    const hostile = [
      "'; DROP TABLE block; --",
      '<script>alert(1)</script>',
      '%E8%A1',
      '(a|b)*',
      '{1,2}',
      '\uD800甲\uDC00',
      '甲\0乙',
      '\\%_',
      'ﷺ'.repeat(50),
    ];
    for (const q of hostile) expect((await hits({ q })).total).toBe(0);
    for (const q of ['字'.repeat(1001), '字'.repeat(1_000_000), 'ﷺ'.repeat(1000)]) {
      for (const response of [await inArticle(nobody, 'essay', { q }), await inLibrary(nobody, { q })]) {
        expect(response.status).toBe(422);
        expect(await response.json()).toMatchObject({ errors: [{ field: 'q' }] });
      }
    }
    expect(
      (await hits({ q: Array.from({ length: 500 }, (_, n) => String.fromCodePoint(0x4e00 + n)).join(' ') })).total,
    ).toBe(0);
    for (const bad of [{ limit: '0' }, { limit: '1e9' }, { from: '-1' }, { script: 'zh-Nope' }])
      expect((await inArticle(nobody, 'essay', { q: '表象', ...bad } as never)).status).toBe(422);
  });
});

describe('long texts', () => {
  it('finds a paragraph of a thousand characters by all of them, and words across the seams of a long block', async () => {
    const filler = (n: number) =>
      Array.from({ length: n }, (_, i) => String.fromCodePoint(0x4e00 + ((i * 7919) % 9000))).join('');
    const pasted = `${filler(995)}，end.`;
    const long = `${'甲'.repeat(3999)}乙丙${'丁'.repeat(3000)} kritik ${'戊'.repeat(9000)}己`;
    await imported(`${'子'.repeat(700)}\n\n${pasted}\n\n${long}\n`, 'long', 'long.txt');
    const number = async (q: string) => (await hits({ q }, 'long')).hits.map((hit) => hit.number);
    expect(await number(pasted)).toEqual([2]);
    expect(await number('乙丙')).toEqual([3]);
    expect(await number('kritik')).toEqual([3]);
    expect(await number('乙丙 戊己')).toEqual([3]);
    expect((await hits({ q: '甲' }, 'long')).total).toBe(3999);
    expect((await found(nobody, { q: '丁kritik戊' })).articles.map(({ slug }) => slug)).toEqual(['long']);
  });

  it('finds a pasted English paragraph', async () => {
    const words = Array.from({ length: 170 }, (_, i) => `word${i % 90}`)
      .join(' ')
      .slice(0, 1000);
    await imported(`One word1 word2.\n\n${words}\n\nword3`, 'english', 'english.txt');
    expect((await hits({ q: words }, 'english')).hits.map(({ number }) => number)).toEqual([2]);
  });
});

describe('texts and notes from before there was a search', () => {
  it('are found in their article at once, and everywhere once they have been caught up with', async () => {
    await article();
    const reader = await person('林晚');
    await write(reader);
    await db().annotationWords.deleteMany();
    expect((await found(reader, { q: '休谟', in: 'notes' })).notes).toEqual([]);
    expect((await found(nobody, { q: '心智' })).articles).toEqual([]);
    expect((await hits({ q: '心智' }, 'biaoxiang')).total).toBe(1);
    expect((await found(nobody, { q: '心智' })).articles).toHaveLength(1);
    expect(await catchUpWithSearch()).toEqual({ texts: 0, notes: 1 });
    expect((await found(reader, { q: '休谟', in: 'notes' })).notes).toHaveLength(1);
  });

  it('are folded anew when the folding has changed, once, whoever asks', async () => {
    await article();
    await catchUpWithSearch();
    await db().revision.updateMany({ data: { folding: 'an older one' } });
    await db().searchChunk.updateMany({ data: { folded: 'old' } });
    await Promise.all(Array.from({ length: 5 }, () => hits({ q: '心智' }, 'biaoxiang')));
    expect((await hits({ q: '心智' }, 'biaoxiang')).total).toBe(1);
    expect((await db().revision.findFirstOrThrow()).folding).toBe(FOLDING_VERSION);
    expect(await catchUpWithSearch()).toEqual({ texts: 0, notes: 0 });
  });
});

describe('looking through the library', () => {
  it('lists whose title has the words first, then whose text says more of them', async () => {
    await imported('# 甲篇\n\n物自体，又是物自体。', 'a');
    await imported('# 论物自体\n\n只在题目里。', 'b');
    await imported('# 丙篇\n\n别的。', 'c');
    const { articles, cursor } = await found(nobody, { q: '物自體', script: 'zh-Hant' });
    expect(articles.map(({ slug, title, count }) => [slug, marked(title), count])).toEqual([
      ['b', '論[物自體]', 0],
      ['a', '甲篇', 2],
    ]);
    expect(marked(articles[1]?.hits[0]?.snippet ?? [])).toBe('[物自體]，又是[物自體]。');
    expect(cursor).toBeNull();
  });

  it('wants all words in one block, and finds them in the newest edition only', async () => {
    await imported('# 甲篇\n\n表象在此。\n\n概念在彼。', 'a');
    expect((await found(nobody, { q: '表象 概念' })).articles).toEqual([]);
    expect((await found(nobody, { q: '表象' })).articles).toHaveLength(1);
    await db().article.updateMany({ data: { revision: 2 } });
    expect((await found(nobody, { q: '表象' })).articles).toEqual([]);
  });

  it('goes on page by page', async () => {
    for (let n = 0; n < 23; n++) await imported(`# 第${n}篇\n\n物自体。`, `essay-${n}`);
    const first = await found(nobody, { q: '物自体' });
    expect(first.articles).toHaveLength(20);
    const second = await found(nobody, { q: '物自体', cursor: first.cursor ?? '' });
    expect(second.articles).toHaveLength(3);
    expect(new Set([...first.articles, ...second.articles].map(({ slug }) => slug)).size).toBe(23);
    expect((await found(nobody, { q: '物自体', cursor: 'x' })).articles).toHaveLength(20);
  });
});

describe('looking through notes', () => {
  it('finds words of quote, body and tags in either script, newest first, and forgets what was changed', async () => {
    await article();
    const reader = await person('林晚');
    const [first, second] = [await write(reader, { layer: 'public', tags: ['认识论'] }), await write(reader)];
    const ids = async (q: string, who = reader) => (await found(who, { q, in: 'notes' })).notes.map(({ id }) => id);
    expect(await ids('休謨')).toEqual([second, first]);
    expect(await ids('心智 休谟')).toEqual([second, first]);
    expect(await ids('認識論')).toEqual([first]);
    expect(await ids('概念')).toEqual([]);
    await as(reader).patch(first, { body: bodyOfText('康德會同意。') });
    expect(await ids('休谟')).toEqual([second]);
    const [note] = (await found(nobody, { q: '康德会', in: 'notes', script: 'zh-Hans' })).notes;
    expect(note).toMatchObject({
      id: first,
      article: 'biaoxiang',
      articleTitle: '表象与概念',
      blockNumber: 2,
      mine: false,
    });
    expect(marked(note?.body ?? [])).toBe('[康德会]同意。');
  });

  it('goes on page by page', async () => {
    await article();
    const reader = await person('林晚');
    const { id: articleId } = await db().article.findFirstOrThrow();
    const notes = Array.from({ length: 33 }, (_, n) => ({
      id: uuidv7(),
      articleId,
      authorId: reader.id,
      layer: 'private' as const,
      motivation: 'commenting' as const,
      bodyText: '物自体',
      tags: [],
      madeOn: 1,
      requestHash: '',
      createdAt: new Date(2026, 0, 1, 0, 0, n >> 1),
    }));
    await db().annotation.createMany({ data: notes });
    await db().position.createMany({
      data: notes.map(({ id }) => ({ annotationId: id, articleId, firstRevision: 1 })),
    });
    await catchUpWithSearch();
    const first = await found(reader, { q: '物自体', in: 'notes' });
    const second = await found(reader, { q: '物自体', in: 'notes', cursor: first.cursor ?? '' });
    expect([first.notes.length, second.notes.length, second.cursor]).toEqual([30, 3, null]);
    expect(new Set([...first.notes, ...second.notes].map(({ id }) => id)).size).toBe(33);
  });
});

describe('who finds what', () => {
  it('is who may read it: another’s private article and a withdrawn one do not exist', async () => {
    await imported(ESSAY);
    const [owner, other, editor] = [await person('林晚'), await person('沈砚'), await person('顾言', 'editor')];
    const cases = [
      [{ visibility: 'private' as const, ownerId: owner.id }, [owner, editor], [other, nobody]],
      [{ visibility: 'signed_in' as const, ownerId: owner.id }, [owner, editor, other], [nobody]],
      [{ visibility: 'public' as const, ownerId: owner.id, publishedAt: null }, [owner, editor], [other, nobody]],
    ] as const;
    for (const [facts, may, mayNot] of cases) {
      await db().article.updateMany({ data: { publishedAt: new Date() } });
      await db().article.updateMany({ data: facts });
      for (const who of may) {
        expect((await inArticle(who, 'essay', { q: '表象' })).status).toBe(200);
        expect((await found(who, { q: '表象' })).articles).toHaveLength(1);
      }
      for (const who of mayNot) {
        expect((await inArticle(who, 'essay', { q: '表象' })).status).toBe(404);
        expect((await found(who, { q: '表象' })).articles).toEqual([]);
      }
    }
  });

  it('among the whole cast’s articles and notes is what the rules allow', async () => {
    const cast = await bringCast();
    await bringLibrary(cast);
    const articles = await db().article.findMany({ include: OF_ARTICLE });
    await db().revision.updateMany({ data: { title: '物自体' } });
    const notes = await db().annotation.findMany({ include: { ...OF_FACTS } });
    await db().annotation.updateMany({ data: { bodyText: '物自体', tags: [] } });
    await db().annotationWords.deleteMany();
    await catchUpWithSearch();
    const everything = async (viewer: Parameters<typeof search>[0], where: 'articles' | 'notes') => {
      const all: string[] = [];
      for (let cursor: string | undefined; ;) {
        const page = await search(viewer, { q: '物自體', in: where, script: 'source', quotes: true, cursor });
        if (page instanceof Problem) throw new Error(page.code);
        all.push(...page.articles.map(({ slug }) => slug), ...page.notes.map(({ id }) => id));
        if (page.cursor === null) return all.sort();
        cursor = page.cursor;
      }
    };
    for (const viewer of [null, cast.林晚, cast.沈砚, cast.阮青, cast.顾言, cast.苏禾]) {
      const readable = articles.filter((one) => can(viewer, 'article: read', articleFacts(one)));
      expect(await everything(viewer, 'articles')).toEqual(readable.map(({ slug }) => slug).sort());
      const visible = notes.filter((note) => !note.deletedAt && can(viewer, 'annotation: see', annotationFacts(note)));
      expect(await everything(viewer, 'notes')).toEqual(visible.map(({ id }) => id).sort());
      expect(visible.length).toBeGreaterThan(0);
      expect(visible.length).toBeLessThan(notes.length);
    }
  });

  it('never holds a deleted note, until it is restored', async () => {
    await article();
    const reader = await person('林晚');
    const note = await write(reader, { layer: 'public' });
    const count = async (who: Person) => (await found(who, { q: '休谟', in: 'notes' })).notes.length;
    await as(reader).delete(note);
    expect([await count(reader), await count(nobody)]).toEqual([0, 0]);
    await as(reader).restore(note);
    expect([await count(reader), await count(nobody)]).toEqual([1, 1]);
  });
});
