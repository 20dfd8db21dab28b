import { uuidv7 } from 'uuidv7';
import { beforeEach, describe, expect, it } from 'vitest';
import * as historyRoute from '@/app/api/annotations/[id]/history/route';
import * as reattachRoute from '@/app/api/annotations/[id]/reattach/route';
import type { AnnotationView, Stay } from '@/lib/contract/annotations';
import { bodyOfText } from '@/lib/richtext/body';
import { readBlocks } from './articles';
import { db } from './db';
import { importArticle } from './import';
import { Problem } from './problem';
import { publishEdition } from './publish';
import { freshDatabase } from './testing/fresh-database';
import { as, codeOf, idsOf, newNote, nobody, person, send, type Person } from './testing/notes-cast';

/** 阿桥's essay. The second edition corrects, the third leaves out. */
const FIRST = [
  '# 桥',
  '从前有一座石桥，桥下没有水，桥上没有人。',
  '后来桥断了，镇上没有人去修，大家都说不急。',
  '再后来，人们忘了那里有过桥，只记得有一条河。',
];
const CORRECTED = FIRST.with(2, '后来石桥断了，镇上没有谁去修，大家都说不急。');
const WITHOUT = FIRST.toSpliced(2, 1);

let lin: Person;
let shen: Person;
let editor: Person;

beforeEach(async () => {
  await freshDatabase();
  [lin, shen, editor] = await Promise.all([person('林晚'), person('沈砚'), person('顾言', 'editor')]);
  await importArticle('system', { content: FIRST.join('\n\n'), filename: 'bridge.md', slug: 'bridge' });
});

async function publish(paragraphs: readonly string[]): Promise<void> {
  const outcome = await publishEdition('system', 'bridge', {
    content: paragraphs.join('\n\n'),
    filename: 'bridge.md',
  });
  if (outcome instanceof Problem) throw new Error(outcome.code);
}

async function blocksOf(number: number) {
  const article = await db().article.findUniqueOrThrow({ where: { slug: 'bridge' } });
  const revision = await db().revision.findUniqueOrThrow({
    where: { articleId_number: { articleId: article.id, number } },
  });
  return readBlocks(revision.id);
}

/** The target that selecting words in an edition gives. */
async function wordsIn(number: number, exact: string) {
  const block = (await blocksOf(number)).find(({ text }) => text.includes(exact));
  if (!block) throw new Error(`${exact}: not in edition ${number}`);
  const offset = block.text.indexOf(exact);
  return {
    start: { block: block.key, offset },
    end: { block: block.key, offset: offset + exact.length },
    exact,
  };
}

const keyOf = async (number: number, words: string) => (await wordsIn(number, words)).start.block;

const noteOn = async (number: number, exact: string, changes: object = {}) =>
  newNote({ article: 'bridge', revision: number, target: await wordsIn(number, exact), ...changes });

async function written(who: Person, number: number, exact: string, changes: object = {}): Promise<string> {
  const id = uuidv7();
  const answer = await as(who).put(id, await noteOn(number, exact, changes));
  if (answer.status !== 201) throw new Error(`${answer.status}: ${await answer.text()}`);
  return id;
}

const reattach = (who: Person, id: string, body: unknown, version: string | null = '"1"') =>
  send(
    reattachRoute.POST,
    who,
    'POST',
    `/api/annotations/${id}/reattach`,
    { id },
    { body, headers: version === null ? {} : { 'if-match': version } },
  );
const history = (who: Person, id: string) =>
  send(historyRoute.GET, who, 'GET', `/api/annotations/${id}/history`, { id });

const json = async (response: Response) => (await response.json()) as AnnotationView;
const staysOf = async (response: Response) => ((await response.json()) as { stays: Stay[] }).stays;
const exactOf = ({ target }: AnnotationView) => (target && 'start' in target ? target.exact : target);

/** Where a note stands: its rows, and the words that their offsets name in the edition they begin with. */
async function rowsOf(annotationId: string) {
  const rows = await db().position.findMany({ where: { annotationId }, orderBy: { firstRevision: 'asc' } });
  return Promise.all(
    rows.map(async ({ firstRevision, lastRevision, state, startBlock, startOffset, endOffset, words }) => {
      const block = (await blocksOf(firstRevision)).find(({ key }) => key === startBlock);
      const named = startOffset === null ? null : block?.text.slice(startOffset, endOffset ?? undefined);
      return { editions: [firstRevision, lastRevision], state, named, words };
    }),
  );
}

