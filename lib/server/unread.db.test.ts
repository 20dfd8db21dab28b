import fc from 'fast-check';
import { uuidv7 } from 'uuidv7';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as readThread from '@/app/api/annotations/[id]/read/route';
import * as density from '@/app/api/articles/[slug]/annotations/density/route';
import * as facets from '@/app/api/articles/[slug]/annotations/facets/route';
import * as opened from '@/app/api/articles/[slug]/opened/route';
import * as readArticle from '@/app/api/articles/[slug]/read/route';
import type { AnnotationView } from '@/lib/contract/annotations';
import { groupLayer } from '@/lib/domain/discussion/annotation';
import { can, type GroupRole, type Viewer } from '@/lib/domain/permissions/can';
import { bringCast, bringLibrary, type Cast } from '@/prisma/cast';
import { annotationFacts, OF_FACTS } from './annotation-facts';
import { annotationDensity, annotationFacets } from './annotations-counted';
import { listAnnotations } from './annotations-in-article';
import { articleFacts, OF_ARTICLE } from './articles';
import { db } from './db';
import { lockThread, newestEvent, recordThread } from './events';
import { Problem } from './problem';
import { article, as, codeOf, key, nobody, person, send, words, write, type Person } from './testing/notes-cast';
import { freshDatabase } from './testing/fresh-database';
import { markArticleRead, markOpened, markThreadRead, unreadCounts } from './unread';

const SLUG = 'biaoxiang';

async function group(name: string, members: readonly (readonly [Person, GroupRole])[]): Promise<string> {
  const id = uuidv7();
  await db().group.create({ data: { id, name } });
  for (const [member, role] of members) await join(id, member, role);
  return id;
}
const join = async (groupId: string, member: Person, role: GroupRole = 'member') =>
  db().membership.create({ data: { groupId, userId: member.id, role, joinedAfter: await newestEvent() } });

/** Says something in a thread, as the server does: the words, then the event. */
const reply = (who: Person, annotationId: string): Promise<void> =>
  db().$transaction(async (tx) => {
    await lockThread(tx, annotationId);
    await tx.reply.create({ data: { id: uuidv7(), annotationId, authorId: who.id, body: {}, bodyText: '嗯' } });
    const { articleId } = await tx.annotation.findUniqueOrThrow({ where: { id: annotationId } });
    await recordThread(tx, { articleId, annotationId, saidBy: who.id });
  });

async function notesOf(who: Person, query = ''): Promise<AnnotationView[]> {
  return ((await (await as(who).list(SLUG, query)).json()) as { annotations: AnnotationView[] }).annotations;
}
const unreadOf = async (who: Person): Promise<string[]> =>
  (await notesOf(who)).filter(({ unread }) => unread).map(({ id }) => id);
const open = async (who: Person, upTo?: number) =>
  send(
    opened.PUT,
    who,
    'PUT',
    `/api/articles/${SLUG}/opened`,
    { slug: SLUG },
    {
      body: { upTo: upTo ?? Number(await newestEvent()) },
    },
  );
const read = (who: Person, id: string, upTo: number) =>
  send(readThread.PUT, who, 'PUT', `/api/annotations/${id}/read`, { id }, { body: { upTo } });
const readAll = (who: Person, body: object) =>
  send(readArticle.POST, who, 'POST', `/api/articles/${SLUG}/read`, { slug: SLUG }, { body });
const viewerOf = async ({ id }: Person): Promise<Viewer> => {
  const memberships = await db().membership.findMany({ where: { userId: id } });
  return { id, role: 'reader', groups: Object.fromEntries(memberships.map((one) => [one.groupId, one.role])) };
};
const countOf = async (who: Person): Promise<number> => {
  const { id } = await db().article.findUniqueOrThrow({ where: { slug: SLUG } });
  return (await unreadCounts(await viewerOf(who))).get(id) ?? 0;
};

