/**
 * The table that the permission law is read from: for every endpoint about a note, a reply, a term or a group, who may;
 * and those who ask it.
 */
import { uuidv7 } from 'uuidv7';
import { endpoints, type EndpointKey } from '@/lib/contract/endpoints';
import { groupOf } from '@/lib/domain/discussion/annotation';
import {
  can,
  type AnnotationFacts,
  type ArticleFacts,
  type AssignmentFacts,
  type ReplyFacts,
  type TermFacts,
  type Viewer,
} from '@/lib/domain/permissions/can';
import { bodyOfText } from '@/lib/richtext/body';
import { bringCast, bringShelf, type Cast } from '@/prisma/cast';
import { articleFacts, OF_ARTICLE } from '../articles';
import { db } from '../db';
import { newToken, storeSession } from '../sessions';
import { Browser } from './browser';
import { freshDatabase } from './fresh-database';

export interface KnownNote {
  readonly id: string;
  readonly article: string;
  readonly facts: AnnotationFacts;
  readonly deleted: boolean;
  /** Not deleted, or a tombstone over replies. */
  readonly stands: boolean;
  readonly replies: readonly KnownReply[];
}
export interface KnownReply {
  readonly id: string;
  readonly facts: ReplyFacts;
  readonly deleted: boolean;
}

interface Rule<Thing extends readonly unknown[]> {
  readonly may: (viewer: Viewer, ...thing: Thing) => boolean;
  /** Who may, and is refused for another reason than that: with this status. */
  readonly refused?: (viewer: Viewer, ...thing: Thing) => number | null;
  readonly body?: () => unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Default: as the contract says. */
  readonly status?: number;
}

const sees = (viewer: Viewer, note: KnownNote): boolean => note.stands && can(viewer, 'annotation: see', note.facts);
const standing =
  (
    right: 'answer' | 'flag' | 'hide' | 'repair' | 'resolve' | 'follow',
  ): ((viewer: Viewer, note: KnownNote) => boolean) =>
  (viewer, note) =>
    !note.deleted && can(viewer, `annotation: ${right}`, note.facts);
const owns = (viewer: Viewer, { facts }: KnownNote): boolean => can(viewer, 'annotation: withdraw', facts);
const deletes = (viewer: Viewer, { facts }: KnownNote): boolean => can(viewer, 'annotation: delete', facts);
const LATEST = { 'if-match': '*' };
const reason = () => ({ reason: '请看看' });
const words = () => ({ body: bodyOfText('改了。') });

/** Asked of a note. */
export const ON_NOTES = {
  'GET /api/annotations/:id': { may: sees },
  'PATCH /api/annotations/:id': {
    may: owns,
    // Who has left its group is told so, for they still see it.
    refused: (viewer, { deleted, facts }) => (deleted ? 409 : can(viewer, 'annotation: change', facts) ? null : 422),
    body: () => ({ tags: ['改'] }),
    headers: LATEST,
  },
  'DELETE /api/annotations/:id': { may: deletes },
  'POST /api/annotations/:id/restore': { may: deletes },
  'POST /api/annotations/:id/reattach': {
    // Who repairs compares its words with the text.
    may: (viewer, note) =>
      can(viewer, 'article: read', note.facts.article) &&
      can(viewer, 'annotation: repair', note.facts) &&
      (!note.deleted || owns(viewer, note)),
    refused: (_, { deleted }) => (deleted ? 409 : null),
    body: () => ({ revision: 1 }),
    headers: LATEST,
  },
  'GET /api/annotations/:id/history': { may: sees },
  'GET /api/annotations/:id/wordings': { may: (viewer, note) => !note.deleted && sees(viewer, note) },
  'PUT /api/annotations/:id/replies/:reply': {
    // Who is among those that hear it is told why nothing is said there any more.
    may: (viewer, { stands, facts }) => {
      const group = groupOf(facts.layer);
      const isAmong = group === null || can(viewer, 'group: see', group);
      return stands && !facts.hidden && isAmong && can(viewer, 'annotation: follow', facts);
    },
    refused: (viewer, { facts }) => (can(viewer, 'annotation: answer', facts) ? null : 409),
    body: words,
  },
  'PUT /api/annotations/:id/reactions/:emoji': { may: standing('answer') },
  'DELETE /api/annotations/:id/reactions/:emoji': { may: (viewer, note) => !note.deleted && sees(viewer, note) },
  'PUT /api/annotations/:id/resolution': { may: standing('resolve') },
  'DELETE /api/annotations/:id/resolution': { may: standing('resolve') },
  'PUT /api/annotations/:id/read': {
    may: (viewer, note) => note.stands && can(viewer, 'annotation: follow', note.facts),
    body: () => ({ upTo: 1 }),
  },
  'PUT /api/annotations/:id/flag': { may: standing('flag'), body: reason },
  'DELETE /api/annotations/:id/flag': { may: standing('flag') },
  'PUT /api/annotations/:id/hiding': { may: standing('hide'), body: reason },
  'DELETE /api/annotations/:id/hiding': { may: standing('hide') },
  'POST /api/annotations/:id/flags/settle': { may: standing('hide'), body: () => ({ reply: null }) },
} as const satisfies Partial<Record<EndpointKey, Rule<[KnownNote]>>>;

