import fc from 'fast-check';
import pg from 'pg';
import { uuidv7 } from 'uuidv7';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import * as noteRoute from '@/app/api/annotations/[id]/route';
import * as eventsRoute from '@/app/api/events/route';
import type { LiveEvent } from '@/lib/contract/events';
import { groupLayer, type Layer } from '@/lib/domain/discussion/annotation';
import { can, type GroupRole, type Viewer } from '@/lib/domain/permissions/can';
import { bringCast, bringLibrary, type Cast } from '@/prisma/cast';
import { annotationFacts, OF_FACTS } from './annotation-facts';
import { changeArticle } from './articles';
import { db } from './db';
import { lockThread, purgeEvents, recordArticle, recordMembership, recordThread } from './events';
import { deliver } from './live/deliver';
import { LiveHub, type Streaming } from './live/hub';
import { logRange } from './live/log';
import { eventStream } from './live/stream';
import { Problem } from './problem';
import { endSession, storeSession, newToken, readSession } from './sessions';
import { unshareArticle } from './shares';
import { freshDatabase } from './testing/fresh-database';
import { article, as, nobody, person, send, write, type Person } from './testing/notes-cast';
import { groupOf } from './testing/threads-cast';

/** Somebody's receiver, and what it was told. */
async function receiver(who: Person, articles: readonly string[], at: number) {
  const found = await readSession(who.cookie);
  const told: LiveEvent[] = [];
  let ended = false;
  const made: Streaming & { told: LiveEvent[]; readonly ended: boolean } = {
    session: found && { id: found.id, userId: found.user.id },
    articles: new Set(articles),
    at,
    told,
    tell: (events) => void told.push(...events),
    end: () => (ended = true),
    beat: () => undefined,
    get ended() {
      return ended;
    },
  };
  return made;
}

const now = async (): Promise<number> => (await logRange()).newest;
const lines = (told: readonly LiveEvent[]): string[] =>
  told.map((event) => ('annotation' in event ? `${event.kind} ${event.annotation}` : event.kind));

describe('who is told of a thread', () => {
  let cast: Cast;
  beforeAll(async () => {
    await freshDatabase();
    cast = await bringCast();
    await bringLibrary(cast);
  });

  it('is who may follow it, of the whole cast, decoys and all', async () => {
    // In this moment: of what happens to a note long after it was hidden nothing is told.
    await db().annotation.updateMany({ where: { hiddenAt: { not: null } }, data: { hiddenAt: new Date() } });
    const notes = await db().annotation.findMany({
      include: { ...OF_FACTS, replies: { where: { deletedAt: null, hiddenAt: null } } },
    });
    const before = await now();
    await db().event.createMany({
      data: notes.map(({ id, articleId }) => ({ kind: 'changed' as const, articleId, annotationId: id })),
    });
    const articles = [...new Set(notes.map((note) => note.article.slug))];
    for (const name of ['路人', '林晚', '沈砚', '阮青', '顾言', '苏禾'] as const) {
      const viewer: Viewer = name === '路人' ? null : cast[name];
      const who: Person = { id: viewer?.id ?? '', name, cookie: viewer && (await cookieOf(viewer.id)) };
      const changed: string[] = [];
      const gone: string[] = [];
      // A reader asks for twenty at most, and more than five hundred missed are a reset.
      for (let from = 0; from < articles.length; from += 10) {
        const one = await receiver(who, articles.slice(from, from + 10), before);
        await deliver([one]);
        for (const event of one.told)
          if ('annotation' in event) (event.kind === 'changed' ? changed : gone).push(event.annotation);
          else throw new Error(`${name} was told ${event.kind}`);
      }
      const stands = (note: (typeof notes)[number]) => note.deletedAt === null || note.replies.length > 0;
      const may = notes.filter((note) => stands(note) && can(viewer, 'annotation: follow', annotationFacts(note)));
      expect(changed.toSorted(), name).toEqual(may.map(({ id }) => id).toSorted());
      const could = notes.filter(
        (note) =>
          !changed.includes(note.id) &&
          can(viewer, 'annotation: see', { ...annotationFacts(note), hidden: false }) &&
          !(stands(note) && can(viewer, 'annotation: see', annotationFacts(note))),
      );
      expect(gone.toSorted(), name).toEqual(could.map(({ id }) => id).toSorted());
      expect(may.length, name).toBeGreaterThan(0);
      if (name !== '苏禾') expect(may.length + could.length, name).toBeLessThan(notes.length);
    }
  });

  it('is nobody new, long after it was hidden', async () => {
    const note = await db().annotation.findFirstOrThrow({
      where: {
        layer: 'public',
        hiddenAt: { not: null },
        article: { visibility: 'public', publishedAt: { not: null } },
      },
      include: { article: true },
    });
    const at = await now();
    const one = await receiver(nobody, [note.article.slug], at);
    await db().annotation.update({ where: { id: note.id }, data: { hiddenAt: new Date(Date.now() - 3_600_000) } });
    await db().event.create({ data: { kind: 'changed', articleId: note.articleId, annotationId: note.id } });
    await deliver([one]);
    expect(one.told).toEqual([]);
    expect(one.at).toBe(at + 1);
  });
});