describe('a note sent from an old edition', () => {
  it('ends on the right words of the newest, and stands in each edition between as it should', async () => {
    const request = await noteOn(1, '没有人去修，大家');
    await publish(FIRST.with(0, '# 石桥'));
    await publish(['# 石桥', FIRST[1]!, '（补记一段。）', ...CORRECTED.slice(2)]);
    const id = uuidv7();
    const answer = await as(lin).put(id, request);
    expect(answer.status).toBe(201);
    expect(await json(answer)).toMatchObject({
      revision: 1,
      standsIn: 3,
      state: 'edited',
      quote: '没有人去修，大家',
      words: '没有谁去修，大家',
    });
    expect(await rowsOf(id)).toEqual([
      { editions: [1, 2], state: 'kept', named: '没有人去修，大家', words: null },
      { editions: [3, null], state: 'edited', named: '没有谁去修，大家', words: '没有谁去修，大家' },
    ]);
    const then = await as(lin).list('bridge', '?revision=1');
    expect(((await then.json()) as { annotations: AnnotationView[] }).annotations).toMatchObject([
      { id, standsIn: 1, state: 'kept', words: '没有人去修，大家' },
    ]);
  });

  it('is saved all the same when its words are gone meanwhile', async () => {
    const request = await noteOn(1, '镇上没有人去修');
    await publish(WITHOUT);
    const id = uuidv7();
    const note = await json(await as(lin).put(id, request));
    expect(note).toMatchObject({
      state: 'removed',
      quote: '镇上没有人去修',
      words: '镇上没有人去修',
      target: { block: await keyOf(2, '从前有一座') },
    });
    expect(await idsOf(await as(lin).list('bridge'))).toEqual([id]);
  });

  it('must still be on the words of the edition it names', async () => {
    const [old, request] = [await wordsIn(1, '桥断了'), await noteOn(1, '镇上没有')];
    await publish(CORRECTED);
    const others = { ...request, target: { ...old, exact: '石桥断' } };
    expect(await codeOf(await as(lin).put(uuidv7(), others))).toBe('422 words-differ');
    // The same offsets name other words in the newest.
    expect(await codeOf(await as(lin).put(uuidv7(), { ...request, revision: 2 }))).toBe('422 words-differ');
    expect(await db().annotation.count()).toBe(0);
  });

  it('sent again after publishing is the same note', async () => {
    const [id, request] = [uuidv7(), await noteOn(1, '石桥')];
    expect((await as(lin).put(id, request)).status).toBe(201);
    await publish(FIRST.with(1, `很久以前，${FIRST[1]}`));
    const again = await as(lin).put(id, request);
    expect(again.status).toBe(200);
    expect(await json(again)).toMatchObject({ standsIn: 2, words: '石桥' });
    await publish(WITHOUT.toSpliced(1, 1));
    expect(await json(await as(lin).put(id, request))).toMatchObject({ standsIn: 3, state: 'removed' });
    expect(await db().annotation.count()).toBe(1);
  });

  it('at the very moment of publishing is in the newest edition, whoever is first', async () => {
    const ids = Array.from({ length: 20 }, () => uuidv7());
    const request = await noteOn(1, '不急');
    const moved = FIRST.with(2, `那一年夏天，${FIRST[2]}`);
    const [, ...answers] = await Promise.all([publish(moved), ...ids.map((id) => as(lin).put(id, request))]);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    for (const id of ids) {
      expect((await rowsOf(id)).at(-1)).toMatchObject({ editions: [2, null], named: '不急' });
      expect(await json(await as(lin).get(id))).toMatchObject({ standsIn: 2, words: '不急' });
    }
  });

  it('on a whole paragraph or the whole article follows, too', async () => {
    const [block, all] = [uuidv7(), uuidv7()];
    const key = await keyOf(1, '后来桥断了');
    await publish(CORRECTED);
    await publish(WITHOUT);
    const onAll = newNote({ article: 'bridge', target: null });
    expect(await json(await as(lin).put(all, onAll))).toMatchObject({ state: 'kept', target: null, words: null });
    const onBlock = newNote({ article: 'bridge', target: { block: key } });
    expect(await json(await as(lin).put(block, onBlock))).toMatchObject({ state: 'removed', quote: null });
    expect((await rowsOf(block)).map(({ editions }) => editions)).toEqual([
      [1, 2],
      [3, null],
    ]);
  });
});

