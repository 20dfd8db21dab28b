import { beforeEach, describe, expect, it } from 'vitest';
import type { ProblemDetails } from '@/lib/contract/problem';
import type { ProtectedWordsPreview, ProtectedWordsView, TextInScript } from '@/lib/contract/scripts';
import { can, type Role } from '@/lib/domain/permissions/can';
import { articleFacts, OF_ARTICLE } from './articles';
import { db } from './db';
import { Browser, signedInAs } from './testing/browser';
import { freshDatabase } from './testing/fresh-database';
import { article, key } from './testing/notes-cast';

type Answer = ProtectedWordsView & ProblemDetails;
const ADDRESS = '/api/articles/biaoxiang/protected-words';

const read = (who: Browser, query = '') => who.ask<Answer>(`GET ${ADDRESS}${query}`);
const decide = (who: Browser, rules: string, base: number, headers?: Record<string, string>) =>
  who.ask<Answer>(`PUT ${ADDRESS}`, { body: { rules, base }, headers });
const preview = (who: Browser, rules: string, script = 'zh-Hant-TW-x-phrase') =>
  who.ask<ProtectedWordsPreview & ProblemDetails>(`POST ${ADDRESS}/preview`, { body: { rules, script } });
const shown = async (script = 'zh-Hant-TW-x-phrase', slug = 'biaoxiang') => {
  const { data } = await new Browser().ask<TextInScript>(`GET /api/articles/${slug}/text?script=${script}`);
  return [data.rules, ...data.blocks.map(({ runs }) => runs.join(''))];
};

let editor: Browser & { id: string };
beforeEach(async () => {
  await freshDatabase();
  editor = await signedInAs('沈编', 'editor');
  await article({ texts: ['他的U盘坏了。', '字节跳动的信息'] });
});

describe('an article without protected words', () => {
  it('has version 0, of which nobody is the author', async () => {
    expect((await read(editor)).data).toEqual({ number: 0, rules: '', versions: [] });
    expect(await shown()).toEqual([0, '他的隨身碟壞了。', '字節跳動的資訊']);
  });
});

describe('what editors decide', () => {
  it('holds from then on, and stays on record as it was written', async () => {
    const rules = '# 公司名\nkeep 字节跳动\r\n\nzh-Hant-TW: U盘 -> USB隨身碟\n';
    expect((await decide(editor, rules, 0)).data).toMatchObject({
      number: 1,
      rules,
      versions: [{ number: 1, by: '沈编' }],
    });
    expect(await shown()).toEqual([1, '他的USB隨身碟壞了。', '字节跳动的資訊']);
    expect(await shown('zh-Hant-TW')).toEqual([1, '他的USB隨身碟壞了。', '字节跳动的信息']);
    expect(await shown('zh-Hant-HK')).toEqual([1, '他的U盤壞了。', '字节跳动的信息']);
    expect(await shown('source')).toMatchObject({ 1: '他的U盘坏了。', 2: '字节跳动的信息' });
  });

  it('holds in this article only', async () => {
    await article({ slug: 'other', texts: ['他的U盘坏了。'] });
    await decide(editor, 'keep U盘', 0);
    expect(await shown('zh-Hant-TW-x-phrase', 'other')).toEqual([0, '他的隨身碟壞了。']);
  });

  it('is kept, version by version, and can be taken back', async () => {
    await decide(editor, 'keep U盘', 0);
    await decide(editor, 'keep 字节跳动', 1);
    expect(await shown()).toEqual([2, '他的隨身碟壞了。', '字节跳动的資訊']);
    const { data } = await decide(editor, '', 2);
    expect(data.versions.map(({ number }) => number)).toEqual([3, 2, 1]);
    expect(await shown()).toEqual([3, '他的隨身碟壞了。', '字節跳動的資訊']);
    expect((await read(editor, '?number=1')).data).toMatchObject({ number: 1, rules: 'keep U盘' });
    expect((await read(editor)).data).toMatchObject({ number: 3, rules: '' });
    expect((await read(editor, '?number=4')).status).toBe(404);
    expect((await read(editor, '?number=0')).status).toBe(422);
  });

  it('is written down with who did it', async () => {
    await decide(editor, 'keep U盘', 0);
    const record = await db().auditEvent.findMany({ where: { action: 'article.rules' } });
    expect(record).toMatchObject([{ actorId: editor.id }]);
  });

  it('stays when its author’s account goes', async () => {
    await decide(editor, 'keep U盘', 0);
    await db().user.delete({ where: { id: editor.id } });
    const admin = await signedInAs('苏禾', 'admin');
    expect((await read(admin)).data).toMatchObject({
      number: 1,
      rules: 'keep U盘',
      versions: [{ number: 1, by: null }],
    });
  });
});