type ReplyRight = 'see' | 'react' | 'change' | 'delete' | 'flag' | 'hide';
const has =
  (right: ReplyRight): ((viewer: Viewer, reply: KnownReply) => boolean) =>
  (viewer, { facts }) =>
    can(viewer, `reply: ${right}`, facts);
const hasStanding =
  (right: ReplyRight): ((viewer: Viewer, reply: KnownReply) => boolean) =>
  (viewer, reply) =>
    !reply.deleted && has(right)(viewer, reply);

/** Asked of a reply that is there, or was. */
export const ON_REPLIES = {
  'PATCH /api/annotations/:id/replies/:reply': {
    may: (viewer, { facts }) => viewer !== null && facts.authorId === viewer.id,
    refused: (viewer, reply) => (reply.deleted || !has('change')(viewer, reply) ? 409 : null),
    body: words,
    headers: LATEST,
  },
  'DELETE /api/annotations/:id/replies/:reply': { may: has('delete') },
  'POST /api/annotations/:id/replies/:reply/restore': { may: has('delete') },
  'PUT /api/annotations/:id/replies/:reply/reactions/:emoji': { may: hasStanding('react') },
  'DELETE /api/annotations/:id/replies/:reply/reactions/:emoji': { may: hasStanding('see') },
  'GET /api/annotations/:id/replies/:reply/wordings': { may: hasStanding('see') },
  'PUT /api/annotations/:id/replies/:reply/flag': { may: hasStanding('flag'), body: reason },
  'DELETE /api/annotations/:id/replies/:reply/flag': { may: hasStanding('flag') },
  'PUT /api/annotations/:id/replies/:reply/hiding': { may: hasStanding('hide'), body: reason },
  'DELETE /api/annotations/:id/replies/:reply/hiding': { may: hasStanding('hide') },
} as const satisfies Partial<Record<EndpointKey, Rule<[KnownReply]>>>;

/** Asked of an article: who may read it. */
export const ON_ARTICLES = {
  'GET /api/articles/:slug/annotations': {},
  'GET /api/articles/:slug/annotations/density': {},
  'GET /api/articles/:slug/annotations/facets': {},
  'GET /api/articles/:slug/annotations/export': {},
  'GET /api/articles/:slug/search': { query: `?q=${encodeURIComponent('桥')}` },
  'GET /api/articles/:slug/people': { query: '?layer=public', signedIn: true },
  'PUT /api/articles/:slug/opened': { body: { upTo: 0 }, signedIn: true },
  'GET /api/articles/:slug/assignments': {},
  'PUT /api/articles/:slug/blocks-read': { body: { blocks: [] }, signedIn: true },
  'POST /api/articles/:slug/read': { body: { upTo: 0 }, signedIn: true },
  'POST /api/articles/:slug/annotations/import': {
    body: { '@context': 'http://www.w3.org/ns/anno.jsonld', type: 'AnnotationCollection', first: { items: [] } },
    signedIn: true,
  },
  'GET /api/articles/:slug/terms': {},
  'GET /api/articles/:slug/terms/occurrences': {},
  'GET /api/articles/:slug/terms/counts': {},
  'GET /api/articles/:slug/terms/export': {},
  'POST /api/articles/:slug/terms/in-texts': { body: { texts: ['夜航船'] } },
  'POST /api/articles/:slug/terms/requests': {
    body: { start: { block: 'block1', offset: 0 }, end: { block: 'block1', offset: 2 }, exact: '桥还' },
    signedIn: true,
  },
} as const satisfies Partial<
  Record<EndpointKey, { readonly query?: string; readonly body?: unknown; readonly signedIn?: true }>