async function cookieOf(userId: string): Promise<string> {
  const token = newToken();
  await storeSession(userId, token, null);
  return `authjs.session-token=${token}`;
}

describe('an open stream', () => {
  let lin: Person;
  let shen: Person;
  let ruan: Person;
  let group: string;
  const hubs: LiveHub[] = [];

  beforeEach(async () => {
    await freshDatabase();
    [lin, shen, ruan] = await Promise.all([person('林晚'), person('沈砚'), person('阮青')]);
    await article();
    group = uuidv7();
    const members: [string, GroupRole][] = [
      [lin.id, 'owner'],
      [shen.id, 'member'],
    ];
    await db().group.create({
      data: { id: group, name: '晨读', memberships: { create: members.map(([userId, role]) => ({ userId, role })) } },
    });
  });
  afterEach(async () => {
    await Promise.all(hubs.splice(0).map((hub) => hub.close()));
  });

  const hub = (): LiveHub => {
    const made = new LiveHub();
    hubs.push(made);
    return made;
  };
  const open = async (who: Person, on: LiveHub, at?: number) => {
    const made = await receiver(who, ['biaoxiang'], at ?? (await now()));
    on.add(made);
    return made;
  };
  const heard = (one: { told: LiveEvent[] }, ...expected: string[]) =>
    vi.waitFor(() => expect(lines(one.told)).toEqual(expected), { timeout: 10_000, interval: 20 });

  it('tells a group’s members of a note, and neither strangers nor the signed-out', async () => {
    const on = hub();
    const [writer, reader, stranger, passer] = [
      await open(lin, on),
      await open(shen, on),
      await open(ruan, on),
      await open(nobody, on),
    ];
    const inGroup = await write(lin, { layer: `group:${group}` });
    const open_ = await write(lin, { layer: 'public' });
    await heard(passer, `changed ${open_}`);
    await heard(stranger, `changed ${open_}`);
    await heard(reader, `changed ${inGroup}`, `changed ${open_}`);
    await heard(writer, `changed ${inGroup}`, `changed ${open_}`);
  });

  it('tells who loses sight of a note that it is gone, and who gains it that it is there', async () => {
    const on = hub();
    const id = await write(lin, { layer: `group:${group}` });
    const [reader, passer] = [await open(shen, on), await open(nobody, on)];
    expect((await as(lin).patch(id, { layer: 'public' })).status).toBe(200);
    await heard(passer, `changed ${id}`);
    expect((await as(lin).patch(id, { layer: 'private' }, '"2"')).status).toBe(200);
    await heard(passer, `changed ${id}`, `gone ${id}`);
    await heard(reader, `changed ${id}`, `gone ${id}`);
    // What happens to it in private is nobody's business.
    expect((await as(lin).patch(id, { tags: ['休谟'] }, '"3"')).status).toBe(200);
    const after = await write(lin, { layer: 'public' });
    await heard(passer, `changed ${id}`, `gone ${id}`, `changed ${after}`);
  });

  it('tells that a hidden note is gone, but its author', async () => {
    const on = hub();
    const id = await write(lin, { layer: 'public' });
    const [author, reader] = [await open(lin, on), await open(ruan, on)];
    await change(id, (tx) => tx.annotation.update({ where: { id }, data: { hiddenAt: new Date() } }));
    await heard(reader, `gone ${id}`);
    await heard(author, `changed ${id}`);
  });

  it('of a deleted note tells what is left: a tombstone over what was answered, or nothing', async () => {
    const on = hub();
    const [bare, answered] = [await write(lin, { layer: 'public' }), await write(lin, { layer: 'public' })];
    await db().reply.create({ data: { id: uuidv7(), annotationId: answered, authorId: shen.id, body: {} } });
    const reader = await open(shen, on);
    await as(lin).delete(bare);
    await heard(reader, `gone ${bare}`);
    await as(lin).delete(answered);
    await heard(reader, `gone ${bare}`, `changed ${answered}`);
  });

  it('tells a member who is removed to begin anew, and nothing of the group from then on', async () => {
    const on = hub();
    const [reader, owner] = [await open(shen, on), await open(lin, on)];
    const own = await write(shen, { layer: `group:${group}` });
    await heard(reader, `changed ${own}`);
    await db().$transaction(async (tx) => {
      await tx.membership.delete({ where: { groupId_userId: { groupId: group, userId: shen.id } } });
      await recordMembership(tx, shen.id);
    });
    const later = await write(lin, { layer: `group:${group}` });
    // What others say to their own note is not theirs to hear either.
    await change(own, (tx) =>
      tx.reply.create({ data: { id: uuidv7(), annotationId: own, authorId: lin.id, body: {} } }),
    );
    const last = await write(lin, { layer: 'public' });
    await heard(owner, `changed ${own}`, `changed ${later}`, `changed ${own}`, `changed ${last}`);
    await heard(reader, `changed ${own}`, 'reset', `changed ${last}`);
  });

  it('tells a class from which the article is taken back nothing from then on', async () => {
    const home = await groupOf('旧班', [[lin, 'owner']]);
    const { id } = await db().article.update({
      where: { slug: 'biaoxiang' },
      data: { visibility: 'group', groupId: home.id, shares: { create: { groupId: group } } },
    });
    const on = hub();
    const [reader, owner] = [await open(shen, on), await open(lin, on)];
    const layer = `group:${group}`;
    const first = await write(lin, { layer });
    await heard(reader, `changed ${first}`);
    const instructor: Viewer = { id: lin.id, role: 'reader', groups: { [home.id]: 'owner', [group]: 'owner' } };
    expect(await unshareArticle(instructor, { slug: 'biaoxiang', group })).toBeUndefined();
    const later = await write(lin, { layer });
    await heard(owner, `changed ${first}`, 'article', `changed ${later}`);
    await db().articleShare.create({ data: { articleId: id, groupId: group } });
    const last = await write(lin, { layer });
    await heard(owner, `changed ${first}`, 'article', `changed ${later}`, `changed ${last}`);
    await heard(reader, `changed ${first}`, `changed ${last}`);
  });

  it('ends with the session', async () => {
    const on = hub();
    const reader = await open(shen, on);
    await endSession(shen.cookie);
    await write(lin, { layer: 'public' });
    await vi.waitFor(() => expect(reader.ended).toBe(true));
    expect(reader.told).toEqual([]);
  });

  it('tells of an edition, and of notes from elsewhere, who may read the article', async () => {
    const on = hub();
    const { id } = await db().article.findUniqueOrThrow({ where: { slug: 'biaoxiang' } });
    await article({ slug: 'withdrawn', visibility: 'private' });
    const hidden = await db().article.findUniqueOrThrow({ where: { slug: 'withdrawn' } });
    const made = await receiver(shen, ['biaoxiang', 'withdrawn'], await now());
    on.add(made);
    await db().$transaction((tx) => recordArticle(tx, hidden.id));
    await db().$transaction((tx) => recordArticle(tx, id));
    await vi.waitFor(() => expect(made.told).toMatchObject([{ kind: 'article', article: 'biaoxiang', revision: 1 }]));
  });

  it('tells when an article is opened to readers’ notes, or closed to them', async () => {
    const on = hub();
    const made = await receiver(shen, ['biaoxiang'], await now());
    on.add(made);
    const changed = await changeArticle({ id: lin.id, role: 'admin' }, 'biaoxiang', { publicNotes: true });
    expect(changed).not.toBeInstanceOf(Problem);
    await vi.waitFor(() => expect(lines(made.told)).toEqual(['article']));
  });

  it('goes on when its connection to the database is cut, and misses nothing', async () => {
    const on = hub();
    const reader = await open(shen, on);
    const first = await write(lin, { layer: 'public' });
    await heard(reader, `changed ${first}`);
    const { rowCount } = await superuser(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE application_name = 'meipi live' AND datname = current_database()`,
    );
    expect(rowCount).toBe(1);
    const second = await write(lin, { layer: 'public' });
    await heard(reader, `changed ${first}`, `changed ${second}`);
    const third = await write(lin, { layer: 'public' });
    await heard(reader, `changed ${first}`, `changed ${second}`, `changed ${third}`);
  });

  it('hears through a second process what the first has written', async () => {
    const [one, other] = [hub(), hub()];
    const [here, there] = [await open(shen, one), await open(shen, other)];
    const ids = [await write(lin, { layer: 'public' }), await write(lin, { layer: 'public' })];
    for (const reader of [here, there]) await heard(reader, ...ids.map((id) => `changed ${id}`));
  });

  it('begins anew for a cursor of long ago, of another database, or too far back', async () => {
    const on = hub();
    const first = await write(lin, { layer: 'public' });
    const at = await now();
    for (let n = 0; n < 3; n++) await write(lin, { layer: 'public' });
    await heard(await open(nobody, on, at + 1000), 'reset');
    await db().event.updateMany({ data: { createdAt: new Date(Date.now() - 8 * 24 * 3_600_000) } });
    expect(await purgeEvents()).toBe(3);
    expect(await now()).toBe(at + 3);
    await heard(await open(nobody, on, at), 'reset');
    const { articleId } = await db().annotation.findUniqueOrThrow({ where: { id: first } });
    const behind = await now();
    const many = (length: number) =>
      Array.from({ length }, () => ({ kind: 'changed' as const, articleId, annotationId: first }));
    await db().event.createMany({ data: many(500) });
    await heard(await open(nobody, on, behind), `changed ${first}`);
    await db().event.createMany({ data: many(1) });
    await heard(await open(nobody, on, behind), 'reset');
  });

  it('cuts off who does not read', async () => {
    const on = hub();
    const response = eventStream(
      on,
      { session: null, articles: new Set(['biaoxiang']), at: 0 },
      new AbortController().signal,
    );
    for (let n = 0; n < 20_000 && on.size > 0; n++) await on.beat();
    expect(on.size).toBe(0);
    await response.body?.cancel();
  });

  it('is refused when there are too many: a person’s, and a process’s', async () => {
    const on = hub();
    for (let n = 0; n < 12; n++) await open(shen, on);
    expect([on.refusal(shen.id), on.refusal(lin.id), on.refusal(null)]).toEqual(['person', null, null]);
    await on.close();
    expect(on.refusal(lin.id)).toBe('process');
  });

  describe('at the door', () => {
    const ask = (who: Person, query: string, headers: Record<string, string> = {}) =>
      send(eventsRoute.GET, who, 'GET', `/api/events?${query}`, {}, { headers });
    const stream = { accept: 'text/event-stream' };
    afterEach(async () => {
      const shared = globalThis as typeof globalThis & { meipiHub?: LiveHub };
      await shared.meipiHub?.close();
      delete shared.meipiHub;
    });

    it('is JSON to who polls: what there is by now, and from where to go on', async () => {
      const from = await now();
      const id = await write(lin, { layer: `group:${group}` });
      const upTo = await now();
      const answer = async (who: Person) =>
        (await ask(who, `article=biaoxiang&after=${from}`)).json() as Promise<unknown>;
      const event = { kind: 'changed', id: upTo, article: 'biaoxiang', annotation: id };
      expect(await answer(shen)).toEqual({ events: [event], upTo });
      expect(await answer(ruan)).toEqual({ events: [], upTo });
      expect(await (await ask(shen, 'article=biaoxiang')).json()).toEqual({ events: [], upTo });
    });

    it('is a stream to who accepts one; Last-Event-ID wins, and leaving ends it', async () => {
      const from = await now();
      const first = await write(lin, { layer: 'public' });
      const second = await write(lin, { layer: 'public' });
      const response = await ask(shen, `article=biaoxiang&after=${from}`, {
        ...stream,
        'last-event-id': String(from + 1),
      });
      expect(response.headers.get('content-type')).toContain('text/event-stream');
      expect(response.headers.get('cache-control')).toBe('no-cache, no-transform');
      const reader = (response.body as ReadableStream<Uint8Array>).getReader();
      let text = '';
      while (!text.includes(second)) text += new TextDecoder().decode((await reader.read()).value);
      expect(text).toContain(`id: ${from + 2}\ndata: {"kind":"changed"`);
      expect(text).not.toContain(first);
      const shared = (globalThis as typeof globalThis & { meipiHub?: LiveHub }).meipiHub;
      expect(shared?.size).toBe(1);
      await reader.cancel();
      expect(shared?.size).toBe(0);
    });

    it.each([
      ['no article', 'article='],
      ['too many', `article=${Array.from({ length: 21 }, (_, n) => `a${n}`).join(',')}`],
      ['a cursor that is none', 'article=biaoxiang&after=-1'],
    ])('refuses %s', async (_, query) => {
      expect((await ask(shen, query)).status).toBe(422);
    });

    it('has nothing to tell of an article that is not there, or not for one’s eyes', async () => {
      await article({ slug: 'secret', visibility: 'private' });
      const { id } = await db().article.findUniqueOrThrow({ where: { slug: 'secret' } });
      const from = await now();
      await db().$transaction((tx) => recordArticle(tx, id));
      const answers = await Promise.all(
        ['secret', 'nowhere'].map(
          async (slug) => (await ask(shen, `article=${slug}&after=${from}`)).json() as Promise<unknown>,
        ),
      );
      expect(answers[0]).toEqual(answers[1]);
    });
  });

  /** A change of a thread as the services make it. */
  const change = (id: string, act: (tx: Parameters<typeof lockThread>[0]) => Promise<unknown>) =>
    db().$transaction(async (tx) => {
      await lockThread(tx, id);
      await act(tx);
      const { articleId } = await tx.annotation.findUniqueOrThrow({ where: { id } });
      await recordThread(tx, { articleId, annotationId: id });
    });

  it('brings everybody, however often it breaks, to just what they may see', async () => {
    const layers: Layer[] = ['public', 'private', groupLayer(group)];
    const people = [lin, shen, ruan, nobody];
    const act = fc.oneof(
      fc.record({ act: fc.constant('write' as const), who: fc.nat(2), layer: fc.nat(2) }),
      fc.record({ act: fc.constant('move' as const), note: fc.nat(), layer: fc.nat(2) }),
      fc.record({ act: fc.constant('delete' as const), note: fc.nat() }),
      fc.record({ act: fc.constant('restore' as const), note: fc.nat() }),
      fc.record({ act: fc.constant('hide' as const), note: fc.nat(), hidden: fc.boolean() }),
      fc.record({ act: fc.constant('member' as const), who: fc.integer({ min: 1, max: 2 }), joins: fc.boolean() }),
      fc.record({ act: fc.constant('break' as const), who: fc.nat(3) }),
      fc.record({ act: fc.constant('resume' as const), who: fc.nat(3) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 30 }), async (acts) => {
        await db().annotation.deleteMany();
        const on = new LiveHub();
        const pages = await Promise.all(people.map((who) => page(who, on)));
        const notes: string[] = [];
        try {
          for (const step of acts) {
            const note = 'note' in step ? notes[step.note % Math.max(1, notes.length)] : undefined;
            if (step.act === 'break') pages[step.who]?.leave();
            else if (step.act === 'resume') await pages[step.who]?.resume();
            else if (step.act === 'write') {
              const layer = layers[step.layer] ?? 'public';
              const who = people[step.who] ?? lin;
              const response = await as(who).put(uuidv7(), {
                ...{
                  article: 'biaoxiang',
                  revision: 1,
                  layer,
                  motivation: 'highlighting',
                  target: null,
                  body: null,
                  tags: [],
                },
              });
              if (response.status === 201) notes.push(((await response.json()) as { id: string }).id);
            } else if (step.act === 'member') {
              const key = { groupId: group, userId: people[step.who]?.id ?? '' };
              await db().$transaction(async (tx) => {
                await tx.membership.deleteMany({ where: key });
                if (step.joins) await tx.membership.create({ data: { ...key } });
                await recordMembership(tx, key.userId);
              });
            } else if (note !== undefined) await happenTo(note, step);
          }
          for (const one of pages) await one.resume();
          for (const [index, one] of pages.entries()) {
            const listed = (
              (await (await as(people[index] ?? nobody).list()).json()) as { annotations: { id: string }[] }
            ).annotations.map(({ id }) => id);
            await vi.waitFor(() => expect([...one.notes].toSorted()).toEqual(listed.toSorted()), {
              timeout: 10_000,
              interval: 10,
            });
          }
        } finally {
          await on.close();
        }
      }),
      { numRuns: 12, endOnFailure: true },
    );

    async function happenTo(id: string, step: { act: string; layer?: number; hidden?: boolean }) {
      const { authorId, groupId } = await db().annotation.findUniqueOrThrow({ where: { id } });
      const author = people.find((one) => one.id === authorId) ?? lin;
      if (step.act === 'hide') {
        const hiddenAt = step.hidden ? new Date() : null;
        return change(id, (tx) => tx.annotation.update({ where: { id }, data: { hiddenAt } }));
      }
      if (step.act === 'move') return as(author).patch(id, { layer: layers[step.layer ?? 0] }, '*');
      // Their own other devices are not told what they do themselves in a group that they have left.
      if (groupId && (await db().membership.count({ where: { groupId, userId: author.id } })) === 0) return undefined;
      return step.act === 'delete' ? as(author).delete(id) : as(author).restore(id);
    }

    /** A reading page: it fetches what it is told of, and all of it on `reset`. */
    async function page(who: Person, on: LiveHub) {
      const notes = new Set<string>();
      let work: Promise<unknown> = Promise.resolve();
      let at = await now();
      let stream: (Streaming & { told: LiveEvent[] }) | null = null;
      const fetchAll = async () => {
        const { annotations, upTo } = (await (await as(who).list()).json()) as {
          annotations: { id: string }[];
          upTo: number;
        };
        notes.clear();
        for (const { id } of annotations) notes.add(id);
        at = Math.max(at, upTo);
      };
      const take = async (event: LiveEvent) => {
        if (event.kind === 'reset' || event.kind === 'article') return fetchAll();
        if (event.kind === 'gone') return notes.delete(event.annotation);
        const id = event.annotation;
        const answer = await send(noteRoute.GET, who, 'GET', `/api/annotations/${id}?revision=1`, { id });
        const found = answer.status === 200;
        return found ? notes.add(event.annotation) : notes.delete(event.annotation);
      };
      const resume = async () => {
        if (stream) return;
        const made = await receiver(who, ['biaoxiang'], at);
        stream = {
          ...made,
          tell: (events) => {
            work = work.then(async () => {
              for (const event of events) {
                await take(event);
                at = Math.max(at, event.id);
              }
            });
          },
        };
        on.add(stream);
      };
      const leave = () => {
        if (stream) on.remove(stream);
        stream = null;
      };
      await resume();
      return { notes, resume, leave };
    }
  });

  const superuser = async (sql: string) => {
    const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
    await client.connect();
    try {
      return await client.query(sql);
    } finally {
      await client.end();
    }
  };
});
