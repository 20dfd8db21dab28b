import pg from 'pg';
import { uuidv7 } from 'uuidv7';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { groupProgress } from './group-progress';
import { fileArticle } from './assignments-notes';
import { progressTable } from './assignments-table';
import { moveClock } from './clock';
import { db } from './db';
import { importArticle } from './import';
import { Problem } from './problem';
import { publishEdition } from './publish';
import { ask, assignTo, bringClass, seenBy, tableOf, writeIn, type Class } from './testing/assignments-cast';
import { freshDatabase } from './testing/fresh-database';

/** An author corrects the text in the middle of an assignment, and students read it in several scripts. */

let cast: Class;
let keys: string[];

const TEXT = [
  '开头一段，不在作业里。',
  '他的U盘坏了，我联系了工程师。',
  '表象是一种心智状态。',
  '概念是对表象的抽象。',
  '结尾一段。',
];
const file = (paragraphs: readonly string[]) => ({ content: paragraphs.join('\n\n'), filename: 'essay.md' });
async function done<T>(promise: Promise<T | Problem>): Promise<T> {
  const outcome = await promise;
  if (outcome instanceof Problem) throw new Error(JSON.stringify(outcome));
  return outcome;
}

beforeEach(async () => {
  await freshDatabase();
  cast = await bringClass();
  await done(importArticle('system', { ...file(TEXT), slug: 'essay' }));
  keys = await keysNow();
});
afterEach(() => moveClock(0));

async function keysNow(): Promise<string[]> {
  const { id, revision } = await db().article.findUniqueOrThrow({ where: { slug: 'essay' } });
  const blocks = await db().block.findMany({
    where: { revision: { articleId: id, number: revision } },
    orderBy: { number: 'asc' },
  });
  return blocks.map(({ key }) => key);
}
const publish = (paragraphs: readonly string[]) => done(publishEdition('system', 'essay', file(paragraphs)));

/** A note on words of a block, as somebody sees them in a script. */
const noteOn = (
  who: Class['lin'],
  index: number,
  [start, end]: readonly [number, number],
  exact: string,
  { script = 'source', revision = 1 } = {},
) =>
  writeIn(cast, who, {
    ...{ article: 'essay', revision },
    target: {
      ...{ start: { block: keys[index], offset: start }, end: { block: keys[index], offset: end } },
      ...{ exact, script },
    },
  });
const section = () => ({ article: 'essay', section: { first: keys[1], last: keys[3] } });
const reads = (who: Class['lin'], ...blocks: (string | undefined)[]) =>
  ask(who, 'PUT /api/articles/essay/blocks-read', { blocks });

/** What is filed is what filing everything anew would say. */
async function expectFiledWell(): Promise<void> {
  const filed = async () => (await db().assignmentNote.findMany()).map((row) => JSON.stringify(row)).sort();
  const before = await filed();
  const { id } = await db().article.findUniqueOrThrow({ where: { slug: 'essay' } });
  await db().$transaction((tx) => fileArticle(tx, id));
  expect(before).toEqual(await filed());
}

describe('notes made in whichever script', () => {
  it('count alike', async () => {
    const { id } = await assignTo(cast, { ...section(), rule: { mustRead: false, minNotes: 2, minReplies: 0 } });
    await noteOn(cast.lin, 1, [2, 4], '隨身碟', { script: 'zh-Hant-TW-x-phrase' });
    await noteOn(cast.lin, 2, [5, 9], '心智狀態', { script: 'zh-Hant' });
    await noteOn(cast.shen, 2, [5, 9], '心智状态');
    expect((await seenBy(cast.lin, id)).mine).toMatchObject({ standing: 'done', notes: 2 });
    expect((await seenBy(cast.shen, id)).mine).toMatchObject({ standing: 'unopened', notes: 1 });
  });
});