describe('what is unread', () => {
  let lin: Person;
  let shen: Person;
  let ruan: Person;
  let circle: string;

  beforeEach(async () => {
    await freshDatabase();
    [lin, shen, ruan] = await Promise.all([person('林晚'), person('沈砚'), person('阮青')]);
    await article();
    circle = await group('晨读', [
      [lin, 'owner'],
      [shen, 'member'],
    ]);
  });

  it('is what a group says after one joined, by whomever else; and it is read once its thread is', async () => {
    const note = await write(lin, { layer: groupLayer(circle) });
    expect(await unreadOf(lin)).toEqual([]);
    expect(await unreadOf(shen)).toEqual([note]);
    expect([await countOf(lin), await countOf(shen), await countOf(ruan)]).toEqual([0, 1, 0]);
    await join(circle, ruan);
    expect(await unreadOf(ruan)).toEqual([]);

    const [shown] = await notesOf(shen);
    expect((await read(shen, note, shown?.activity ?? 0)).status).toBe(204);
    expect([await unreadOf(shen), await countOf(shen)]).toEqual([[], 0]);
    await reply(shen, note);
    expect([await unreadOf(lin), await unreadOf(shen), await unreadOf(ruan)]).toEqual([[note], [], [note]]);
  });

  it('stays so when a reply arrives while one reads what was there before it', async () => {
    const note = await write(lin, { layer: groupLayer(circle) });
    const [shown] = await notesOf(shen);
    await reply(lin, note);
    await read(shen, note, shown?.activity ?? 0);
    expect(await unreadOf(shen)).toEqual([note]);
  });

  it('never comes back by reading less, nor goes by reading what is not said yet', async () => {
    const note = await write(lin, { layer: groupLayer(circle) });
    const [shown] = await notesOf(shen);
    await read(shen, note, 1_000_000);
    await read(shen, note, 0);
    expect(await unreadOf(shen)).toEqual([]);
    expect((await db().threadRead.findFirst({ where: { userId: shen.id } }))?.upTo).toBe(BigInt(shown?.activity ?? -1));
    await reply(lin, note);
    expect(await unreadOf(shen)).toEqual([note]);
  });

  it('is in public what was said after one first opened the article, and a second opening changes nothing', async () => {
    const before = await write(lin, { layer: 'public' });
    expect(await unreadOf(shen)).toEqual([]);
    expect((await open(shen)).status).toBe(204);
    const after = await write(lin, { layer: 'public' });
    expect((await open(shen)).status).toBe(204);
    expect(await unreadOf(shen)).toEqual([after]);
    await reply(lin, before);
    expect((await unreadOf(shen)).sort()).toEqual([before, after].sort());
    expect([await countOf(shen), await countOf(ruan)]).toEqual([2, 0]);
  });

  it('is nothing private, deleted, hidden, or of a group or an article that one has left', async () => {
    await open(shen);
    const note = await write(lin, { layer: groupLayer(circle) });
    const open_ = await write(lin, { layer: 'public' });
    await write(shen, { layer: 'private' });
    expect(await countOf(shen)).toBe(2);
    await db().annotation.update({ where: { id: open_ }, data: { hiddenAt: new Date() } });
    expect([await unreadOf(shen), await countOf(shen)]).toEqual([[note], 1]);
    await db().membership.delete({ where: { groupId_userId: { groupId: circle, userId: shen.id } } });
    expect([await unreadOf(shen), await countOf(shen)]).toEqual([[], 0]);
    await join(circle, shen);
    await reply(lin, note);
    expect(await countOf(shen)).toBe(1);
    await db().article.updateMany({ data: { publishedAt: null } });
    expect(await countOf(shen)).toBe(0);
    await db().article.updateMany({ data: { publishedAt: new Date() } });
    await db().reply.updateMany({ data: { deletedAt: new Date() } });
    await as(lin).delete(note);
    expect(await countOf(shen)).toBe(0);
  });

  it('is read all at once, or one layer of it, up to what the page knows', async () => {
    const night = await group('夜谈', [
      [lin, 'owner'],
      [shen, 'member'],
    ]);
    await open(shen);
    const ours = await write(lin, { layer: groupLayer(circle) });
    const theirs = await write(lin, { layer: groupLayer(night) });
    const all = await write(lin, { layer: 'public' });
    const upTo = Number(await newestEvent());
    expect((await readAll(shen, { upTo, layer: groupLayer(circle) })).status).toBe(204);
    expect((await unreadOf(shen)).sort()).toEqual([theirs, all].sort());
    expect((await readAll(shen, { upTo, layer: 'public' })).status).toBe(204);
    expect(await unreadOf(shen)).toEqual([theirs]);
    const later = await write(lin, { layer: 'public' });
    expect((await readAll(shen, { upTo })).status).toBe(204);
    expect(await unreadOf(shen)).toEqual([later]);
    expect((await readAll(shen, { upTo: 10 ** 9 })).status).toBe(204);
    await reply(lin, ours);
    expect(await unreadOf(shen)).toEqual([ours]);
    expect((await readAll(shen, { upTo, layer: 'private' })).status).toBe(204);
    expect(await codeOf(await readAll(ruan, { upTo, layer: groupLayer(circle) }))).toBe('404 not-found');
  });

  it('is told for several threads at once, and what is not for one’s eyes is passed over', async () => {
    const note = await write(lin, { layer: groupLayer(circle) });
    const secret = await write(lin, { layer: 'private' });
    const threads = [note, secret, uuidv7(), note].map((id) => ({ id, upTo: 1_000 }));
    expect((await readAll(shen, { threads })).status).toBe(204);
    expect(await unreadOf(shen)).toEqual([]);
    await article({ slug: 'bieshu' });
    await readAll(ruan, { threads });
    expect((await db().threadRead.findMany({ where: { userId: { in: [shen.id, ruan.id] } } })).length).toBe(1);
    expect(await codeOf(await readAll(shen, { threads, upTo: 3 }))).toBe('422 invalid');
    expect(await codeOf(await readAll(shen, { threads: [] }))).toBe('422 invalid');
  });

  it('is nobody’s but who has signed in and may follow the thread', async () => {
    const note = await write(lin, { layer: groupLayer(circle) });
    const secret = await write(lin, { layer: 'private' });
    for (const id of [note, secret, uuidv7()]) expect(await codeOf(await read(ruan, id, 9))).toBe('404 not-found');
    expect(await codeOf(await read(nobody, note, 9))).toBe('401 not-signed-in');
    expect(await codeOf(await open(nobody, 0))).toBe('401 not-signed-in');
    expect(await codeOf(await readAll(nobody, { upTo: 0 }))).toBe('401 not-signed-in');
    await db().article.updateMany({ data: { publishedAt: null } });
    expect(await codeOf(await open(shen, 0))).toBe('404 not-found');
    expect(await codeOf(await readAll(shen, { upTo: 0 }))).toBe('404 not-found');
    expect(await codeOf(await read(shen, note, 9))).toBe('404 not-found');
    expect(await codeOf(await read(lin, secret, -1))).toBe('422 invalid');
  });

  it('counts by block, with the whole article apart, and decoys for nobody else', async () => {
    await open(shen);
    await open(ruan);
    await write(lin, { layer: groupLayer(circle) });
    await write(lin, { layer: 'public', target: words(3, 0, 2, '概念') });
    await write(shen, { layer: 'public', target: words(3, 0, 2, '概念') });
    await write(lin, { layer: 'public', target: null });
    const densityOf = async (who: Person) =>
      (
        await send(density.GET, who, 'GET', `/api/articles/${SLUG}/annotations/density`, { slug: SLUG })
      ).json() as Promise<unknown>;
    expect(await densityOf(shen)).toEqual({
      blocks: [
        { block: key(2), number: 2, count: 1, unread: 1 },
        { block: key(3), number: 3, count: 2, unread: 1 },
      ],
      whole: { count: 1, unread: 1 },
    });
    expect(await densityOf(ruan)).toEqual({
      blocks: [{ block: key(3), number: 3, count: 2, unread: 2 }],
      whole: { count: 1, unread: 1 },
    });
    expect(await densityOf(nobody)).toEqual({
      blocks: [{ block: key(3), number: 3, count: 2, unread: 0 }],
      whole: { count: 1, unread: 0 },
    });
  });
});

