import { beforeEach, describe, expect, it } from 'vitest';
import type { AnnotationView } from '@/lib/contract/annotations';
import type { ChangesOfEdition, RevisionSummary } from '@/lib/contract/articles';
import { bodyOfText } from '@/lib/richtext/body';
import type { OpenVisibility } from '@/lib/domain/permissions/can';
import { db } from './db';
import { importArticle } from './import';
import type { Importer } from './import-source';
import { savePlace } from './places';
import { Problem } from './problem';
import { publishEdition } from './publish';
import { openReading } from './reading';
import { Browser, signedInAs } from './testing/browser';
import { freshDatabase } from './testing/fresh-database';

beforeEach(freshDatabase);

const essay = (title: string, paragraphs: readonly string[]): string =>
  `---\ntitle: ${title}\n---\n\n${paragraphs.join('\n\n')}\n`;
const FIRST = ['从前有一座石桥，桥下没有水。', '我把U盘忘在桥上，后来桥断了。', '再后来，人们忘了那里有过桥。'];
const SECOND = [
  '从前有一座石桥，桥下没有水。',
  '我把U盘落在桥上，后来桥断了。',
  '再后来，人们忘了那里有过桥。',
  '只有风还记得，这里的人从前怎样过河。',
];

interface Bridge {
  slug?: string;
  visibility?: OpenVisibility;
  importer?: Importer;
}

/** An article in two editions. */
async function bridge({ slug = 'bridge', visibility = 'public', importer = 'system' }: Bridge = {}): Promise<void> {
  await done(importArticle(importer, { content: essay('桥', FIRST), filename: 'bridge.md', slug, visibility }));
  await publish(essay('石桥', SECOND), { slug, importer, reason: '改正一个字，补了结尾' });
}

interface Published {
  slug?: string;
  importer?: Importer;
  reason?: string;
}

const publish = (content: string, { slug = 'bridge', importer = 'system', reason = '' }: Published = {}) =>
  done(publishEdition(importer, slug, { content, filename: 'bridge.md', reason }));

async function done<T>(outcome: Promise<T | Problem>): Promise<T> {
  const found = await outcome;
  if (found instanceof Problem) throw new Error(`${found.code}`);
  return found;
}

const asViewer = ({ id }: { id: string }, role: 'reader' | 'editor' = 'reader') => ({ id, role });

const changesIn = async (browser: Browser, query = '', number = 2) =>
  (await browser.ask<ChangesOfEdition>(`GET /api/articles/bridge/revisions/${number}/changes${query}`)).data;

/** Words of an edition's block, with a public comment on them. */
async function noteOn(browser: Browser, words: string, changes: object = {}): Promise<string> {
  const { revision, blocks } = (
    await browser.ask<{ revision: number; blocks: { key: string; text: string }[] }>('GET /api/articles/bridge/blocks')
  ).data;
  const block = blocks.find(({ text }) => text.includes(words));
  if (!block) throw new Error(`${words}: not in the newest edition`);
  const start = block.text.indexOf(words);
  const id = crypto.randomUUID().replace(/^(.{14})4/, '$17');
  const point = (offset: number) => ({ block: block.key, offset });
  const answer = await browser.ask(`PUT /api/annotations/${id}`, {
    body: {
      article: 'bridge',
      revision,
      layer: 'public',
      motivation: 'commenting',
      target: { start: point(start), end: point(start + words.length), exact: words },
      body: bodyOfText('为什么？'),
      tags: [],
      ...changes,
    },
  });
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.data));
  return id;
}

const notesIn = async (browser: Browser, revision: number): Promise<AnnotationView[]> =>
  (await browser.ask<{ annotations: AnnotationView[] }>(`GET /api/articles/bridge/annotations?revision=${revision}`))
    .data.annotations;

describe('the editions of an article', () => {
  it('are listed newest first, with who published them, why, and what came of it', async () => {
    const editor = await signedInAs('顾言', 'editor');
    await bridge({ importer: asViewer(editor, 'editor') });
    const { revisions } = (
      await new Browser().ask<{ revisions: RevisionSummary[] }>('GET /api/articles/bridge/revisions')
    ).data;
    expect(revisions).toMatchObject([
      { number: 2, title: '石桥', by: '顾言', reason: '改正一个字，补了结尾' },
      { number: 1, title: '桥', by: '顾言', reason: null, outcome: null },
    ]);
    expect(revisions[0]?.outcome?.blocks).toMatchObject({ unchanged: 2, corrected: 1, new: 1, gone: 0 });
    const one = await new Browser().ask('GET /api/articles/bridge/revisions/2');
    expect(one.data).toEqual(revisions[0]);
  });

  it('say what became of notes to editors alone: private ones count', async () => {
    const editor = await signedInAs('顾言', 'editor');
    await bridge({ importer: asViewer(editor, 'editor') });
    const notesTold = async (browser: Browser) => {
      const path = 'GET /api/articles/bridge/revisions/2';
      return (await browser.ask<RevisionSummary>(path)).data.outcome?.notes;
    };
    expect(await notesTold(editor)).toMatchObject({ kept: 0 });
    expect(await notesTold(await signedInAs('林晚'))).toBeNull();
    expect(await notesTold(new Browser())).toBeNull();
  });

  it('outlive the account that published them, and then name nobody', async () => {
    const editor = await signedInAs('顾言', 'editor');
    await bridge({ importer: asViewer(editor, 'editor') });
    await db().user.delete({ where: { id: editor.id } });
    const one = await new Browser().ask('GET /api/articles/bridge/revisions/2');
    expect(one.data).toMatchObject({ number: 2, by: null, reason: '改正一个字，补了结尾' });
  });
});

