import fc from 'fast-check';
import { uuidv7 } from 'uuidv7';
import { beforeEach, describe, expect, it } from 'vitest';
import type { AnnotationView } from '@/lib/contract/annotations';
import type { InterchangeReport } from '@/lib/contract/interchange';
import type { ProblemDetails } from '@/lib/contract/problem';
import { quoteOf } from '@/lib/domain/anchoring/quote';
import { JoinedText } from '@/lib/domain/interchange/joined-text';
import { bodyOfText } from '@/lib/richtext/body';
import { db } from './db';
import { Browser } from './testing/browser';
import { freshDatabase } from './testing/fresh-database';
import { article, key, nobody, person, words, write, type Person } from './testing/notes-cast';

let lin: Person;
let shen: Person;
let editor: Person;

beforeEach(async () => {
  await freshDatabase();
  [lin, shen, editor] = await Promise.all([person('林晚'), person('沈砚'), person('顾言', 'editor')]);
  await article();
});

const browserOf = (who: Person) => new Browser(who.cookie ? { cookie: who.cookie } : {});

const bring = <T = InterchangeReport>(
  who: Person,
  file: unknown,
  { slug = 'biaoxiang', layer = 'private' }: { slug?: string; layer?: string } = {},
) =>
  browserOf(who).ask<T>(`POST /api/articles/${slug}/annotations/import?layer=${layer}`, {
    body: file,
    headers: { 'content-type': 'application/ld+json' },
  });

const problemOf = async (answer: Promise<{ status: number; data: ProblemDetails }>) => {
  const { status, data } = await answer;
  return [status, data.code, data.errors?.[0]?.field].filter(Boolean).join(' ');
};

const notesOf = async (who: Person, slug = 'biaoxiang') =>
  (await browserOf(who).ask<{ annotations: AnnotationView[] }>(`GET /api/articles/${slug}/annotations`)).data
    .annotations;

interface Collection {
  '@context': unknown;
  id: string;
  type: string;
  total: number;
  first: { id: string; type: string; partOf: string; items: Record<string, unknown>[] };
}
const exportOf = async (who: Person, slug = 'biaoxiang', query = '') =>
  (await browserOf(who).ask<Collection>(`GET /api/articles/${slug}/annotations/export?format=w3c${query}`)).data;

/** An annotation as some other program writes it. */
const outside = (id: number | string, exact: string, more: object = {}) => ({
  '@context': 'http://www.w3.org/ns/anno.jsonld',
  id: `https://notes.example.org/${id}`,
  type: 'Annotation',
  creator: { type: 'Person', name: '陆离' },
  created: '2024-03-04T05:06:07Z',
  body: [{ type: 'TextualBody', value: `第 ${id} 条`, format: 'text/plain' }],
  target: { source: 'https://elsewhere.example.org/essay', selector: { type: 'TextQuoteSelector', exact } },
  ...more,
});

const reply = (id: string, target: string, value = '同意。') => ({
  ...{ id: `https://notes.example.org/${id}`, type: 'Annotation', motivation: 'replying' },
  ...{ creator: '唐棣', created: `2024-03-05T00:00:0${id.length}Z`, target: `https://notes.example.org/${target}` },
  body: { type: 'TextualBody', value, format: 'text/html' },
});