describe('the law of reading', () => {
  const NAMES = ['林晚', '沈砚', '阮青'] as const;
  const act = fc.oneof(
    fc.record({ kind: fc.constant('say' as const), who: fc.nat(2), thread: fc.nat(2) }),
    fc.record({ kind: fc.constant('look' as const), who: fc.nat(2) }),
    fc.record({ kind: fc.constant('read' as const), who: fc.nat(2), thread: fc.nat(2) }),
    fc.record({ kind: fc.constant('all' as const), who: fc.nat(2) }),
  );
  afterEach(freshDatabase);

  it('holds whatever several people say and read: unread is what others said after what one was shown', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 14 }), async (acts) => {
        await freshDatabase();
        const people = await Promise.all(NAMES.map((name) => person(name)));
        await article();
        const [first] = people as [Person];
        const circle = await group(
          '晨读',
          people.map((one) => [one, 'member'] as const),
        );
        const threads = [];
        for (let at = 0; at < 3; at++) threads.push(await write(first, { layer: groupLayer(circle) }));
        /** Of each person and thread: how much was said, how much of it they have read, how much their page shows. */
        const said = [1, 1, 1];
        const readBy = people.map((_, who) => said.map(() => (who === 0 ? 1 : 0)));
        const shown = people.map(() => [0, 0, 0]);
        /** What the pages show: activities, and the newest event. */
        const pages = people.map(() => ({ activities: new Map<string, number>(), upTo: 0 }));
        for (const step of acts) {
          const who = people[step.who] as Person;
          const page = pages[step.who] as (typeof pages)[number];
          const [theirs, seen] = [readBy[step.who] as number[], shown[step.who] as number[]];
          if (step.kind === 'say') {
            await reply(who, threads[step.thread] as string);
            said[step.thread] = (said[step.thread] ?? 0) + 1;
            theirs[step.thread] = said[step.thread] as number;
          } else if (step.kind === 'look') {
            const list = (await (await as(who).list()).json()) as { annotations: AnnotationView[]; upTo: number };
            page.activities = new Map(list.annotations.map(({ id, activity }) => [id, activity]));
            page.upTo = list.upTo;
            said.forEach((count, at) => (seen[at] = count));
          } else if (step.kind === 'read') {
            const id = threads[step.thread] as string;
            await read(who, id, page.activities.get(id) ?? 0);
            theirs[step.thread] = Math.max(theirs[step.thread] ?? 0, seen[step.thread] ?? 0);
          } else {
            await readAll(who, { upTo: page.upTo });
            seen.forEach((count, at) => (theirs[at] = Math.max(theirs[at] ?? 0, count)));
          }
        }
        for (const [at, who] of people.entries()) {
          const expected = threads.filter((_, thread) => (readBy[at]?.[thread] ?? 0) < (said[thread] ?? 0));
          expect((await unreadOf(who)).sort()).toEqual([...expected].sort());
          expect(await countOf(who)).toBe(expected.length);
          expect((await notesOf(who, '?unread=true')).length).toBe(expected.length);
        }
      }),
      { numRuns: 8 },
    );
  }, 60_000);
});