>;

const newTerm = () => ({ headword: '夜航' });
const phrase = () => ({ headword: '夜航' });
export interface KnownTerm {
  readonly id: string;
  readonly facts: TermFacts;
  readonly deleted: boolean;
}
const seesTerm = (viewer: Viewer, { facts }: KnownTerm): boolean => can(viewer, 'term: see', facts);
const changesTerm = (viewer: Viewer, { facts }: KnownTerm): boolean => can(viewer, 'term: change', facts);

/** Asked of a term. */
export const ON_TERMS = {
  'GET /api/terms/:id': { may: (viewer, term) => !term.deleted && seesTerm(viewer, term) },
  'PATCH /api/terms/:id': {
    may: (viewer, term) => !term.deleted && changesTerm(viewer, term),
    body: () => ({ aliases: ['改'] }),
    headers: LATEST,
  },
  'DELETE /api/terms/:id': { may: changesTerm },
  'POST /api/terms/:id/restore': { may: changesTerm },
  'POST /api/terms/:id/merge': { may: changesTerm, refused: () => 422, body: () => ({ into: uuidv7() }) },
  'GET /api/terms/:id/history': {
    may: (viewer, term) => (term.deleted ? changesTerm(viewer, term) : seesTerm(viewer, term)),
  },
  'GET /api/terms/:id/places': { may: (viewer, term) => !term.deleted && seesTerm(viewer, term) },
} as const satisfies Partial<Record<EndpointKey, Rule<[KnownTerm]>>>;

/** Asked of a glossary, an article's or a group's: who sees it, or who changes it; with a status that proves it. */
export const ON_GLOSSARIES = {
  'POST /api/articles/:slug/terms': { right: 'change', status: 201, body: newTerm },
  'GET /api/articles/:slug/terms/suggestions': { right: 'change', status: 200 },
  'POST /api/articles/:slug/terms/suggestions/dismiss': { right: 'change', status: 204, body: phrase },
  'DELETE /api/articles/:slug/terms/suggestions/dismiss': {
    ...{ right: 'change', status: 204 },
    query: `?headword=${encodeURIComponent('夜航')}`,
  },
  'POST /api/articles/:slug/terms/import': { right: 'change', status: 200, body: () => [] },
  'GET /api/groups/:id/terms': { right: 'see', status: 200 },
  'POST /api/groups/:id/terms': { right: 'change', status: 201, body: newTerm },
  'GET /api/groups/:id/terms/export': { right: 'see', status: 200 },
  'POST /api/groups/:id/terms/import': { right: 'change', status: 200, body: () => [] },
} as const satisfies Partial<
  Record<EndpointKey, { right: 'see' | 'change'; status: number; query?: string; body?: () => unknown }>
>;

export interface KnownAssignment {
  readonly id: string;
  readonly facts: AssignmentFacts;
  readonly article: ArticleFacts;
}
const seesIt = (viewer: Viewer, { facts }: KnownAssignment): boolean => can(viewer, 'assignment: see', facts);
const leadsIt = (viewer: Viewer, { facts }: KnownAssignment): boolean => can(viewer, 'assignment: lead', facts);
const NONE_YET = { 'if-match': '"0"' };