describe('what an edition changed', () => {
  it('is said block by block, with the words that are not in the other', async () => {
    await bridge();
    const { facts, total, changes, next } = await changesIn(new Browser());
    expect(facts).toEqual([{ name: 'title', before: '桥', after: '石桥' }]);
    expect([total, next]).toEqual([2, null]);
    expect(changes.map(({ fate, before, after }) => [fate, before[0]?.number, after[0]?.number])).toEqual([
      ['corrected', 2, 2],
      ['new', undefined, 4],
    ]);
    const [corrected] = changes;
    const words = (side: ChangesOfEdition['changes'][number]['before'] = []) =>
      side.flatMap(({ text, changed }) => changed.map(({ start, end }) => text.slice(start, end)));
    expect([words(corrected?.before), words(corrected?.after)]).toEqual([['忘'], ['落']]);
  });

  it('is shown in the reader’s script, and its words with it', async () => {
    await bridge();
    const { lang, facts, changes } = await changesIn(new Browser(), '?script=zh-Hant-TW-x-phrase');
    expect(lang).toBe('zh-Hant-TW-x-phrase');
    expect(facts).toEqual([{ name: 'title', before: '橋', after: '石橋' }]);
    const { text = '', changed = [] } = changes[0]?.after[0] ?? {};
    expect(text).toContain('隨身碟');
    expect(changed.map(({ start, end }) => text.slice(start, end))).toEqual(['落']);
  });

  it('comes in pages', async () => {
    await bridge();
    const first = await changesIn(new Browser(), '?limit=1');
    expect([first.changes.length, first.total, first.next]).toEqual([1, 2, 2]);
    const second = await changesIn(new Browser(), '?limit=1&from=2');
    expect([second.changes[0]?.fate, second.next]).toEqual(['new', null]);
    expect((await changesIn(new Browser(), '?from=9')).changes).toEqual([]);
  });

  it('is nothing to ask of the first, nor of one that there is not', async () => {
    await bridge();
    const status = async (number: number | string, query = '') =>
      (await new Browser().ask(`GET /api/articles/bridge/revisions/${number}/changes${query}`)).status;
    expect(await status(1)).toBe(404);
    expect(await status(3)).toBe(404);
    expect(await status(2)).toBe(200);
    const malformed = [
      await status(0),
      await status('zwei'),
      await status(2, '?script=klingon'),
      await status(2, '?limit=0'),
    ];
    expect(malformed).toEqual([404, 404, 422, 422]);
  });
});