describe('an edition in the middle', () => {
  it('takes the section along, with what was done in it', async () => {
    const { id } = await assignTo(cast, section());
    await noteOn(cast.lin, 1, [2, 4], 'U盘');
    await noteOn(cast.shen, 0, [0, 2], '开头');
    await reads(cast.lin, keys[1], keys[2], keys[3]);
    const before = (await seenBy(cast.lin, id)).mine;
    expect(before).toMatchObject({ read: 3, blocks: 3, notes: 1 });
    // Something new in front, within and behind; one corrected; the first paragraph of all is gone.
    await publish([
      '新的题记。',
      TEXT[1]!,
      '插进来的一段话，别处没有。',
      '表象是一种心智的状态。',
      TEXT[3]!,
      '又一段新的。',
      TEXT[4]!,
    ]);
    const after = await seenBy(cast.lin, id);
    expect([after.section?.first.number, after.section?.last.number]).toEqual([2, 5]);
    // Whoever had read all of it has; the rest is said as it is.
    expect(after.mine).toMatchObject({ read: 3, blocks: 4, notes: 1 });
    expect(after.mine?.checklist[0]).toMatchObject({ what: 'read', at: before?.checklist[0]?.at });
    await expectFiledWell();
    keys = await keysNow();
    await noteOn(cast.shen, 2, [0, 2], '插进', { revision: 2 });
    expect((await seenBy(cast.shen, id)).mine).toMatchObject({ notes: 1, read: 0, blocks: 4 });
  });

  it('that takes a paragraph out completes it for who had read the others', async () => {
    const { id } = await assignTo(cast, { ...section(), rule: { mustRead: true, minNotes: 0, minReplies: 0 } });
    await reads(cast.lin, keys[1], keys[2]);
    expect((await seenBy(cast.lin, id)).mine).toMatchObject({ standing: 'begun' });
    await publish([TEXT[0]!, TEXT[1]!, TEXT[2]!, TEXT[4]!]);
    expect((await seenBy(cast.lin, id)).mine).toMatchObject({ standing: 'done', read: 2, blocks: 2 });
    await expectFiledWell();
  });

  it('that leaves nothing of it says so, and another section can be picked', async () => {
    const { id, version } = await assignTo(cast, section());
    await noteOn(cast.lin, 1, [2, 4], 'U盘');
    await publish([TEXT[0]!, TEXT[4]!, '全新的第一段，谈的是另一件事。', '全新的第二段，也与从前无关。']);
    expect(await seenBy(cast.ruan, id)).toMatchObject({ section: null });
    // What was written for it was written for it.
    expect((await seenBy(cast.lin, id)).mine).toMatchObject({ notes: 1, blocks: 0 });
    keys = await keysNow();
    const picked = { section: { first: keys[2], last: keys[3] } };
    expect((await ask(cast.ruan, `PATCH /api/assignments/${id}`, picked, version)).status).toBe(200);
    expect(await seenBy(cast.lin, id)).toMatchObject({ section: { first: { number: 3 } }, mine: { blocks: 2 } });
    await expectFiledWell();
  });
});

describe('an edition that takes words away', () => {
  const [, second, third, fourth] = TEXT;
  const editions = {
    'all of the section': [TEXT[0]!, TEXT[4]!, '全新的第一段，谈的是另一件事。'],
    'its first paragraph': [TEXT[0]!, third!, fourth!, TEXT[4]!],
    'its last paragraph': [TEXT[0]!, second!, third!, TEXT[4]!],
  };

  it.each(Object.entries(editions))('%s: shows nothing that peers were not to see', async (_, paragraphs) => {
    const veiled = await assignTo(cast, { ...section(), reveal: { kind: 'after-own', notes: 1 } });
    const anonymous = await assignTo(cast, { ...section(), anonymous: true });
    for (const [index, exact] of [second, third, fourth].entries())
      await noteOn(cast.shen, index + 1, [0, 4], exact!.slice(0, 4));
    await publish(paragraphs);
    await expectFiledWell();
    const seen = async () => JSON.stringify((await ask(cast.lin, 'GET /api/articles/essay/annotations')).data);
    expect(await seen()).toContain('"annotations":[]');
    await ask(cast.ruan, `PATCH /api/assignments/${veiled.id}`, { reveal: { kind: 'always' } }, veiled.version);
    const shown = await seen();
    expect([shown.includes('心智') || shown.includes('概念'), shown.includes('沈砚')]).toEqual([true, false]);
    expect((await seenBy(cast.shen, anonymous.id)).mine).toMatchObject({ notes: 3 });
  });
});

describe('the table', () => {
  it('asks the database as often for three hundred members as for two', async () => {
    const { id } = await assignTo(cast, section());
    const asked = async () => {
      const query = vi.spyOn(pg.Client.prototype, 'query');
      const viewer = { id: cast.ruan.id, role: 'reader' as const, groups: { [cast.group.id]: 'instructor' as const } };
      await done(progressTable(viewer, id));
      const one = query.mock.calls.length;
      await done(groupProgress(viewer, cast.group.id));
      const all = query.mock.calls.length - one;
      query.mockRestore();
      return { one, all };
    };
    const few = await asked();
    const members = Array.from({ length: 298 }, (_, index) => ({ id: uuidv7(), name: `同学${index}` }));
    await db().user.createMany({ data: members.map((one) => ({ ...one, email: `${one.id}@example.org` })) });
    await db().membership.createMany({ data: members.map((one) => ({ userId: one.id, groupId: cast.group.id })) });
    for (let index = 0; index < 3; index += 1) await assignTo(cast, section());
    expect((await tableOf(cast, id)).length).toBe(300);
    expect(await asked()).toEqual(few);
  });
});
