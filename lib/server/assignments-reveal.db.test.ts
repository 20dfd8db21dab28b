import { uuidv7 } from 'uuidv7';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AnnotationView } from '@/lib/contract/annotations';
import { moveClock } from './clock';
import { db } from './db';
import { ask, assignTo, bringClass, DAY, inHours, seenBy, writeIn, type Class } from './testing/assignments-cast';
import { freshDatabase } from './testing/fresh-database';
import { words, type Person } from './testing/notes-cast';
import { talk } from './testing/threads-cast';

/** What peers see of one another in an assigned section, wherever they look: all places agree. */

let cast: Class;
/** 沈砚's, in the section. */
let note: string;
let reply: string;

beforeEach(async () => {
  await freshDatabase();
  cast = await bringClass();
});
afterEach(() => moveClock(0));

async function speak(): Promise<void> {
  note = await writeIn(cast, cast.shen, { tags: ['心'], motivation: 'questioning' });
  reply = uuidv7();
  await talk(cast.shen, note).reply(reply, '补一句。');
}

const AT = '/api/articles/biaoxiang/annotations';

/** In which places somebody finds the note. */
async function placesFor(who: Person, id = note): Promise<string[]> {
  const text = async (line: string) => JSON.stringify((await ask(who, line)).data);
  const { data: density } = await ask<{ blocks: { count: number }[] }>(who, `GET ${AT}/density`);
  const { data: facets } = await ask<{ tags: { tag: string }[] }>(who, `GET ${AT}/facets`);
  const found: Record<string, boolean> = {
    note: (await ask(who, `GET /api/annotations/${id}`)).status === 200,
    history: (await ask(who, `GET /api/annotations/${id}/history`)).status === 200,
    wordings: (await ask(who, `GET /api/annotations/${id}/wordings`)).status === 200,
    list: (await text(`GET ${AT}`)).includes(id),
    window: (await text(`GET ${AT}?from=1&to=3`)).includes(id),
    layer: (await text(`GET ${AT}?layer=${cast.group.layer}`)).includes(id),
    page: (await text(`GET ${AT}?sort=time&limit=20`)).includes(id),
    tag: (await text(`GET ${AT}?tag=${encodeURIComponent('心')}`)).includes(id),
    unread: (await text(`GET ${AT}?unread=true`)).includes(id),
    density: density.blocks.some(({ count }) => count > 0),
    facets: facets.tags.some(({ tag }) => tag === '心'),
    export: (await text(`GET ${AT}/export`)).includes(id),
    search: (await text(`GET /api/search?in=notes&q=${encodeURIComponent('休谟')}`)).includes(id),
    events: (await text('GET /api/events?article=biaoxiang&after=0')).includes(id),
    react: (await ask(who, `PUT /api/annotations/${id}/reactions/${encodeURIComponent('👍')}`)).status === 200,
    answer: (await talk(who, id).reply(uuidv7(), '答一句')).status === 201,
  };
  return Object.keys(found).filter((place) => found[place]);
}
const ALL = [
  ...['note', 'history', 'wordings', 'list', 'window', 'layer', 'page', 'tag', 'unread', 'density', 'facets'],
  ...['export', 'search', 'events', 'react', 'answer'],
];

describe('before peers see one another', () => {
  it('there is nothing of a note in any place; after one’s own it is in all of them', async () => {
    const { id } = await assignTo(cast, { reveal: { kind: 'after-own', notes: 1 } });
    await speak();
    expect(await placesFor(cast.lin)).toEqual([]);
    expect((await seenBy(cast.lin, id)).revealed).toBe(false);
    // Who leads sees everything, and whoever wrote it does.
    expect(await placesFor(cast.ruan)).toEqual(ALL);
    expect((await ask(cast.shen, `GET /api/annotations/${note}`)).status).toBe(200);
    // Elsewhere in the text, or only highlighted, is not in it.
    await writeIn(cast, cast.lin, { target: words(1, 0, 1, '一') });
    await writeIn(cast, cast.lin, { motivation: 'highlighting', body: null });
    expect((await ask(cast.lin, `GET /api/annotations/${note}`)).status).toBe(404);
    const own = await writeIn(cast, cast.lin, { target: words(3, 0, 2, '概念') });
    expect((await seenBy(cast.lin, id)).revealed).toBe(true);
    // To who has written enough the stream says: look at everything again.
    const { data } = await ask<{ events: { kind: string }[] }>(cast.lin, 'GET /api/events?article=biaoxiang&after=0');
    expect(data.events).toEqual([expect.objectContaining({ kind: 'reset' })]);
    expect(await placesFor(cast.lin)).toEqual(ALL.filter((place) => place !== 'events'));
    await ask(cast.lin, `DELETE /api/annotations/${own}`);
    expect((await ask(cast.lin, `GET /api/annotations/${note}`)).status).toBe(404);
  });

  it('what one wrote before it was assigned shows nothing of theirs', async () => {
    await writeIn(cast, cast.lin);
    const { id } = await assignTo(cast, { reveal: { kind: 'after-own', notes: 1 } });
    await speak();
    expect(await seenBy(cast.lin, id)).toMatchObject({ revealed: false, mine: { notes: 0 } });
    expect((await ask(cast.lin, `GET /api/annotations/${note}`)).status).toBe(404);
    await writeIn(cast, cast.lin);
    expect(await seenBy(cast.lin, id)).toMatchObject({ revealed: true, mine: { notes: 1 } });
  });

  it('a day decides, by the clock', async () => {
    await assignTo(cast, { reveal: { kind: 'from-date', at: inHours(48) } });
    await speak();
    expect(await placesFor(cast.lin)).toEqual([]);
    moveClock(3 * DAY);
    expect(await placesFor(cast.lin)).toEqual(ALL);
  });

  it('a note that is taken away from the group is not named to who did not see it', async () => {
    await assignTo(cast, { reveal: { kind: 'after-own', notes: 1 } });
    const taken = await writeIn(cast, cast.shen);
    await ask(cast.shen, `PATCH /api/annotations/${taken}`, { layer: 'private' }, 1);
    const told = async (who: Person) => (await ask(who, 'GET /api/events?article=biaoxiang&after=0')).data;
    expect(JSON.stringify(await told(cast.lin))).not.toContain(taken);
    expect(JSON.stringify(await told(cast.ruan))).toContain(taken);
  });

  it('holds for what was written before it was assigned, and goes where the note goes', async () => {
    await speak();
    expect((await ask(cast.lin, `GET /api/annotations/${note}`)).status).toBe(200);
    const { id, version } = await assignTo(cast, { reveal: { kind: 'from-date', at: inHours(48) } });
    expect((await ask(cast.lin, `GET /api/annotations/${note}`)).status).toBe(404);
    await ask(cast.ruan, `PATCH /api/assignments/${id}`, { section: { first: 'block1', last: 'block1' } }, version);
    expect((await ask(cast.lin, `GET /api/annotations/${note}`)).status).toBe(200);
    await ask(cast.shen, `POST /api/annotations/${note}/reattach`, { revision: 1, target: { block: 'block1' } }, 1);
    expect((await ask(cast.lin, `GET /api/annotations/${note}`)).status).toBe(404);
  });
});