describe('an old edition', () => {
  it('is read as it was, and has no place to resume', async () => {
    await bridge();
    const reader = await signedInAs('林晚');
    const open = (query: Parameters<typeof openReading>[2]) => done(openReading(asViewer(reader), 'bridge', query));
    const { blocks } = (await reader.ask<{ blocks: { key: string }[] }>('GET /api/articles/bridge/blocks')).data;
    await savePlace(asViewer(reader), 'bridge', { block: blocks[2]?.key ?? '', progress: 0.5 });

    const old = await open({ revision: 1 });
    expect([old.words.title, old.revision.blockCount]).toEqual(['桥', 3]);
    expect(old.old).toMatchObject({ number: 1, of: 2, reason: null });
    expect(old.place).toBeNull();

    const newest = await open({});
    expect([newest.words.title, newest.old, newest.place?.number]).toEqual(['石桥', null, 3]);
    expect(await open({ revision: 2 })).toMatchObject({ old: null, words: { title: '石桥' } });
    expect(await openReading(null, 'bridge', { revision: 3 })).toBeInstanceOf(Problem);
  });

  it('leads to the paragraph that one came for, where the newest still has it', async () => {
    await bridge();
    await publish(essay('石桥', [...SECOND.slice(0, 2), SECOND[3] ?? '']));
    const keys = (
      await new Browser().ask<{ blocks: { key: string }[] }>('GET /api/articles/bridge/blocks?revision=1')
    ).data.blocks.map(({ key }) => key);
    const block = async (key = '') => (await done(openReading(null, 'bridge', { revision: 1, block: key }))).old?.block;
    expect(await block(keys[1])).toBe(keys[1]);
    expect(await block(keys[2])).toBeUndefined();
  });

  it('has its notes as they were then', async () => {
    await done(importArticle('system', { content: essay('桥', FIRST), filename: 'bridge.md', slug: 'bridge' }));
    const [reader, other] = [await signedInAs('林晚'), await signedInAs('沈砚')];
    const onBridge = await noteOn(reader, '桥断了');
    const lost = await noteOn(reader, '那里有过桥');
    const secret = await noteOn(other, '石桥', { layer: 'private' });
    await publish(essay('桥', ['楔子。', ...SECOND.slice(0, 2)]));
    const later = await noteOn(reader, '楔子');

    const then = await notesIn(reader, 1);
    expect(then.map(({ id }) => id).sort()).toEqual([onBridge, lost].sort());
    expect(then.every(({ state }) => state === 'kept')).toBe(true);
    expect(then.find(({ id }) => id === lost)?.target).toMatchObject({ exact: '那里有过桥' });
    const now = await notesIn(reader, 2);
    expect(now.map(({ id }) => id).sort()).toEqual([onBridge, lost, later].sort());
    expect(now.find(({ id }) => id === lost)?.state).toBe('removed');
    expect((await notesIn(other, 1)).map(({ id }) => id)).toContain(secret);
    expect((await notesIn(new Browser(), 1)).map(({ id }) => id)).not.toContain(secret);
  });

  it('goes to where a note stood in it', async () => {
    const body = Array.from({ length: 230 }, (_, index) => `第${index + 1}段，各不相同的${index}句话。`);
    await done(importArticle('system', { content: essay('长编', body), filename: 'bridge.md', slug: 'bridge' }));
    const reader = await signedInAs('林晚');
    const { blocks } = (await reader.ask<{ blocks: { key: string }[] }>('GET /api/articles/bridge/blocks?from=210'))
      .data;
    const note = await noteOn(reader, '第5段');
    const page = async (query: Parameters<typeof openReading>[2]) =>
      (await done(openReading(asViewer(reader), 'bridge', query))).page;
    // Its paragraph comes last.
    await publish(essay('长编', [...body.toSpliced(4, 1), body[4] ?? '']));
    expect(await page({ note })).toBe(1);
    expect(await page({ note, revision: 1 })).toBe(0);
    expect(await page({ block: blocks[0]?.key, revision: 1 })).toBe(1);
  });

  it('names itself in the addresses of its pages, though they were drawn when it was the newest', async () => {
    await done(importArticle('system', { content: essay('桥', FIRST), filename: 'bridge.md', slug: 'bridge' }));
    const links = async (revision: number) => {
      const { html } = (
        await new Browser().ask<{ html: string }>(
          `GET /api/articles/bridge/page?revision=${revision}&from=1&script=source&quotes=true`,
        )
      ).data;
      return [...html.matchAll(/href="(\?[^"]*)"/g)].map(([, href]) => href);
    };
    expect((await links(1)).every((href) => href?.startsWith('?b='))).toBe(true);
    await publish(essay('石桥', SECOND));
    const [old, newest] = [await links(1), await links(2)];
    expect([old.length, newest.length]).toEqual([3, 4]);
    expect(old.every((href) => href?.startsWith('?rev=1&amp;b='))).toBe(true);
    expect(newest.every((href) => href?.startsWith('?b='))).toBe(true);
  });
});

describe('the history of an article', () => {
  const PATHS = ['', '/1', '/2', '/2/changes'];
  const statuses = async (browser: Browser, slug: string) =>
    Promise.all([
      ...PATHS.map(async (path) => (await browser.ask(`GET /api/articles/${slug}/revisions${path}`)).status),
      ...['blocks', 'annotations', 'page', 'text'].map(
        async (part) =>
          (await browser.ask(`GET /api/articles/${slug}/${part}?revision=1&script=source&from=1&to=1`)).status,
      ),
    ]);

  it('is for those who may read it; for others there is none', async () => {
    const [owner, reader, editor, admin] = [
      await signedInAs('林晚'),
      await signedInAs('沈砚'),
      await signedInAs('顾言', 'editor'),
      await signedInAs('苏禾', 'admin'),
    ];
    const importer = asViewer(editor, 'editor');
    await bridge({ slug: 'secret', visibility: 'private', importer });
    await db().article.update({ where: { slug: 'secret' }, data: { ownerId: owner.id } });
    await bridge({ slug: 'known', visibility: 'signed-in', importer });
    await bridge({ slug: 'open', importer });

    const nobody = new Browser();
    const told = async (slug: string, who: Browser) => [...new Set(await statuses(who, slug))];
    for (const who of [owner, editor, admin]) expect(await told('secret', who)).toEqual([200]);
    for (const who of [nobody, reader]) expect(await told('secret', who)).toEqual([404]);
    expect(await told('known', nobody)).toEqual([404]);
    for (const who of [owner, reader, editor, admin]) expect(await told('known', who)).toEqual([200]);
    for (const who of [nobody, owner, reader, editor, admin]) expect(await told('open', who)).toEqual([200]);
  });
});