/** Asked of an assignment; `:member` is `member`, who belongs to one of the groups. */
export const ON_ASSIGNMENTS = {
  'GET /api/assignments/:id': { may: seesIt },
  'PATCH /api/assignments/:id': { may: leadsIt, body: () => ({ title: '改' }), headers: LATEST },
  'POST /api/assignments/:id/opened': { may: seesIt },
  'GET /api/assignments/:id/progress': { may: leadsIt },
  'GET /api/assignments/:id/export': { may: leadsIt, status: 200 },
  'GET /api/assignments/:id/heat': {
    // It says how the paragraphs begin.
    may: (viewer, assignment) => leadsIt(viewer, assignment) && can(viewer, 'article: read', assignment.article),
  },
  'GET /api/assignments/:id/members/:member': {
    may: (viewer, assignment, member) =>
      leadsIt(viewer, assignment) || (viewer?.id === member && seesIt(viewer, assignment)),
  },
  'PUT /api/assignments/:id/extensions/:member': { may: leadsIt, body: () => ({ dueAt: '2222-02-02T00:00:00Z' }) },
  'DELETE /api/assignments/:id/extensions/:member': { may: leadsIt },
  'PUT /api/assignments/:id/grades/:member': { may: leadsIt, body: () => ({ grade: '优' }), headers: NONE_YET },
  'POST /api/assignments/:id/grades/release': { may: leadsIt, body: () => ({ released: true }) },
  'POST /api/assignments/:id/remind': { may: leadsIt },
  // To a group that there is not: whoever may is told that.
  'POST /api/assignments/:id/copy': { may: () => false, body: () => ({ group: uuidv7() }) },
} as const satisfies Partial<Record<EndpointKey, Rule<[KnownAssignment, string]>>>;

/** Asked of a group: with a body that is refused by whoever comes to read it, where there is nothing to give back. */
export const ON_CLASSES = {
  'GET /api/groups/:id/assignments': { right: 'see', status: 200 },
  'POST /api/groups/:id/assignments': { right: 'lead', status: 422, body: () => NOWHERE },
  'GET /api/groups/:id/progress': { right: 'lead', status: 200 },
  'GET /api/groups/:id': { right: 'see', status: 200 },
  'PATCH /api/groups/:id': { right: 'lead', status: 200, body: () => ({}) },
  'PUT /api/groups/:id/mute': { right: 'see', status: 204 },
  'DELETE /api/groups/:id/mute': { right: 'see', status: 204 },
  'POST /api/groups/:id/roster': { right: 'lead', status: 422, query: '?dryRun=true', body: () => '' },
  'GET /api/groups/:id/roster/export': { right: 'lead', status: 200 },
  'GET /api/groups/:id/invitations': { right: 'lead', status: 200 },
  'POST /api/groups/:id/invitations': { right: 'lead', status: 201, body: () => ({}) },
} as const satisfies Partial<
  Record<EndpointKey, { right: 'see' | 'lead' | 'own'; status: number; query?: string; body?: () => unknown }>
>;
const NOWHERE = {
  ...{ article: 'nowhere', section: { first: 'block1', last: 'block1' }, title: '渡口', timeZone: 'Asia/Taipei' },
  rule: { mustRead: true, minNotes: 0, minReplies: 0 },
};

/** Asked of an article and a group: who shares it with that group, or does so no longer. */
export const ON_SHARES = {
  'PUT /api/articles/:slug/groups/:group': 'share',
  'DELETE /api/articles/:slug/groups/:group': 'unshare',
} as const satisfies Partial<Record<EndpointKey, 'share' | 'unshare'>>;

/** Tested one by one, by what they answer. */
export const BY_THEMSELVES = [
  'PUT /api/annotations/:id',
  'GET /api/me/annotations',
  'GET /api/me/annotations/export',
  'GET /api/search',
  'GET /api/moderation',
  'GET /api/me/notifications',
  'GET /api/me/assignments',
  'POST /api/me/notifications/read',
  'GET /api/events',
  'GET /api/groups',
  'POST /api/groups',
  'GET /api/groups/:id/members',
  'POST /api/groups/:id/members',
  'DELETE /api/groups/:id/members/:member',
  'PATCH /api/groups/:id/members/:member',
  'POST /api/groups/:id/copy',
  'DELETE /api/groups/:id/invitations/:invitation',
  'GET /api/join/:code',
  'POST /api/join/:code',
] as const satisfies readonly EndpointKey[];