describe('two editors at once', () => {
  it('do not lose each other’s words: the later one is told', async () => {
    const second = await signedInAs('顾言', 'editor');
    const answers = await Promise.all([decide(editor, 'keep U盘', 0), decide(second, 'keep 字节跳动', 0)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const late = answers.find(({ status }) => status === 409);
    expect(late?.data.code).toBe('rules-changed');
    const { data } = await read(editor);
    expect(data.versions).toHaveLength(1);
    expect(data.rules).toBe(answers.find(({ status }) => status === 200)?.data.rules);
    expect(await db().auditEvent.count({ where: { action: 'article.rules' } })).toBe(1);
  });

  it('twenty, make one version', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => decide(editor, `keep 词${n}`, 0)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(19);
    expect(await db().protectedWords.count()).toBe(1);
  });

  it('and a version that is yet to come is no base', async () => {
    expect(await decide(editor, 'keep U盘', 5)).toMatchObject({ status: 409, data: { code: 'rules-changed' } });
    expect((await decide(editor, 'keep U盘', -1)).status).toBe(422);
    expect((await read(editor)).data.number).toBe(0);
  });
});

describe('rules with mistakes', () => {
  const RULES = 'keep U盘\n字节跳动\nzh-Hant-SG: 信息 → 資訊\n# 信息\nkeep\nzh-Hant: 信息 →';

  it('are refused as a whole, each line with what is wrong with it', async () => {
    const { status, data } = await decide(editor, RULES, 0);
    expect(status).toBe(422);
    expect(data.errors?.map(({ field }) => field)).toEqual(['line 2', 'line 3', 'line 5', 'line 6']);
    expect((await preview(editor, RULES)).data.errors).toEqual(data.errors);
    expect((await read(editor)).data.number).toBe(0);
    expect(await db().protectedWords.count()).toBe(0);
  });

  it.each([
    ['zh-Hans', '第 2 行'],
    ['en', 'Line 2'],
  ])('are explained in the editor’s language: %s', async (locale, line) => {
    const { data } = await decide(editor, RULES, 0, { cookie: `${editor.cookieHeader}; meipi-locale=${locale}` });
    expect(data.errors?.[0]?.message).toContain(line);
    for (const { message } of data.errors ?? []) expect(message).not.toMatch(/\{|fields\./);
  });

  it.each([
    ['a word too long', `keep ${'长'.repeat(61)}`],
    ['too many', Array.from({ length: 2001 }, (_, n) => `keep 词${n}`).join('\n')],
    ['more than the door takes', `#${'长'.repeat(200_000)}`],
    ['U+0000', 'keep U\0盘'],
    ['half a surrogate pair', 'keep U\ud842'],
  ])('are refused for %s', async (_, rules) => {
    expect((await decide(editor, rules, 0)).status).toBe(422);
    expect(await db().protectedWords.count()).toBe(0);
  });
});

describe('a preview', () => {
  it('names every place whose display would change, as it is shown now and then', async () => {
    const { status, data } = await preview(editor, 'keep 字节跳动\nzh-Hant-TW: U盘 → USB隨身碟');
    expect(status).toBe(200);
    expect(data).toMatchObject({
      total: 2,
      places: [
        { block: key(1), number: 1, source: 'U盘', before: '隨身碟', after: 'USB隨身碟' },
        { block: key(2), number: 2, source: '字节跳动', before: '字節跳動', after: '字节跳动' },
      ],
    });
    expect(data.places[0]?.lead).toMatch(/他的$/);
    expect(data.places[0]?.rest).toMatch(/^壞了。/);
  });

  it('names what changes beside a protected word: a phrase that it breaks', async () => {
    await db().article.deleteMany();
    await article({ texts: ['他的头发白了，头也不回。'] });
    // 头发 is 頭髮; 发 alone is 發.
    expect((await preview(editor, 'keep 头', 'zh-Hant')).data).toMatchObject({
      total: 2,
      places: [
        { source: '头发', before: '頭髮', after: '头發' },
        { source: '头', before: '頭', after: '头' },
      ],
    });
  });

  it('keeps nothing, and changes nothing', async () => {
    await preview(editor, 'keep U盘');
    expect(await db().protectedWords.count()).toBe(0);
    expect(await shown()).toEqual([0, '他的隨身碟壞了。', '字節跳動的資訊']);
  });

  it('is against the version in force', async () => {
    await decide(editor, 'keep U盘', 0);
    expect((await preview(editor, 'keep U盘')).data).toEqual({ total: 0, places: [] });
    expect((await preview(editor, '')).data).toMatchObject({
      total: 1,
      places: [{ source: 'U盘', before: 'U盘', after: '隨身碟' }],
    });
  });

  it('sees that another of two rules for one word counts now', async () => {
    await decide(editor, 'zh-Hant: 信息 → 資訊\nzh-Hant: 信息 → 訊息', 0);
    const { data } = await preview(editor, 'zh-Hant: 信息 → 訊息\nzh-Hant: 信息 → 資訊');
    expect(data.places.map(({ before, after }) => [before, after])).toEqual([['訊息', '資訊']]);
    expect((await preview(editor, 'zh-Hant: 信息 → 別的\nzh-Hant: 信息 → 訊息')).data.total).toBe(0);
  });

  it('is of one script', async () => {
    const rules = 'zh-Hant-TW: 信息 → 資訊';
    expect((await preview(editor, rules, 'zh-Hant-TW')).data).toMatchObject({
      total: 1,
      places: [{ number: 2, before: '信息', after: '資訊' }],
    });
    expect((await preview(editor, rules, 'zh-Hant-HK')).data.total).toBe(0);
    expect((await preview(editor, rules, 'source')).status).toBe(422);
  });

  it('shows two hundred places and counts them all', async () => {
    await db().article.deleteMany();
    await article({ texts: Array.from({ length: 250 }, () => 'U盘') });
    const { data } = await preview(editor, 'keep U盘');
    expect([data.total, data.places.length]).toEqual([250, 200]);
  });

  it.each(['en', 'ja'])('is of nothing where nothing is converted: an article in %s', async (sourceScript) => {
    await db().article.deleteMany();
    await article({ sourceScript, texts: ['U盘'] });
    expect((await preview(editor, 'keep U盘')).status).toBe(404);
  });
});

describe('only those who edit an article learn of its protected words', () => {
  const WHO: [string, Role | 'importer' | 'stranger'][] = [
    ['the site’s editor', 'editor'],
    ['an admin', 'admin'],
    ['its importer', 'importer'],
    ['a reader', 'reader'],
    ['a stranger', 'stranger'],
  ];
  const VISIBILITIES = ['public', 'signed_in', 'private'] as const;

  describe.each(WHO)('%s', (_, who) => {
    it.each(VISIBILITIES)('of a %s article, published or not', async (visibility) => {
      const somebody =
        who === 'stranger' ? new Browser() : await signedInAs('某人', who === 'importer' ? 'reader' : who);
      const id = 'id' in somebody ? (somebody.id as string) : null;
      for (const published of [true, false]) {
        await db().article.deleteMany();
        await article({ visibility, texts: ['他的U盘坏了。'], ...(who === 'importer' && id ? { ownerId: id } : {}) });
        await decide(editor, 'keep U盘', 0);
        if (!published) await db().article.updateMany({ data: { publishedAt: null } });
        const stored = await db().article.findFirstOrThrow({ include: OF_ARTICLE });
        const viewer = id ? { id, role: who === 'importer' ? 'reader' : (who as Role) } : null;
        const may = can(viewer, 'article: edit', articleFacts(stored));
        expect(may).toBe(who === 'editor' || who === 'admin' || who === 'importer');
        const answers = [
          await read(somebody),
          await read(somebody, '?number=1'),
          await preview(somebody, 'keep 坏'),
          await decide(somebody, 'keep 坏', 1),
        ];
        expect(answers.map(({ status }) => status)).toEqual(answers.map(() => (may ? 200 : 404)));
        if (!may)
          for (const { data } of answers) {
            expect(data.code).toBe('not-found');
            expect(JSON.stringify(data)).not.toContain('U盘');
          }
        expect((await read(editor)).data.number).toBe(may ? 2 : 1);
      }
    });
  });

  it('nor does anybody who guesses: a wrong body tells a stranger no more than a right one', async () => {
    const reader = await signedInAs('林晚');
    for (const who of [reader, new Browser()]) {
      expect((await decide(who, '不是规则', 0)).status).toBe(404);
      expect((await decide(who, 'keep U盘', 9)).status).toBe(404);
      expect((await preview(who, '不是规则')).status).toBe(404);
    }
    const there = await editor.send('GET /api/articles/nowhere/protected-words');
    expect(there.status).toBe(404);
  });

  it('an editor of one article by importing it is none of another’s', async () => {
    const owner = await signedInAs('沈砚');
    await article({ slug: 'own', ownerId: owner.id, texts: ['他的U盘坏了。'] });
    expect((await owner.send('GET /api/articles/own/protected-words')).status).toBe(200);
    expect((await read(owner)).status).toBe(404);
    expect((await decide(owner, 'keep U盘', 0)).status).toBe(404);
  });
});