describe('the list of an article’s threads', () => {
  let lin: Person;
  let shen: Person;
  let circle: string;

  beforeEach(async () => {
    await freshDatabase();
    [lin, shen] = await Promise.all([person('林晚'), person('沈砚')]);
    await article();
    circle = await group('晨读', [[lin, 'owner']]);
  });

  const list = async (who: Person, query: string) => {
    const answer = await as(who).list(SLUG, query);
    return (await answer.json()) as { annotations: AnnotationView[]; count: number; cursor: string | null };
  };
  const ids = async (who: Person, query: string) => (await list(who, query)).annotations.map(({ id }) => id);

  it('is what fits: whose, of which tag, kind, layer, words, section, answered or not', async () => {
    const mine = await write(lin, { layer: 'public', tags: ['休谟'] });
    const asked = await write(shen, { layer: 'public', motivation: 'questioning', target: words(3, 0, 2, '概念') });
    const ours = await write(lin, {
      layer: groupLayer(circle),
      tags: ['休谟', '康德'],
      target: words(3, 0, 2, '概念'),
    });
    await db().annotation.update({ where: { id: asked }, data: { resolvedAt: new Date() } });
    expect(await ids(lin, `?author=${lin.id}`)).toEqual([mine, ours]);
    expect(await ids(shen, `?author=${lin.id}`)).toEqual([mine]);
    expect(await ids(lin, '?tag=康德')).toEqual([ours]);
    expect(await ids(shen, '?tag=康德')).toEqual([]);
    expect(await ids(lin, '?motivation=questioning')).toEqual([asked]);
    expect(await ids(lin, '?motivation=questioning&resolved=false')).toEqual([]);
    expect(await ids(lin, `?layer=${groupLayer(circle)}&limit=5`)).toEqual([ours]);
    expect(await ids(shen, `?layer=${groupLayer(circle)}&limit=5`)).toEqual([]);
    expect(await ids(lin, '?q=康德')).toEqual([ours]);
    expect(await ids(lin, '?q=康德&author=' + shen.id)).toEqual([]);
    expect(await ids(lin, '?sort=time')).toEqual([ours, asked, mine]);
    // 概念 stands in the third block only; the first two are no headings here.
    await db().block.updateMany({ where: { number: { in: [1, 3] } }, data: { kind: 'heading', attrs: { level: 2 } } });
    expect(await ids(lin, '?section=2')).toEqual([mine]);
    expect((await ids(lin, '?section=4')).sort()).toEqual([asked, ours].sort());
    expect(await ids(lin, '?section=4&from=4')).toEqual([]);
  });

  it('says whose a note was, or what its tags were, of no tombstone', async () => {
    const note = await write(lin, { layer: 'public', tags: ['休谟'] });
    await reply(shen, note);
    await as(lin).delete(note);
    expect(await ids(shen, '?limit=9')).toEqual([note]);
    for (const filter of [`author=${lin.id}`, 'tag=休谟', 'q=休谟']) expect(await ids(shen, `?${filter}`)).toEqual([]);
    const told = await send(facets.GET, shen, 'GET', `/api/articles/${SLUG}/annotations/facets`, { slug: SLUG });
    expect(await told.json()).toEqual({ people: [], tags: [], layers: [{ layer: 'public', group: null, count: 1 }] });
  });

  it.each(['place', 'time'])(
    'comes a page at a time by %s, none twice and none left out, whatever goes meanwhile',
    async (sort) => {
      const written: string[] = [];
      for (let at = 0; at < 7; at++)
        written.push(
          await write(lin, {
            layer: 'public',
            ...(at % 3 === 0 ? { target: at === 0 ? null : { block: key(2) } } : {}),
          }),
        );
      const whole = await ids(lin, `?sort=${sort}&limit=100`);
      expect([...whole].sort()).toEqual([...written].sort());
      if (sort === 'place') expect(whole).toEqual((await notesOf(lin)).map(({ id }) => id));
      const paged: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const page = await list(lin, `?sort=${sort}&limit=3${cursor && `&cursor=${cursor}`}`);
        expect(page.count).toBe(cursor ? 6 : 7);
        paged.push(...page.annotations.map(({ id }) => id));
        // The very one that the next page begins after.
        if (!cursor) await as(lin).delete(paged.at(-1) ?? '');
        cursor = page.cursor;
      }
      expect(paged).toEqual(whole);
    },
  );

  it('refuses what is malformed, and is not there for who may not read the article', async () => {
    const wrong = [
      'author=x',
      'limit=0',
      'limit=101',
      'cursor=!',
      'cursor=W10',
      'sort=up',
      'unread=perhaps',
      'section=0',
    ];
    wrong.push(`cursor=${Buffer.from('["1","2"]').toString('base64url')}`, `tag=${'长'.repeat(41)}`);
    for (const query of wrong) expect(await codeOf(await as(lin).list(SLUG, `?${query}`)), query).toBe('422 invalid');
    await db().article.updateMany({ data: { visibility: 'private' } });
    for (const query of ['?limit=3', '?unread=true', `?author=${lin.id}`])
      expect(await codeOf(await as(shen).list(SLUG, query))).toBe('404 not-found');
    const told = await send(facets.GET, shen, 'GET', `/api/articles/${SLUG}/annotations/facets`, { slug: SLUG });
    expect(told.status).toBe(404);
  });
});

