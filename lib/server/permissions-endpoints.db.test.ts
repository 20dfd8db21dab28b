import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AnnotationView } from '@/lib/contract/annotations';
import { endpoints, type EndpointKey } from '@/lib/contract/endpoints';
import { groupLayer, LAYERS, type Layer } from '@/lib/domain/discussion/annotation';
import { can, type Viewer } from '@/lib/domain/permissions/can';
import { bodyOfText } from '@/lib/richtext/body';
import { bringTerms, TAG, type Cast } from '@/prisma/cast';
import { annotationFacts, OF_FACTS } from './annotation-facts';
import { articleFacts, OF_ARTICLE } from './articles';
import { db } from './db';
import { recordThread } from './events';
import { TERM_PARTS, termFacts } from './terms-view';
import {
  APART,
  articlesRead,
  ask,
  bringEverybody,
  BY_THEMSELVES,
  idsOf,
  lineOf,
  ON_ARTICLES,
  ON_ASSIGNMENTS,
  ON_CLASSES,
  ON_GLOSSARIES,
  ON_NOTES,
  ON_REPLIES,
  ON_SHARES,
  ON_TERMS,
  PEOPLE,
  read,
  rowsOf,
  successOf,
  viewerOf,
  VIEWERS,
  type KnownNote,
  type KnownReply,
  type KnownTerm,
  type Name,
} from './testing/law';

/**
 * The law of permissions at the door: for every endpoint, everybody and everything, what is answered is what `can()`
 * allows. What somebody may not see is not there: 404, in the same words as for what has never been.
 */

let cast: Cast;
let notes: readonly KnownNote[];

beforeAll(async () => {
  cast = await bringEverybody();
  await bringTerms(cast);
  notes = await knownNotes();
  await keepSnapshot();
}, 60_000);

async function knownNotes(): Promise<KnownNote[]> {
  const rows = await db().annotation.findMany({
    include: { ...OF_FACTS, replies: true },
    orderBy: { id: 'asc' },
  });
  return rows.map((row) => {
    const facts = annotationFacts(row);
    const replies = row.replies.map(({ id, authorId, hiddenAt, deletedAt }): KnownReply => ({
      id,
      facts: { thread: facts, authorId, hidden: hiddenAt !== null },
      deleted: deletedAt !== null,
    }));
    const deleted = row.deletedAt !== null;
    const stands = !deleted || replies.some((reply) => !reply.deleted && !reply.facts.hidden);
    return { id: row.id, article: row.article.slug, facts, deleted, stands, replies };
  });
}

/** Tables whose rows belong to a note. */
const PARTS = [
  ...['reply', 'wording', 'reaction', 'mention', 'flag', 'thread_read', 'position', 'annotation_words'],
  'assignment_note',
];

/** Keeps a copy of everything that belongs to notes. */
async function keepSnapshot(): Promise<void> {
  await db().$executeRawUnsafe('CREATE SCHEMA kept');
  for (const table of ['annotation', 'term', 'article_share', ...PARTS])
    await db().$executeRawUnsafe(`CREATE TABLE kept.${table} AS TABLE public.${table}`);
}

/** Makes a note and its thread what they were. */
async function putBack(id: string): Promise<void> {
  await db().$transaction([
    db().$executeRawUnsafe('DELETE FROM rate_limit'),
    db().$executeRawUnsafe('DELETE FROM public.annotation WHERE id = $1::uuid', id),
    db().$executeRawUnsafe('INSERT INTO public.annotation SELECT * FROM kept.annotation WHERE id = $1::uuid', id),
    ...PARTS.map((table) =>
      db().$executeRawUnsafe(
        `INSERT INTO public.${table} SELECT * FROM kept.${table} WHERE annotation_id = $1::uuid`,
        id,
      ),
    ),
  ]);
}

/**
 * Of the shelf's notes those that differ for somebody: on the article that everybody reads all public ones, and of other
 * layers the fewest; of other articles one or two for which that is the difference.
 */
function telling(all: readonly KnownNote[]): readonly KnownNote[] {
  const decoy = groupLayer(cast.groups.夜谈);
  return all.filter(({ facts: { article, layer, authorId, hidden, flagged }, deleted, replies }) => {
    const isAnswered = replies.length > 1;
    // Of the one that another group reads: what that group says.
    if (article.sharedWith.includes(cast.groups.晨读)) return isAnswered && layer === groupLayer(cast.groups.晨读);
    if (!article.published || article.visibility !== 'public')
      return (isAnswered && layer !== 'private' && layer !== decoy) || (flagged === true && layer === decoy);
    if (layer === 'public') return true;
    if (layer === 'private') return (authorId === cast.沈砚.id && !hidden) || isAnswered;
    if (layer === decoy) return isAnswered;
    return isAnswered || deleted || hidden === true || flagged === true || authorId === null;
  });
}