/** Of accounts, texts and how they are shown: nothing of notes, threads or groups is in their answers. */
export const APART = [
  'POST /api/register',
  'POST /api/login',
  'POST /api/logout',
  'POST /api/setup',
  'POST /api/reset',
  'GET /api/me',
  'PATCH /api/me',
  'DELETE /api/me',
  'PUT /api/settings',
  'GET /api/me/sessions',
  'DELETE /api/me/sessions/:id',
  'GET /api/users',
  'PATCH /api/users/:id',
  'POST /api/users/:id/reset-link',
  'GET /api/articles',
  'POST /api/articles',
  'GET /api/articles/:slug',
  'PATCH /api/articles/:slug',
  'GET /api/articles/:slug/revisions',
  'POST /api/articles/:slug/revisions/preview',
  'GET /api/articles/:slug/revisions/:number',
  'GET /api/articles/:slug/revisions/:number/changes',
  'GET /api/articles/:slug/blocks',
  'PUT /api/articles/:slug/place',
  'GET /api/assets/:hash',
  'GET /api/articles/:slug/page',
  'GET /api/articles/:slug/text',
  'GET /api/articles/:slug/words',
  'GET /api/articles/:slug/protected-words',
  'PUT /api/articles/:slug/protected-words',
  'POST /api/articles/:slug/protected-words/preview',
] as const satisfies readonly EndpointKey[];

/** The address of an endpoint for a thing; what is not given is made up. */
export const lineOf = (key: string, { id, reply = uuidv7() }: { id: string; reply?: string }): string =>
  key.replace(':id', id).replace(':slug', id).replace(':reply', reply).replace(':emoji', encodeURIComponent('👍'));

/** The rows of one of the tables, for `it.each`. */
export const rowsOf = <T extends object>(table: T) => Object.entries(table) as [EndpointKey, T[keyof T]][];

/** The status that an endpoint answers with when nothing is amiss. */
export const successOf = (key: EndpointKey): number => {
  const { status, response } = endpoints[key] as { status?: number; response: unknown };
  return status ?? (response === null ? 204 : 200);
};

export const PEOPLE = ['林晚', '沈砚', '阮青', '顾言', '苏禾'] as const;
export const VIEWERS = ['路人', ...PEOPLE] as const;
export type Name = (typeof VIEWERS)[number];

/** Of this test file's database; 路人 is not among them. */
const askers = new Map<Name, { readonly viewer: Viewer; readonly cookie: string }>();

/** A database with the cast, all of them signed in, and the shelf. */
export async function bringEverybody(): Promise<Cast> {
  await freshDatabase();
  const cast = await bringCast();
  await bringShelf(cast);
  for (const name of PEOPLE) {
    const token = newToken();
    await storeSession(cast[name].id, token, null);
    askers.set(name, { viewer: cast[name], cookie: `authjs.session-token=${token}` });
  }
  return cast;
}

export const viewerOf = (name: Name): Viewer => askers.get(name)?.viewer ?? null;

/** @param line e.g. `GET /api/groups` */
export async function ask(
  name: Name,
  line: string,
  sent: Parameters<Browser['send']>[1] = {},
): Promise<{ status: number; text: string }> {
  const cookie = askers.get(name)?.cookie;
  const response = await new Browser(cookie ? { cookie } : {}).send(line, sent);
  return { status: response.status, text: await response.text() };
}
/** What somebody is given, whatever its status. */
export const read = async <T>(name: Name, path: string): Promise<T> =>
  JSON.parse((await ask(name, `GET ${path}`)).text) as T;

/** Every article, and whether somebody may read it. */
export const articlesRead = async (viewer: Viewer) => {
  const all = await db().article.findMany({ include: OF_ARTICLE, orderBy: { createdAt: 'asc' } });
  return all.map((article) => ({ article, may: can(viewer, 'article: read', articleFacts(article)) }));
};

export const idsOf = (things: readonly { readonly id: string }[]): string[] => things.map(({ id }) => id).sort();