describe('peers who don’t know one another', () => {
  it('are numbers, to the letter, in every place; who leads knows them, and speaks by name', async () => {
    await assignTo(cast, { anonymous: true });
    await speak();
    await talk(cast.lin, note).reply(uuidv7(), '我同意。');
    await talk(cast.ruan, note).reply(uuidv7(), '很好。');
    await ask(cast.shen, `PUT /api/annotations/${note}/resolution`);
    await ask(cast.shen, `POST /api/annotations/${note}/reattach`, { revision: 1, target: { block: 'block2' } }, 1);
    const places = [
      ...[`GET ${AT}`, `GET ${AT}?sort=time&limit=20`, `GET ${AT}/facets`, `GET ${AT}/export`],
      ...[`GET /api/annotations/${note}`, `GET /api/annotations/${note}/history`],
      ...[`GET /api/annotations/${note}/wordings`, `GET /api/search?in=notes&q=${encodeURIComponent('休谟')}`],
      ...['GET /api/events?article=biaoxiang&after=0', 'GET /api/me/notifications', 'GET /api/me/annotations'],
      `GET /api/articles/biaoxiang/assignments`,
    ];
    for (const line of places) {
      const text = JSON.stringify((await ask(cast.lin, line)).data);
      expect([line, text.includes(cast.shen.id), text.includes('沈砚')]).toEqual([line, false, false]);
    }
    const view = (await ask<AnnotationView>(cast.lin, `GET /api/annotations/${note}`)).data;
    const [mine, , other] = [view.replies[1], view.replies[0], view.replies[2]];
    expect(view).toMatchObject({ author: null, authorRole: null, alias: expect.any(Number) as number });
    expect(view.resolved?.by).toBeNull();
    expect(view.replies[0]).toMatchObject({ author: null, alias: view.alias });
    expect(mine).toMatchObject({ author: { name: '林晚' }, alias: null, mine: true });
    expect(other).toMatchObject({ author: { name: '阮青' }, authorRole: 'instructor', alias: null });
    // Nobody finds out by asking for one person's notes.
    expect((await ask(cast.lin, `GET ${AT}?author=${cast.shen.id}`)).data).toMatchObject({ annotations: [], count: 0 });
    expect((await ask(cast.ruan, `GET ${AT}?author=${cast.shen.id}`)).data).toMatchObject({ count: 1 });
    expect((await ask<AnnotationView>(cast.ruan, `GET /api/annotations/${note}`)).data).toMatchObject({
      author: { name: '沈砚' },
      alias: null,
    });
  });

  it('keep their number, and it is another elsewhere; switched on later it holds for what was said', async () => {
    const { id, version } = await assignTo(cast);
    await speak();
    const author = async () => (await ask<AnnotationView>(cast.lin, `GET /api/annotations/${note}`)).data;
    expect(await author()).toMatchObject({ author: { name: '沈砚' } });
    await ask(cast.ruan, `PATCH /api/assignments/${id}`, { anonymous: true }, version);
    const { alias } = await author();
    expect(alias).toBe(1);
    await writeIn(cast, cast.lin);
    expect((await author()).alias).toBe(alias);
    expect((await db().assignmentAlias.findMany({ orderBy: { number: 'asc' } })).map(({ number }) => number)).toEqual([
      1, 2,
    ]);
  });

  it('stay numbers to one another when one of them has left', async () => {
    await assignTo(cast, { anonymous: true });
    await speak();
    await ask(cast.ruan, `DELETE /api/groups/${cast.group.id}/members/${cast.shen.id}`);
    const text = JSON.stringify((await ask(cast.lin, `GET ${AT}`)).data);
    expect([text.includes(note), text.includes(cast.shen.id), text.includes('沈砚')]).toEqual([true, false, false]);
  });
});