/** Of those the ones that are asked for by somebody: who has not signed in changes nothing, whatever it is. */
const askedBy = (name: Name, key: EndpointKey): readonly KnownNote[] => {
  if (key === 'GET /api/annotations/:id') return notes;
  return name === '路人' && !key.startsWith('GET ') ? telling(notes).slice(0, 3) : telling(notes);
};

/** Milliseconds that one endpoint may take on a busy machine. */
const TIME = 120_000;
/** At most so many requests are under way. */
const AT_ONCE = 6;
async function each<T>(things: readonly T[], act: (thing: T) => Promise<void>): Promise<void> {
  const queue = [...things];
  const work = async () => {
    for (let thing = queue.shift(); thing !== undefined; thing = queue.shift()) await act(thing);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

interface Asked {
  readonly key: EndpointKey;
  readonly rule: { may?: unknown; body?: () => unknown; headers?: Readonly<Record<string, string>> };
  readonly at: { id: string; reply?: string };
}
const sendAs = (name: Name, { key, rule, at }: Asked) =>
  ask(name, lineOf(key, at), { body: rule.body?.(), headers: rule.headers });

/** What is expected of somebody who asks, and what is said of what is not there. */
async function expectLaw(
  name: Name,
  asked: Asked,
  { may, refused }: { may: boolean; refused: number | null },
  absent: string,
  described: string,
): Promise<void> {
  const isSafe = asked.key.startsWith('GET ');
  const expected = name === '路人' && !isSafe ? 401 : may ? (refused ?? successOf(asked.key)) : 404;
  const { status, text } = await sendAs(name, asked);
  expect(`${name} ${described}: ${status}`).toBe(`${name} ${described}: ${expected}`);
  if (status === 404) expect(text).toBe(absent);
  if (status < 300 && !isSafe) await putBack(asked.at.id);
}

const describedAs = ({ facts, deleted }: KnownNote, reply?: KnownReply): string =>
  JSON.stringify({
    ...facts,
    author: nameOf(facts.authorId),
    deleted,
    article: facts.article,
    ...(reply && { reply }),
  });
const nameOf = (id: string | null): string => PEOPLE.find((name) => cast[name].id === id) ?? 'gone';

describe('the table', () => {
  it('has every endpoint of the contract, once', () => {
    const known = [
      ...[ON_NOTES, ON_REPLIES, ON_ARTICLES, ON_SHARES, ON_TERMS, ON_GLOSSARIES, ON_ASSIGNMENTS, ON_CLASSES].flatMap(
        (table) => Object.keys(table),
      ),
      ...BY_THEMSELVES,
      ...APART,
    ];
    expect(known.sort()).toEqual(Object.keys(endpoints).sort());
  });

  it('is asked of things that everybody sees some of', () => {
    for (const name of VIEWERS) {
      const seen = notes.filter((note) => note.stands && can(viewerOf(name), 'annotation: see', note.facts));
      expect(seen.length).toBeGreaterThan(0);
      expect(seen.length).toBeLessThan(notes.length);
    }
  });
});

describe('of a note', () => {
  it.each(rowsOf(ON_NOTES))(
    '%s',
    async (key, rule: (typeof ON_NOTES)[keyof typeof ON_NOTES]) => {
      const { may, refused } = { refused: () => null, ...rule } as {
        may: (viewer: Viewer, note: KnownNote) => boolean;
        refused: (viewer: Viewer, note: KnownNote) => number | null;
      };
      for (const name of VIEWERS) {
        const nothing = await sendAs(name, { key, rule, at: { id: uuidv7() } });
        await each(askedBy(name, key), (note) => {
          const viewer = viewerOf(name);
          const law = { may: may(viewer, note), refused: refused(viewer, note) };
          return expectLaw(name, { key, rule, at: { id: note.id } }, law, nothing.text, describedAs(note));
        });
      }
    },
    TIME,
  );
});

describe('of a reply', () => {
  it.each(rowsOf(ON_REPLIES))(
    '%s',
    async (key, rule: (typeof ON_REPLIES)[keyof typeof ON_REPLIES]) => {
      const { may, refused } = { refused: () => null, ...rule } as {
        may: (viewer: Viewer, reply: KnownReply) => boolean;
        refused: (viewer: Viewer, reply: KnownReply) => number | null;
      };
      for (const name of VIEWERS) {
        const nothing = await sendAs(name, { key, rule, at: { id: uuidv7() } });
        // One after another within a thread: each puts the whole back.
        await each(askedBy(name, key), async (note) => {
          for (const reply of note.replies) {
            const viewer = viewerOf(name);
            const law = { may: may(viewer, reply), refused: refused(viewer, reply) };
            const at = { id: note.id, reply: reply.id };
            await expectLaw(name, { key, rule, at }, law, nothing.text, describedAs(note, reply));
          }
        });
        // A reply under another note's address is not there.
        const [thread] = notes.filter((note) => note.replies.length > 0);
        const stranger = {
          id: notes.find(({ id }) => id !== thread?.id)?.id ?? '',
          reply: thread?.replies[0]?.id ?? '',
        };
        expect((await sendAs(name, { key, rule, at: stranger })).text).toBe(nothing.text);
      }
    },
    TIME,
  );
});

async function knownTerms(): Promise<(KnownTerm & { scope: string | null })[]> {
  const rows = await db().term.findMany({ include: TERM_PARTS, orderBy: { id: 'asc' } });
  return rows.map((row) => ({
    ...{ id: row.id, facts: termFacts(row), deleted: row.deletedAt !== null },
    scope: row.articleId ?? row.groupId,
  }));
}
async function putTermsBack(): Promise<void> {
  await db().$transaction([
    db().$executeRawUnsafe('DELETE FROM rate_limit'),
    db().$executeRawUnsafe('DELETE FROM public.term_dismissal'),
    db().$executeRawUnsafe('DELETE FROM public.term'),
    db().$executeRawUnsafe('INSERT INTO public.term SELECT * FROM kept.term'),
  ]);
}

describe('of a term', () => {
  it.each(rowsOf(ON_TERMS))(
    '%s',
    async (key, rule: (typeof ON_TERMS)[keyof typeof ON_TERMS]) => {
      const { may, refused } = { refused: () => null, ...rule } as {
        may: (viewer: Viewer, term: KnownTerm) => boolean;
        refused: () => number | null;
      };
      const everybodys = notes.find(({ facts }) => facts.article.published && facts.article.visibility === 'public');
      const query = key.endsWith('/places') ? `?article=${everybodys?.article}` : '';
      const sent = { body: undefined, headers: undefined, ...rule } as Asked['rule'];
      const askOf = (name: Name, id: string) =>
        ask(name, `${lineOf(key, { id })}${query}`, { body: sent.body?.(), headers: sent.headers });
      for (const name of VIEWERS) {
        const nothing = await askOf(name, uuidv7());
        for (const term of await knownTerms()) {
          const { status, text } = await askOf(name, term.id);
          const isSafe = key.startsWith('GET ');
          const allowed = may(viewerOf(name), term) ? (refused() ?? successOf(key)) : 404;
          expect([name, term, status]).toEqual([name, term, name === '路人' && !isSafe ? 401 : allowed]);
          if (status === 404) expect(text).toBe(nothing.text);
          if (status < 300 && !isSafe) await putTermsBack();
        }
      }
    },
    TIME,
  );
});

describe('of a glossary', () => {
  it.each(rowsOf(ON_GLOSSARIES))('%s', async (key, rule: (typeof ON_GLOSSARIES)[keyof typeof ON_GLOSSARIES]) => {
    const {
      right,
      status: success,
      query,
      body,
    } = { query: '', body: () => undefined, ...rule } as {
      right: 'see' | 'change';
      status: number;
      query: string;
      body: () => unknown;
    };
    const articles = await db().article.findMany({ include: OF_ARTICLE });
    const glossaries = key.includes('/groups/')
      ? Object.values(cast.groups).map((group) => ({ id: group, facts: { article: null, group } }))
      : articles.map((article) => ({ id: article.slug, facts: { article: articleFacts(article), group: null } }));
    for (const name of VIEWERS)
      for (const { id, facts } of glossaries) {
        const { status } = await ask(name, `${lineOf(key, { id })}${query}`, { body: body() });
        const may = can(viewerOf(name), `term: ${right}`, facts);
        // What needs an account says so before it says what there is; a page that is read does not.
        const isRead = key.startsWith('GET /api/articles') && !can(null, 'term: see', facts);
        const refused = name === '路人' && !isRead ? 401 : 404;
        expect([name, facts, status]).toEqual([name, facts, may ? success : refused]);
        if (status < 300) await putTermsBack();
      }
  });

  it('beside an article is its own and those of one’s groups, and a group’s suggestions are for who leads it', async () => {
    for (const name of VIEWERS)
      for (const { article, may } of await articlesRead(viewerOf(name))) {
        if (!may) continue;
        const at = `/api/articles/${article.slug}/terms`;
        const all = (await knownTerms()).filter(({ deleted }) => !deleted);
        const beside = all.filter(
          ({ facts, scope }) =>
            can(viewerOf(name), 'term: see', facts) && (facts.group !== null || scope === article.id),
        );
        expect(idsOf((await read<{ terms: { id: string }[] }>(name, at)).terms)).toEqual(idsOf(beside));
        const { blocks } = await read<{ blocks: { spans: { term: string }[] }[] }>(name, `${at}/occurrences`);
        // The same words in several glossaries: a group's goes first.
        const terms = blocks.flatMap(({ spans }) => spans.map(({ term }) => term));
        expect(terms).toHaveLength(1);
        expect(idsOf(beside)).toContain(terms[0]);
        for (const group of Object.values(cast.groups)) {
          const { status } = await ask(name, `GET ${at}/suggestions?scope=group:${group}`);
          const isLed = can(viewerOf(name), 'term: change', { article: articleFacts(article), group });
          expect([name, status]).toEqual([name, isLed ? 200 : 404]);
        }
      }
  });
});

async function putSharesBack(): Promise<void> {
  await db().$transaction([
    db().$executeRawUnsafe('DELETE FROM public.article_share'),
    db().$executeRawUnsafe('INSERT INTO public.article_share SELECT * FROM kept.article_share'),
  ]);
}

describe('of an article and a group', () => {
  it.each(rowsOf(ON_SHARES))('%s', async (key, right: (typeof ON_SHARES)[keyof typeof ON_SHARES]) => {
    const line = (slug: string, group: string) => key.replace(':slug', slug).replace(':group', group);
    for (const name of VIEWERS) {
      const nothing = await ask(name, line('nowhere', cast.groups.晨读));
      expect([name, nothing.status]).toEqual([name, name === '路人' ? 401 : 404]);
      for (const { article } of await articlesRead(viewerOf(name)))
        for (const group of [...Object.values(cast.groups), cast.far, uuidv7()]) {
          const facts = { article: articleFacts(article), group };
          const { status, text } = await ask(name, line(article.slug, group));
          const may = can(viewerOf(name), `article: ${right}`, facts);
          // Who edits an article that is everybody's is told that there is nothing to share.
          const success = right === 'unshare' || article.visibility === 'group' ? 204 : 422;
          expect([name, facts, status]).toEqual([name, facts, may ? success : nothing.status]);
          if (!may) expect(text).toBe(nothing.text);
          if (status === 204) await putSharesBack();
        }
    }
  });
});

/** Everything that every page of a list holds. */
async function allOf<T>(name: Name, path: string, items: 'annotations' | 'notes' | 'waiting'): Promise<T[]> {
  const all: T[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const address: string = path + (cursor && `${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`);
    const page: Record<string, unknown> = await read(name, address);
    all.push(...(page[items] as T[]));
    cursor = (page.cursor as string | null | undefined) ?? null;
  }
  return all;
}
const layers = (): Layer[] => [...LAYERS, ...Object.values(cast.groups).map(groupLayer)];

/** Notes in lists: those that somebody sees, on articles that they read. */
const listed = (viewer: Viewer): readonly KnownNote[] =>
  notes.filter(
    (note) =>
      note.stands && can(viewer, 'article: read', note.facts.article) && can(viewer, 'annotation: see', note.facts),
  );
const repliesOf = (viewer: Viewer, { replies }: KnownNote): string[] =>
  idsOf(replies.filter(({ facts, deleted }) => !deleted && can(viewer, 'reply: see', facts)));

describe.each(VIEWERS)('what %s is told', (name) => {
  it('of articles they may not read is nothing, by any of their addresses', async () => {
    for (const { article, may } of await articlesRead(viewerOf(name)))
      for (const [key, { query = '', body, signedIn = false }] of rowsOf(ON_ARTICLES) as [
        EndpointKey,
        { query?: string; body?: unknown; signedIn?: boolean },
      ][]) {
        const line = (id: string) => `${lineOf(key, { id })}${query}`;
        const { status, text } = await ask(name, line(article.slug), { body });
        if (signedIn && name === '路人') expect([key, status]).toEqual([key, 401]);
        else expect([key, article.visibility, status < 300]).toEqual([key, article.visibility, may]);
        if (!may) expect(text).toBe((await ask(name, line('nowhere'), { body })).text);
      }
  });

  it('in an article’s list, its density, its facets and its export is what they may see', async () => {
    const viewer = viewerOf(name);
    for (const { article, may } of await articlesRead(viewer)) {
      if (!may) continue;
      const at = `/api/articles/${article.slug}/annotations`;
      const seen = listed(viewer).filter((note) => note.article === article.slug);
      const all = await allOf<AnnotationView>(name, at, 'annotations');
      expect(idsOf(all)).toEqual(idsOf(seen));
      for (const note of seen)
        expect(idsOf(all.find(({ id }) => id === note.id)?.replies ?? [])).toEqual(repliesOf(viewer, note));
      for (const layer of layers())
        expect(idsOf(await allOf<AnnotationView>(name, `${at}?layer=${layer}`, 'annotations'))).toEqual(
          idsOf(seen.filter(({ facts }) => facts.layer === layer)),
        );

      const { blocks } = await read<{ blocks: { count: number }[] }>(name, `${at}/density`);
      expect(blocks.reduce((sum, { count }) => sum + count, 0)).toBe(seen.length);
      const facets = await read<{ tags: { count: number }[]; layers: { layer: Layer; count: number }[] }>(
        name,
        `${at}/facets`,
      );
      const said = seen.filter(({ deleted }) => !deleted);
      expect(facets.tags.map(({ count }) => count)).toEqual([said.length]);
      const exported = (await ask(name, `GET ${at}/export`)).text;
      for (const note of notes) {
        const isHere = said.some(({ id }) => id === note.id);
        expect([describedAs(note), exported.includes(`annotations/${note.id}"`)]).toEqual([describedAs(note), isHere]);
        const answers = isHere ? repliesOf(viewer, note) : [];
        for (const { id } of note.replies) expect(exported.includes(`replies/${id}"`)).toBe(answers.includes(id));
      }
    }
  });

  it('by the search is what they may see', async () => {
    const viewer = viewerOf(name);
    const found = await allOf<{ id: string }>(name, `/api/search?in=notes&q=${encodeURIComponent(TAG)}`, 'notes');
    const sees = notes.filter((note) => !note.deleted && can(viewer, 'annotation: see', note.facts));
    expect(idsOf(found)).toEqual(idsOf(sees));
  });

  it('of their own notes is all of them, and nobody else’s', async () => {
    if (name === '路人') {
      for (const path of ['', '/export?format=json', '/export?format=markdown', '/export?format=w3c'])
        expect((await ask(name, `GET /api/me/annotations${path}`)).status).toBe(401);
      return;
    }
    const own = idsOf(notes.filter(({ facts, deleted }) => !deleted && facts.authorId === cast[name].id));
    expect(idsOf(await allOf(name, '/api/me/annotations', 'annotations'))).toEqual(own);
    for (const format of ['json', 'markdown', 'w3c']) {
      const { text } = await ask(name, `GET /api/me/annotations/export?format=${format}`);
      expect(notes.filter(({ id }) => text.includes(id)).map(({ id }) => id)).toEqual(own);
    }
  });

  it('to judge is what waits where they moderate', async () => {
    if (name === '路人') return expect((await ask(name, 'GET /api/moderation')).status).toBe(401);
    const waiting = await allOf<{ note: { id: string } }>(name, '/api/moderation', 'waiting');
    const theirs = notes.filter(({ facts }) => facts.flagged && can(cast[name], 'annotation: hide', facts));
    expect(waiting.map(({ note }) => note.id).sort()).toEqual(idsOf(theirs));
  });

  it('of events is what happens to what they may follow, and what is gone tells nothing', async () => {
    const viewer = viewerOf(name);
    const after = Number((await db().event.aggregate({ _max: { id: true } }))._max.id ?? 0);
    const rows = await db().annotation.findMany({ select: { id: true, articleId: true } });
    await db().$transaction(async (tx) => {
      for (const { id, articleId } of rows) await recordThread(tx, { articleId, annotationId: id });
    });
    const everywhere = [...new Set(notes.map(({ article }) => article))].join(',');
    const { events } = await read<{ events: { kind: string; annotation?: string }[] }>(
      name,
      `/api/events?article=${everywhere}&after=${after}`,
    );
    const changed = events.flatMap(({ kind, annotation }) => (kind === 'changed' && annotation ? [annotation] : []));
    const followed = notes.filter(({ stands, facts }) => stands && can(viewer, 'annotation: follow', facts));
    expect([...new Set(changed)].sort()).toEqual(idsOf(followed));
    // That something is gone is told to those for whom it was there.
    const told = new Set(events.flatMap(({ annotation }) => annotation ?? []));
    for (const note of notes)
      if (!can(viewer, 'annotation: see', { ...note.facts, hidden: false }))
        expect([describedAs(note), told.has(note.id)]).toEqual([describedAs(note), false]);
  });

  it('when they write in a layer is whether they may', async () => {
    const viewer = viewerOf(name);
    for (const { article, may } of await articlesRead(viewer))
      for (const layer of layers()) {
        const id = uuidv7();
        const facts = { layer, article: articleFacts(article) };
        const { status } = await ask(name, `PUT /api/annotations/${id}`, {
          body: {
            ...{ article: article.slug, revision: 1, layer, motivation: 'commenting', target: null },
            body: bodyOfText('写一条。'),
          },
        });
        const expected = viewer ? (may ? (can(viewer, 'article: annotate', facts) ? 201 : 422) : 404) : 401;
        expect([layer, article.visibility, status]).toEqual([layer, article.visibility, expected]);
        await db().annotation.deleteMany({ where: { id } });
      }
  });
});

describe('somebody who was removed from a group', () => {
  it(
    'is told nothing of it from the next request on, but what they wrote themselves',
    async () => {
      const group = cast.groups.晨读;
      const layer = groupLayer(group);
      const theirs = () => notes.filter(({ facts }) => facts.layer === layer);
      const { groups: _, ...rest } = cast.沈砚;
      const left: Viewer = { ...rest, groups: {} };
      await db().reaction.createMany({
        data: theirs().map(({ id }) => ({ onId: id, annotationId: id, userId: cast.林晚.id, emoji: '👍' })),
      });
      await db().annotation.updateMany({
        where: { groupId: group },
        data: { resolvedAt: new Date(), resolvedById: cast.林晚.id },
      });
      expect((await ask('林晚', `DELETE /api/groups/${group}/members/${left.id}`)).status).toBe(204);

      for (const note of theirs()) {
        const mine = note.facts.authorId === left.id;
        const { status, text } = await ask('沈砚', `GET /api/annotations/${note.id}`);
        expect([describedAs(note), status]).toEqual([describedAs(note), mine && !note.deleted ? 200 : 404]);
        if (status !== 200) continue;
        const view = JSON.parse(text) as AnnotationView;
        const others = view.replies.filter(({ author }) => author?.id !== left.id);
        expect({ others, reactions: view.reactions, unread: view.unread }).toEqual({
          others: [],
          reactions: [],
          unread: false,
        });
        expect(view.may).not.toContain('answer');
      }
      const mine = theirs().filter(({ facts, deleted }) => facts.authorId === left.id && !deleted);
      const seen = (all: readonly { id: string }[]) => idsOf(all.filter(({ id }) => theirs().some((n) => n.id === id)));
      const search = `/api/search?in=notes&q=${encodeURIComponent(TAG)}`;
      expect(seen(await allOf('沈砚', search, 'notes'))).toEqual(idsOf(mine));
      expect(seen(await allOf('沈砚', '/api/me/annotations', 'annotations'))).toEqual(idsOf(mine));
      for (const { article, may } of await articlesRead(left)) {
        if (!may) continue;
        const at = `/api/articles/${article.slug}/annotations`;
        const here = idsOf(mine.filter((note) => note.article === article.slug));
        expect(seen(await allOf('沈砚', `${at}?layer=${layer}`, 'annotations'))).toEqual(here);
        expect((await ask('沈砚', `GET /api/articles/${article.slug}/people?layer=${layer}`)).status).toBe(404);
        const { layers: told } = await read<{ layers: { layer: Layer; count: number }[] }>('沈砚', `${at}/facets`);
        expect(told.find((one) => one.layer === layer)?.count ?? 0).toBe(here.length);
      }
      expect(
        seen((await allOf<{ note: { id: string } }>('沈砚', '/api/moderation', 'waiting')).map(({ note }) => note)),
      ).toEqual([]);
      const { groups: none } = await read<{ groups: unknown[] }>('沈砚', '/api/groups');
      expect(none).toEqual([]);
      expect((await ask('沈砚', `GET /api/groups/${group}/members`)).status).toBe(404);
    },
    TIME,
  );
});