describe('saying where a note stands', () => {
  it('shows its old words in the reader’s script, too', async () => {
    const id = await written(lin, 1, '桥断了，镇上没有人去修', { layer: 'public' });
    await publish(CORRECTED);
    const noteIn = async (script: string) => {
      const answer = await as(nobody).list('bridge', `?script=${script}`);
      const { annotations } = (await answer.json()) as { annotations: AnnotationView[] };
      return annotations.find((note) => note.id === id);
    };
    expect(await noteIn('zh-Hant')).toMatchObject({
      quote: '桥断了，镇上没有人去修',
      shown: { quote: '橋斷了，鎮上沒有人去修', words: '橋斷了，鎮上沒有誰去修' },
    });
    expect((await noteIn('source'))?.shown).toBeUndefined();
  });

  it('confirms it where it was found: it is kept from then on, its words stay', async () => {
    const id = await written(lin, 1, '没有人去修');
    await publish(CORRECTED);
    expect(await json(await as(lin).get(id))).toMatchObject({ state: 'edited', words: '没有谁去修', version: 1 });
    const answer = await reattach(lin, id, { revision: 2 });
    expect(answer.headers.get('etag')).toBe('"2"');
    const note = await json(answer);
    expect(note).toMatchObject({ state: 'kept', words: '没有谁去修', quote: '没有人去修', version: 2, revision: 1 });
    expect(note.updatedAt).toBe(note.createdAt);
    await publish(CORRECTED.with(1, '从前有一座桥。'));
    expect(await json(await as(lin).get(id))).toMatchObject({ state: 'kept', words: '没有谁去修' });
  });

  it('moves it to other words: within an edition in its row, from a later one in a row of its own', async () => {
    const id = await written(lin, 1, '石桥');
    await reattach(lin, id, { revision: 1, target: await wordsIn(1, '桥下没有水') });
    expect(await rowsOf(id)).toEqual([
      { editions: [1, null], state: 'kept', named: '桥下没有水', words: '桥下没有水' },
    ]);
    await publish(CORRECTED);
    const moved = await json(await reattach(lin, id, { revision: 2, target: await wordsIn(2, '一条河') }, '"2"'));
    expect(moved).toMatchObject({ state: 'kept', quote: '石桥', words: '一条河', version: 3 });
    expect(exactOf(moved)).toBe('一条河');
    expect(await rowsOf(id)).toEqual([
      { editions: [1, 1], state: 'kept', named: '桥下没有水', words: '桥下没有水' },
      { editions: [2, null], state: 'kept', named: '一条河', words: '一条河' },
    ]);
    // Back on the words it was made on there is nothing to tell apart.
    await reattach(lin, id, { revision: 2, target: await wordsIn(2, '石桥') }, '"3"');
    expect((await rowsOf(id))[1]).toMatchObject({ named: '石桥', words: null });
  });

  it('takes a removed one back, to words or to a whole paragraph, and lets it go again', async () => {
    const id = await written(lin, 1, '镇上没有人去修');
    await publish(WITHOUT);
    const removed = await json(await as(lin).get(id));
    expect(removed).toMatchObject({ state: 'removed', words: '镇上没有人去修' });
    const gone = (removed.target as { block: string }).block;
    const back = await json(await reattach(lin, id, { revision: 2, target: await wordsIn(2, '忘了那里') }));
    expect(back).toMatchObject({ state: 'kept', words: '忘了那里', quote: '镇上没有人去修' });
    const again = await json(await reattach(lin, id, { revision: 2, target: { gone } }, '"2"'));
    expect(again).toMatchObject({ state: 'removed', target: { block: gone }, words: '镇上没有人去修' });
    const whole = { block: await keyOf(2, '再后来') };
    const note = await json(await reattach(lin, id, { revision: 2, target: whole }, '"3"'));
    expect(note).toMatchObject({ state: 'kept', target: whole, words: null, quote: '镇上没有人去修' });
  });

  it('follows words that were selected in an older edition; when they are gone, says so', async () => {
    const id = await written(lin, 1, '石桥');
    const [old, lost] = [await wordsIn(1, '一条河'), await wordsIn(1, '镇上没有人去修')];
    await publish(WITHOUT.with(2, `很久以后，${FIRST[3]}`));
    expect(await codeOf(await reattach(lin, id, { revision: 1, target: lost }))).toBe('422 words-differ');
    expect(await json(await as(lin).get(id))).toMatchObject({ version: 1, words: '石桥' });
    const note = await json(await reattach(lin, id, { revision: 1, target: old }));
    expect(note).toMatchObject({ state: 'kept', words: '一条河', standsIn: 2 });
    expect((await rowsOf(id)).map(({ editions, named }) => [...editions, named])).toEqual([
      [1, 1, '石桥'],
      [2, null, '一条河'],
    ]);
  });

  it('is found by the words it stands on, among one’s own', async () => {
    const id = await written(lin, 1, '石桥');
    await written(lin, 1, '不急');
    await reattach(lin, id, { revision: 1, target: await wordsIn(1, '一条河') });
    expect(await idsOf(await as(lin).mine(`?q=${encodeURIComponent('一条河')}`))).toEqual([id]);
    expect(await idsOf(await as(lin).mine(`?q=${encodeURIComponent('石桥')}`))).toEqual([id]);
  });

  it.each([
    [
      'other words than stand there',
      async () => ({ revision: 1, target: { ...(await wordsIn(1, '石桥')), exact: '木桥' } }),
      '422 words-differ',
    ],
    [
      'a block that is not there',
      () => Promise.resolve({ revision: 1, target: { block: 'nowhere' } }),
      '422 words-differ',
    ],
    [
      'a place of removed words that is not there',
      () => Promise.resolve({ revision: 1, target: { gone: 'nowhere' } }),
      '422 words-differ',
    ],
    ['the whole article', () => Promise.resolve({ revision: 1, target: null }), '422 invalid'],
    ['an edition that is not there', () => Promise.resolve({ revision: 9 }), '422 invalid'],
    [
      'words in an edition that is not there',
      async () => ({ revision: 9, target: await wordsIn(1, '石桥') }),
      '422 invalid',
    ],
    ['nothing', () => Promise.resolve({}), '422 invalid'],
  ])('is refused on %s', async (_, body, code) => {
    const id = await written(lin, 1, '石桥');
    expect(await codeOf(await reattach(lin, id, await body()))).toBe(code);
    expect(await rowsOf(id)).toEqual([{ editions: [1, null], state: 'kept', named: '石桥', words: null }]);
  });

  it('cannot confirm what is removed', async () => {
    const id = await written(lin, 1, '镇上没有人去修');
    await publish(WITHOUT);
    expect(await codeOf(await reattach(lin, id, { revision: 2 }))).toBe('422 invalid');
  });

  it('names the version it was said of; of two at once, one wins', async () => {
    const id = await written(lin, 1, '石桥');
    expect(await codeOf(await reattach(lin, id, { revision: 1 }, null))).toBe('428 version-required');
    expect(await codeOf(await reattach(lin, id, { revision: 1 }, '"7"'))).toBe('412 stale-version');
    const targets = await Promise.all(['一条河', '不急', '没有水'].map((words) => wordsIn(1, words)));
    const answers = await Promise.all(targets.map((target) => reattach(lin, id, { revision: 1, target })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
    expect((await as(lin).patch(id, { tags: ['旧'] })).status).toBe(412);
    expect((await reattach(lin, id, { revision: 1 }, '*')).status).toBe(200);
  });

  it('at the very moment of publishing is neither lost nor left in the old edition', async () => {
    const ids = await Promise.all(Array.from({ length: 8 }, () => written(lin, 1, '石桥')));
    const target = await wordsIn(1, '不急');
    const next = FIRST.with(2, `那一年夏天，${FIRST[2]}`);
    await Promise.all([publish(next), ...ids.map((id) => reattach(lin, id, { revision: 1, target }))]);
    for (const id of ids) {
      const note = await json(await as(lin).get(id));
      expect([note.standsIn, note.words, note.version]).toEqual([2, '不急', 2]);
      expect((await rowsOf(id)).at(-1)).toMatchObject({ named: '不急' });
    }
  });
});

describe('who says where a note stands', () => {
  it('its author, and for public ones an editor of the article, with a record: roles × notes, with decoys', async () => {
    const [importer, admin] = await Promise.all([person('阿桥'), person('苏禾', 'admin')]);
    await db().article.updateMany({ data: { ownerId: importer.id } });
    const closed = await written(lin, 1, '石桥');
    const deleted = await written(lin, 1, '石桥', { layer: 'public' });
    await as(lin).delete(deleted);
    const others = { nobody, shen, importer, editor, admin };
    for (const [name, who] of Object.entries(others)) {
      const open = await written(lin, 1, '石桥', { layer: 'public' });
      const may = name !== 'nobody' && name !== 'shen';
      const refused = name === 'nobody' ? 401 : 404;
      for (const id of [closed, deleted, uuidv7()])
        expect([name, (await reattach(who, id, { revision: 1 })).status]).toEqual([name, refused]);
      expect([name, (await reattach(who, open, { revision: 1 }, null)).status]).toEqual([name, may ? 428 : refused]);
      const target = await wordsIn(1, '一条河');
      const answer = await reattach(who, open, { revision: 1, target });
      expect([name, answer.status]).toEqual([name, may ? 200 : refused]);
      const note = await json(await as(lin).get(open));
      expect([name, note.words]).toEqual([name, may ? '一条河' : '石桥']);
      // What it says is not theirs to change.
      expect([name, (await as(who).patch(open, { tags: ['改'] }, '*')).status]).toEqual([name, refused]);
      const [record] = await db().auditEvent.findMany({ where: { subject: open } });
      expect([name, record?.actorId]).toEqual([name, may ? who.id : undefined]);
      if (may) expect(record).toMatchObject({ action: 'annotation.reattach', detail: { article: 'bridge' } });
      const [stay] = await staysOf(await history(lin, open));
      expect([name, stay?.repairedBy]).toEqual([name, may ? { id: who.id, name: who.name } : null]);
    }
    expect(await json(await as(lin).get(closed))).toMatchObject({ version: 1, words: '石桥' });
    expect(await codeOf(await reattach(lin, deleted, { revision: 1 }))).toBe('409 note-deleted');
    await reattach(lin, closed, { revision: 1 });
    expect(await db().auditEvent.count({ where: { subject: closed } })).toBe(0);
  });

  it('nobody who may not read the article, not even the author', async () => {
    const id = await written(lin, 1, '石桥', { layer: 'public' });
    await db().article.updateMany({ data: { publishedAt: null } });
    expect((await reattach(lin, id, { revision: 1, target: await wordsIn(1, '一条河') })).status).toBe(404);
    expect((await reattach(editor, id, { revision: 1, target: await wordsIn(1, '一条河') })).status).toBe(200);
  });
});

describe('a note’s history', () => {
  it('tells where it stood, edition by edition, newest first', async () => {
    const id = await written(lin, 1, '没有人去修', { layer: 'public' });
    await publish(FIRST.with(0, '# 石桥'));
    await publish(['# 石桥', '（序言一段。）', ...CORRECTED.slice(1)]);
    await publish(['# 石桥', '（序言一段。）', ...WITHOUT.slice(1)]);
    await reattach(editor, id, { revision: 4, target: await wordsIn(4, '忘了那里') });
    await publish(['# 石桥', ...WITHOUT.slice(1)]);
    const stays = await staysOf(await history(nobody, id));
    expect(stays.map(({ since: _, ...stay }) => stay)).toEqual([
      { from: 4, to: null, state: 'kept', block: 3, words: '忘了那里', repairedBy: { id: editor.id, name: '顾言' } },
      { from: 3, to: 3, state: 'edited', block: 3, words: '没有谁去修', repairedBy: null },
      { from: 1, to: 2, state: 'kept', block: 2, words: '没有人去修', repairedBy: null },
    ]);
    expect(stays.every(({ since }) => !Number.isNaN(Date.parse(since)))).toBe(true);
  });

  it('is for those who may see the note', async () => {
    const [closed, open] = [await written(lin, 1, '石桥'), await written(lin, 1, '石桥', { layer: 'public' })];
    const deleted = await written(lin, 1, '石桥', { layer: 'public' });
    await as(lin).delete(deleted);
    for (const [name, who] of Object.entries({ nobody, shen, editor })) {
      expect([name, (await history(who, closed)).status]).toEqual([name, 404]);
      expect([name, (await history(who, deleted)).status]).toEqual([name, 404]);
      expect([name, (await history(who, uuidv7())).status]).toEqual([name, 404]);
      expect([name, (await staysOf(await history(who, open))).length]).toEqual([name, 1]);
    }
    expect(await staysOf(await history(lin, closed))).toHaveLength(1);
    expect((await history(lin, 'nonsense')).status).toBe(404);
  });

  it('outlives the account of who repaired it', async () => {
    const id = await written(lin, 1, '石桥', { layer: 'public' });
    await reattach(editor, id, { revision: 1, target: await wordsIn(1, '不急') });
    await db().user.delete({ where: { id: editor.id } });
    expect(await staysOf(await history(lin, id))).toMatchObject([{ words: '不急', repairedBy: null }]);
  });
});

describe('the file of one’s notes', () => {
  it('says what has become of the words', async () => {
    await written(lin, 1, '没有人去修', { body: bodyOfText('为什么？') });
    await publish(CORRECTED);
    const markdown = await (await as(lin).export('markdown')).text();
    expect(markdown).toContain('> 没有人去修');
    expect(markdown).toContain('原文已改 · 现在是「没有谁去修」');
    await publish(WITHOUT);
    expect(await (await as(lin).export('markdown')).text()).toContain('原文已删去');
  });
});