describe('an imported note', () => {
  it('stands on its words, with its author’s name there', async () => {
    const { status, data } = await bring(editor, outside(1, '心智状态'), { layer: 'public' });
    expect(status).toBe(200);
    expect(data).toMatchObject({ anchored: 1, uncertain: 0, notFound: 0, replies: 0, known: 0, refusedCount: 0 });
    const [note] = await notesOf(nobody);
    expect(note).toMatchObject({
      ...{ layer: 'public', motivation: 'commenting', author: null, originAuthor: '陆离', mine: false },
      ...{ state: 'kept', quote: '心智状态', revision: 1, createdAt: '2024-03-04T05:06:07.000Z' },
      target: { start: { block: key(2), offset: 5 }, end: { block: key(2), offset: 9 }, exact: '心智状态' },
      body: bodyOfText('第 1 条'),
    });
    expect(await db().annotation.findFirst()).toMatchObject({ origin: 'https://notes.example.org/1', authorId: null });
    const found = await browserOf(nobody).ask<{ notes: { id: string; originAuthor: string | null }[] }>(
      'GET /api/search?in=notes&q=心智',
    );
    expect(found.data.notes).toMatchObject([{ id: note?.id, originAuthor: '陆离' }]);
    expect(await db().auditEvent.findFirst()).toMatchObject({ action: 'article.import-notes', actorId: editor.id });
  });

  it('is taken out again, and put back, by who may bring it in, and by nobody else', async () => {
    await bring(editor, outside(1, '心智状态'), { layer: 'public' });
    const [note] = await notesOf(nobody);
    const one = `/api/annotations/${note?.id}`;
    expect((await browserOf(nobody).ask(`DELETE ${one}`)).status).toBe(401);
    expect((await browserOf(lin).ask(`DELETE ${one}`)).status).toBe(404);
    expect(await notesOf(nobody)).toHaveLength(1);
    expect((await browserOf(editor).ask(`DELETE ${one}`)).status).toBe(204);
    expect(await notesOf(nobody)).toHaveLength(0);
    expect((await browserOf(lin).ask(`POST ${one}/restore`)).status).toBe(404);
    expect((await browserOf(editor).ask(`POST ${one}/restore`)).status).toBe(200);
    expect(await notesOf(nobody)).toHaveLength(1);
    const acts = await db().auditEvent.findMany({ where: { subject: note?.id ?? '' }, orderBy: { id: 'asc' } });
    expect(acts.map(({ action }) => action)).toEqual(['annotation.delete', 'annotation.restore']);
  });

  it('whose words are not here is kept, at its old place, with its quote', async () => {
    const position = { type: 'TextPositionSelector', start: 25, end: 29 };
    const { data } = await bring(lin, [
      outside(1, '从未写过的一句话在这里'),
      outside(2, '也从未写过的另一句话呀', {
        target: { selector: [{ type: 'TextQuoteSelector', exact: '也从未写过的另一句话呀' }, position] },
      }),
    ]);
    expect(data).toMatchObject({ anchored: 0, notFound: 2 });
    expect(data.places).toMatchObject([
      { state: 'removed', quote: '从未写过的一句话在这里', words: null, number: 1 },
      { state: 'removed', quote: '也从未写过的另一句话呀', number: 3 },
    ]);
    expect((await notesOf(lin)).map(({ state, target, quote }) => ({ state, target, quote }))).toEqual([
      { state: 'removed', target: { block: key(1) }, quote: '从未写过的一句话在这里' },
      { state: 'removed', target: { block: key(3) }, quote: '也从未写过的另一句话呀' },
    ]);
  });

  it('in another script is found by the words of ours', async () => {
    await article({ slug: 'hans', texts: ['他把U盘插进电脑，鼠标却不动了。'] });
    const { data } = await bring(lin, [outside(1, '隨身碟'), outside(2, '滑鼠卻不動'), outside(3, '電腦')], {
      slug: 'hans',
    });
    expect(data).toMatchObject({ anchored: 3, notFound: 0 });
    expect((await notesOf(lin, 'hans')).map(({ quote, state }) => `${quote} ${state}`)).toEqual([
      ...['U盘 kept', '电脑 kept', '鼠标却不动 kept'],
    ]);
  });

  it('comes once, however often its file does', async () => {
    const file = {
      type: 'AnnotationPage',
      items: [outside(1, '心智'), outside(2, '抽象'), { ...outside(3, '概念'), id: undefined }, reply('r', '1')],
    };
    expect((await bring(lin, file)).data).toMatchObject({ anchored: 3, replies: 1, known: 0 });
    const before = await db().annotation.findMany({ orderBy: { id: 'asc' } });
    expect((await bring(lin, file)).data).toMatchObject({ anchored: 0, replies: 0, known: 4, places: [] });
    expect(await db().annotation.findMany({ orderBy: { id: 'asc' } })).toEqual(before);
    expect(await db().reply.count()).toBe(1);
    // Another's layer is another's.
    expect((await bring(shen, file)).data).toMatchObject({ anchored: 3, replies: 1, known: 0 });
    expect((await bring(editor, file, { layer: 'public' })).data).toMatchObject({ anchored: 3, replies: 1, known: 0 });
    expect(await notesOf(lin)).toHaveLength(6);
  });

  it('comes once from two imports at the same time', async () => {
    const file = Array.from({ length: 600 }, (_, index) => outside(index, '心智'));
    const both = await Promise.all([
      bring(editor, file, { layer: 'public' }),
      bring(editor, file.toReversed(), { layer: 'public' }),
    ]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect(both.map(({ data }) => data.anchored + data.known)).toEqual([600, 600]);
    expect(both.reduce((sum, { data }) => sum + data.anchored, 0)).toBe(600);
    expect(await db().annotation.count()).toBe(600);
    expect(await db().position.count()).toBe(600);
  });

  it('twice in one file is one', async () => {
    expect((await bring(lin, [outside(1, '心智'), outside(1, '心智')])).data).toMatchObject({ anchored: 1, known: 1 });
  });

  it('that its reader deleted stays deleted', async () => {
    await bring(lin, [outside(1, '心智')]);
    const [note] = await notesOf(lin);
    await browserOf(lin).ask(`DELETE /api/annotations/${note?.id}`);
    expect((await bring(lin, [outside(1, '心智'), reply('r', '1')])).data).toMatchObject({
      known: 1,
      refused: [{ reason: 'no-root' }],
    });
    expect(await notesOf(lin)).toEqual([]);
  });

  it('is placed on the newest edition', async () => {
    const { id } = await db().article.findUniqueOrThrow({ where: { slug: 'biaoxiang' } });
    const revision = await db().revision.findFirstOrThrow();
    const blocks = [
      { number: 1, key: 'later1', kind: 'paragraph', text: '后来说心智', marks: [], path: [], attrs: {} },
    ];
    await db().revision.create({
      data: { ...revision, outcome: undefined, id: uuidv7(), number: 2, blocks: { create: blocks } },
    });
    await db().article.update({ where: { id }, data: { revision: 2 } });
    await bring(lin, outside(1, '心智'));
    expect(await notesOf(lin)).toMatchObject([{ revision: 2, target: { start: { block: 'later1', offset: 3 } } }]);
  });
});

describe('threads', () => {
  it('are kept, one level deep, in time order, and shown with their note', async () => {
    const file = [
      reply('rrr', 'rr', '<p>再<b>说</b></p>'),
      reply('rr', 'r', '<i>是</i><script>alert(1)</script>'),
      outside(1, '心智'),
      reply('r', '1'),
      outside(2, '抽象'),
    ];
    expect((await bring(editor, file, { layer: 'public' })).data).toMatchObject({ anchored: 2, replies: 3 });
    const [first, second] = await notesOf(nobody);
    expect(second?.replies).toEqual([]);
    expect(first?.replies.map(({ author, originAuthor, createdAt }) => [author, originAuthor, createdAt])).toEqual([
      [null, '唐棣', '2024-03-05T00:00:01.000Z'],
      [null, '唐棣', '2024-03-05T00:00:02.000Z'],
      [null, '唐棣', '2024-03-05T00:00:03.000Z'],
    ]);
    expect(first?.replies[1]?.body).toEqual({
      type: 'doc',
      content: [{ type: 'paragraph', content: [{ type: 'text', marks: [{ type: 'italic' }], text: '是' }] }],
    });
    const traditional = await browserOf(nobody).ask<{ annotations: AnnotationView[] }>(
      'GET /api/articles/biaoxiang/annotations?script=zh-Hant',
    );
    expect(JSON.stringify(traditional.data.annotations[0]?.replies[2]?.shownBody)).toContain('說');
  });

  it('go on under a note that came before', async () => {
    await bring(lin, outside(1, '心智'));
    expect((await bring(lin, reply('r', '1'))).data).toMatchObject({ replies: 1, refused: [] });
    expect((await notesOf(lin))[0]?.replies).toHaveLength(1);
  });

  it('without a beginning are reported, and so is what says nothing', async () => {
    const file = [
      reply('r', 'nowhere'),
      outside(1, '心智'),
      reply('s', '1', '<p> </p>'),
      { ...outside(2, ''), body: [] },
      7,
    ];
    const { data } = await bring(lin, file);
    expect(data).toMatchObject({ anchored: 1, replies: 0, refusedCount: 4 });
    expect(data.refused.map(({ index, reason }) => [index, reason]).sort()).toEqual([
      [0, 'no-root'],
      [2, 'nothing-said'],
      [3, 'nothing-said'],
      [4, 'not-an-annotation'],
    ]);
  });

  it('of the public are not joined from a private layer, and another’s private ones by nobody', async () => {
    const note = await write(shen, { layer: 'public' });
    const secret = await write(shen);
    const answer = (id: string) => ({ ...reply('r', ''), target: `http://meipi.test/api/annotations/${id}` });
    expect((await bring(lin, answer(note))).data).toMatchObject({ replies: 0, refused: [{ reason: 'no-root' }] });
    expect((await bring(editor, answer(note), { layer: 'public' })).data).toMatchObject({ replies: 1 });
    expect((await bring(editor, { ...answer(secret), id: 'urn:x:2' }, { layer: 'public' })).data).toMatchObject({
      refused: [{ reason: 'no-root' }],
    });
    expect(await db().reply.count()).toBe(1);
  });
});

describe('who', () => {
  const file = () => outside(1, '心智');

  it('imports where', async () => {
    const owner = await person('作者');
    await article({ slug: 'shown', ownerId: owner.id, publicNotes: false });
    await article({ slug: 'members', ownerId: owner.id, visibility: 'signed_in' });
    await article({ slug: 'hidden', ownerId: owner.id, visibility: 'private' });
    const everybody = { nobody, lin, owner, editor, admin: await person('苏禾', 'admin') };
    const outcomes: Record<string, string[]> = {};
    for (const [name, who] of Object.entries(everybody)) {
      outcomes[name] = [];
      for (const slug of ['shown', 'members', 'hidden'])
        for (const layer of ['private', 'public']) {
          const { status, data } = await bring<ProblemDetails>(who, file(), { slug, layer });
          outcomes[name].push(status === 200 ? 'yes' : data.code);
        }
    }
    const yes = Array<string>(6).fill('yes');
    expect(outcomes).toEqual({
      nobody: Array(6).fill('not-signed-in'),
      lin: ['yes', 'invalid', 'yes', 'invalid', 'not-found', 'not-found'],
      ...{ owner: yes, editor: yes, admin: yes },
    });
  });

  it('sees a private import: its importer', async () => {
    await bring(lin, [file(), reply('r', '1')]);
    expect(await notesOf(lin)).toMatchObject([{ mine: true, author: { id: lin.id }, originAuthor: '陆离' }]);
    for (const other of [nobody, shen, editor]) {
      expect(await notesOf(other)).toEqual([]);
      expect((await exportOf(other)).total).toBe(0);
    }
    expect((await exportOf(lin)).total).toBe(2);
  });

  it('exports what: what they may see', async () => {
    const owner = await person('作者');
    await article({ slug: 'hidden', ownerId: owner.id, visibility: 'private' });
    for (const layer of ['private', 'public']) await bring(owner, file(), { slug: 'hidden', layer });
    for (const stranger of [nobody, lin])
      expect((await browserOf(stranger).ask('GET /api/articles/hidden/annotations/export')).status).toBe(404);
    expect((await exportOf(editor, 'hidden')).total).toBe(1);
    expect((await exportOf(owner, 'hidden')).total).toBe(2);
    expect((await exportOf(owner, 'hidden', '&layer=private')).total).toBe(1);
  });
});

describe('a file that is none', () => {
  it.each([
    ['no JSON', '{"type":', '422 invalid file'],
    ['no annotations', { hello: 1 }, '422 invalid file'],
    ['a number', 7, '422 invalid file'],
    [
      'a collection on another server',
      { type: 'AnnotationCollection', first: 'https://a.example/1' },
      '422 invalid file',
    ],
  ])('is refused whole: %s', async (_, file, problem) => {
    expect(await problemOf(bring<ProblemDetails>(lin, file))).toBe(problem);
    expect(await db().annotation.count()).toBe(0);
  });

  it('is refused whole when it is too large, or of another type', async () => {
    expect(await problemOf(bring<ProblemDetails>(lin, `[${' '.repeat(12_000_001)}]`))).toBe('413 too-large');
    const line = 'POST /api/articles/biaoxiang/annotations/import';
    const sent = { body: '[]', headers: { 'content-type': 'text/csv' } };
    expect(await problemOf(browserOf(lin).ask<ProblemDetails>(line, sent))).toBe('415 unsupported-media-type');
  });

  it('is read where it is empty', async () => {
    expect((await bring(lin, [])).data).toMatchObject({ anchored: 0, known: 0, refused: [] });
  });
});

describe('what does not fit', () => {
  it('is left out by item, with the reason; the rest comes', async () => {
    const { data } = await bring(lin, [
      outside(1, '心智'),
      outside(2, '心智', { body: { value: '长'.repeat(100_001) } }),
      outside(3, '心智', { body: { value: '<b>长</b>'.repeat(9_000), format: 'text/html' } }),
      outside(4, '心智', { body: JSON.parse('['.repeat(900) + ']'.repeat(900)) as unknown }),
      outside(5, '抽象'),
    ]);
    expect(data).toMatchObject({ anchored: 2 + 1, refusedCount: 2 });
    expect(data.refused.map(({ id, reason }) => [id?.slice(-1), reason])).toEqual([
      ['2', 'body-too-long'],
      [undefined, 'too-deep'],
    ]);
  });

  it('is counted beyond twenty thousand', async () => {
    const { data } = await bring(lin, Array<number>(20_005).fill(7));
    expect(data.refusedCount).toBe(20_005);
    expect(data.refused).toHaveLength(200);
  });

  it('is what belongs to other articles, where the file says which', async () => {
    const at = (id: number, source: string) =>
      outside(id, '心智', { target: { source, selector: { type: 'TextQuoteSelector', exact: '心智' } } });
    const here = 'http://meipi.test/read/biaoxiang';
    const { data } = await bring(lin, [
      at(1, here),
      at(2, `${here}/zh-Hant?rev=1`),
      at(3, `${here}-er`),
      at(4, 'https://a.example'),
    ]);
    expect(data).toMatchObject({
      anchored: 2,
      refused: [
        { index: 2, reason: 'other-article' },
        { index: 3, reason: 'other-article' },
      ],
    });
  });
});

describe('an export', () => {
  it('is a collection of the model, under this instance’s addresses', async () => {
    const id = await write(lin, { layer: 'public', tags: ['休谟'], target: words(2, 10, 2, '𠮷也是。\n概念', 3) });
    await bring(editor, reply('r', '1'), { layer: 'public' });
    const response = await browserOf(nobody).send('GET /api/articles/biaoxiang/annotations/export?format=w3c');
    expect(response.headers.get('content-type')).toContain('application/ld+json');
    expect(response.headers.get('content-disposition')).toMatch(/attachment; filename="[\w.-]+\.jsonld"/);
    const file = (await response.json()) as Collection;
    expect(file).toMatchObject({
      '@context': ['http://www.w3.org/ns/anno.jsonld', { meipi: 'http://meipi.test/ns#' }],
      ...{ type: 'AnnotationCollection', total: 1, first: { type: 'AnnotationPage', partOf: file.id, startIndex: 0 } },
    });
    expect(file.first.items).toMatchObject([
      {
        ...{ id: `http://meipi.test/api/annotations/${id}`, type: 'Annotation', motivation: 'commenting' },
        creator: { type: 'Person', name: '林晚' },
        body: [
          { type: 'TextualBody', purpose: 'commenting', format: 'text/html', value: '<p>休谟不会同意。</p>' },
          { type: 'TextualBody', purpose: 'tagging', value: '休谟' },
        ],
        target: {
          type: 'SpecificResource',
          source: 'http://meipi.test/read/biaoxiang',
          selector: [
            { type: 'TextQuoteSelector', exact: '𠮷也是。\n概念' },
            // 𠮷 begins at code point 15, and is one.
            { type: 'TextPositionSelector', start: 15, end: 22 },
          ],
        },
        'meipi:state': 'kept',
      },
    ]);
  });

  it('of one’s own notes on all articles says the same', async () => {
    await article({ slug: 'er' });
    await write(lin);
    await write(lin, { article: 'er' });
    await write(shen, { layer: 'public' });
    const { data } = await browserOf(lin).ask<Collection>('GET /api/me/annotations/export?format=w3c');
    expect(data.first.items).toHaveLength(2);
    expect(data.first.items.map(({ target }) => (target as { source: string }).source).sort()).toEqual([
      'http://meipi.test/read/biaoxiang',
      'http://meipi.test/read/er',
    ]);
  });

  it('comes back to where it is from as nothing new', async () => {
    await write(lin, { layer: 'public' });
    await bring(editor, [outside(1, '抽象'), reply('r', '1')], { layer: 'public' });
    const file = await exportOf(nobody);
    for (const [who, layer] of [
      [editor, 'public'],
      [lin, 'private'],
    ] as const)
      expect((await bring(who, file, { layer })).data).toMatchObject({
        anchored: 0,
        replies: 0,
        known: 3,
        refusedCount: 0,
      });
  });
});

/** What a reader sees of a note, wherever it has come from. */
const seen = ({ target, state, quote, motivation, body, tags, createdAt, replies }: AnnotationView) => ({
  ...{ target, state, quote, motivation, body, tags, createdAt },
  replies: replies.map(({ body: said, createdAt: when }) => ({ said, when })),
});

describe('export, then import into an article of the same text', () => {
  it('gives the same places, bodies and threads', async () => {
    const texts = [
      '🀄️序：👩🏽‍💻与表象',
      '表象是一种心智状态，𠮷也是。表象？',
      '',
      '概念是对表象的抽象🇨🇳。',
      '甲\t乙\n丙\t丁',
    ];
    const blocks = texts.map((text, index) => ({ key: key(index + 1), text }));
    const joined = new JoinedText(blocks);
    await article({ slug: 'from', texts });
    const made: string[] = [];
    for (const [a, b] of fc.sample(fc.tuple(fc.nat(joined.text.length), fc.nat(joined.text.length)), {
      numRuns: 40,
      seed: 7,
    })) {
      const target = joined.targetOf(Math.min(a, b), Math.max(a, b));
      if (!target) continue;
      const exact = quoteOf(target, blocks).exact;
      const motivation = (['highlighting', 'commenting', 'questioning'] as const)[made.length % 3];
      const body = motivation === 'highlighting' ? null : bodyOfText(`<${exact}> & “${made.length}”\n\n  下一段`);
      made.push(
        await write(lin, {
          article: 'from',
          layer: 'public',
          target: { ...target, exact },
          motivation,
          body,
          tags: ['标签'],
        }),
      );
    }
    await write(lin, { article: 'from', layer: 'public', target: { block: key(4) } });
    await write(lin, { article: 'from', layer: 'public', target: null });
    await db().reply.createMany({
      data: made.slice(0, 5).map((annotationId, index) => ({
        id: uuidv7(),
        annotationId,
        authorId: shen.id,
        body: bodyOfText(`答 ${index}`) as never,
      })),
    });
    await article({ slug: 'to', texts });
    const { data } = await bring(editor, await exportOf(nobody, 'from'), { slug: 'to', layer: 'public' });
    expect(data).toMatchObject({ uncertain: 0, notFound: 0, replies: 5, known: 0, refusedCount: 0, warnings: [] });
    const [before, after] = [await notesOf(nobody, 'from'), await notesOf(nobody, 'to')];
    expect(before.length).toBeGreaterThan(30);
    const byPlace = (notes: AnnotationView[]) =>
      notes.map(seen).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    expect(byPlace(after)).toEqual(byPlace(before));
    expect(new Set(after.map(({ originAuthor }) => originAuthor))).toEqual(new Set(['林晚']));
  });
});

describe('many', () => {
  it('come in one import: ten thousand with their threads', async () => {
    const texts = Array.from({ length: 500 }, (_, index) => `第${index}段说的是第${index}件事，从头说到尾。`);
    await article({ slug: 'long', texts });
    const notes = Array.from({ length: 10_000 }, (_, index) => outside(index, `第${index % 500}件事`));
    const threads = notes.slice(0, 1000).map((_, index) => ({ ...reply(`r${index}`, `${index}`), created: undefined }));
    const { status, data } = await bring(editor, [...notes, ...threads], { slug: 'long', layer: 'public' });
    expect(status).toBe(200);
    expect(data).toMatchObject({ anchored: 10_000, replies: 1000, notFound: 0, refusedCount: 0 });
    expect(await db().annotationWords.count()).toBe(10_000);
    expect((await exportOf(nobody, 'long')).total).toBe(11_000);
  }, 120_000);
});

it('a form brings a file and says which layer it is for', async () => {
  const form = new FormData();
  form.set('file', new File([`\uFEFF${JSON.stringify(outside(1, '心智'))}`], 'notes.jsonld'));
  form.set('layer', 'public');
  const request = new Request('http://meipi.test', { method: 'POST', body: form });
  const sent = {
    body: await request.text(),
    headers: { 'content-type': request.headers.get('content-type') ?? '' },
  };
  const { data } = await browserOf(editor).ask<InterchangeReport>(
    'POST /api/articles/biaoxiang/annotations/import',
    sent,
  );
  expect(data.anchored).toBe(1);
  expect(await notesOf(nobody)).toHaveLength(1);
});