/** Over people and things in all states: what is returned is what may be seen and fits, and nothing else. */
describe('returned is what is allowed', () => {
  let cast: Cast;
  const VIEWERS = ['路人', '林晚', '沈砚', '阮青', '顾言', '苏禾'] as const;

  beforeAll(async () => {
    await freshDatabase();
    cast = await bringCast();
    await bringLibrary(cast);
    // Every thread has said something after everybody has opened everything.
    await db().$executeRaw`UPDATE annotation SET activity = 7, tags = ARRAY['甲'],
      motivation = (CASE WHEN author_id IS NULL THEN 'commenting' ELSE 'questioning' END)::motivation`;
    await db().event.create({ data: { id: 9, kind: 'article' } });
    await db().$executeRaw`INSERT INTO read_mark (user_id, article_id, up_to)
      SELECT u.id, a.id, 3 FROM "user" u CROSS JOIN article a`;
  });

  describe.each(VIEWERS)('to %s', (name) => {
    it('by every filter, in density and in counts', async () => {
      const viewer: Viewer = name === '路人' ? null : cast[name];
      const articles = await db().article.findMany({
        // Who may write there makes no difference to what is seen: half of them are enough.
        where: { publicNotes: true },
        include: { ...OF_ARTICLE, annotations: { include: { ...OF_FACTS, replies: true } } },
      });
      const counts = await unreadCounts(viewer);
      let [shownAnything, unreadAnything] = [false, false];
      for (const { annotations, ...one } of articles) {
        const readable = can(viewer, 'article: read', articleFacts(one));
        const list = await listAnnotations(viewer, one.slug, { limit: 100 });
        expect(list instanceof Problem).toBe(!readable);
        const standing = annotations.filter(({ deletedAt, replies }) => deletedAt === null || replies.length > 0);
        const follows = (note: (typeof standing)[number]) => can(viewer, 'annotation: follow', annotationFacts(note));
        const seen = standing.filter((note) => can(viewer, 'annotation: see', annotationFacts(note)));
        const unread = seen.filter(
          (note) =>
            follows(note) &&
            (note.layer === 'public' || (note.layer === 'group' && viewer?.groups?.[note.groupId ?? ''] !== undefined)),
        );
        expect(counts.get(one.id) ?? 0).toBe(readable && viewer ? unread.length : 0);
        if (list instanceof Problem) continue;
        const fitting = async (filters: object) => {
          const found = await listAnnotations(viewer, one.slug, { ...filters, limit: 100 });
          if (found instanceof Problem) throw new Error(found.code);
          expect(found.count).toBe(found.annotations.length);
          return found.annotations.map(({ id }) => id).sort();
        };
        const idsOf = (notes: readonly { id: string }[]) => notes.map(({ id }) => id).sort();
        const alive = seen.filter(({ deletedAt }) => deletedAt === null);
        expect(await fitting({})).toEqual(idsOf(seen));
        expect(await fitting({ sort: 'time' })).toEqual(idsOf(seen));
        expect(await fitting({ tag: '甲' })).toEqual(idsOf(alive));
        expect(await fitting({ unread: true })).toEqual(viewer ? idsOf(unread) : []);
        expect(await fitting({ motivation: 'questioning', resolved: false })).toEqual(
          idsOf(seen.filter(({ authorId }) => authorId !== null)),
        );
        for (const author of [cast.沈砚.id, cast.林晚.id])
          expect(await fitting({ author })).toEqual(idsOf(alive.filter(({ authorId }) => authorId === author)));
        for (const group of Object.values(cast.groups))
          expect(await fitting({ layer: groupLayer(group) })).toEqual(
            idsOf(seen.filter(({ groupId }) => groupId === group)),
          );
        const told = await annotationDensity(viewer, one.slug);
        if (told instanceof Problem) throw new Error(told.code);
        expect(told.blocks.reduce((sum, { count }) => sum + count, 0)).toBe(seen.length);
        expect(told.blocks.reduce((sum, block) => sum + block.unread, 0)).toBe(viewer ? unread.length : 0);
        const choices = await annotationFacets(viewer, one.slug);
        if (choices instanceof Problem) throw new Error(choices.code);
        const authors = new Set(alive.flatMap(({ authorId }) => authorId ?? []));
        expect(choices.people.map(({ id }) => id).sort()).toEqual([...authors].sort());
        expect(choices.layers.reduce((sum, { count }) => sum + count, 0)).toBe(seen.length);
        shownAnything ||= seen.length > 0;
        unreadAnything ||= unread.length > 0;
      }
      expect(shownAnything).toBe(true);
      expect(unreadAnything).toBe(true);
    }, 60_000);

    it('and of what may not be followed nothing can be read', async () => {
      const viewer: Viewer = name === '路人' ? null : cast[name];
      const notes = await db().annotation.findMany({
        take: 40,
        orderBy: { id: 'desc' },
        include: { ...OF_FACTS, replies: true },
      });
      for (const note of notes) {
        const stands = note.deletedAt === null || note.replies.length > 0;
        const may = viewer !== null && stands && can(viewer, 'annotation: follow', annotationFacts(note));
        const outcome = await markThreadRead(viewer, { id: note.id, upTo: 7 });
        expect(outcome?.code).toBe(viewer === null ? 'not-signed-in' : may ? undefined : 'not-found');
      }
      expect(await markArticleRead(viewer, uuidv7(), { upTo: 1 })).toBeInstanceOf(Problem);
      expect(await markOpened(viewer, uuidv7(), 1)).toBeInstanceOf(Problem);
    });
  });
});
