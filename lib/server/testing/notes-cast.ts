/** People, an essay and its notes, for the tests of the notes' part of the one door. */
import { uuidv7 } from 'uuidv7';
import * as noteRoute from '@/app/api/annotations/[id]/route';
import * as restoreRoute from '@/app/api/annotations/[id]/restore/route';
import * as listRoute from '@/app/api/articles/[slug]/annotations/route';
import * as mineRoute from '@/app/api/me/annotations/route';
import * as exportRoute from '@/app/api/me/annotations/export/route';
import type { AnnotationView } from '@/lib/contract/annotations';
import type { Role } from '@/lib/domain/permissions/can';
import { bodyOfText } from '@/lib/richtext/body';
import type { Visibility } from '@/prisma/generated/client';
import { db } from '../db';
import { newToken, storeSession } from '../sessions';

export interface Person {
  readonly id: string;
  readonly name: string;
  /** Null: signed out. */
  readonly cookie: string | null;
}

export const nobody: Person = { id: uuidv7(), name: '路人', cookie: null };

export async function person(name: string, role: Role = 'reader'): Promise<Person> {
  const id = uuidv7();
  await db().user.create({ data: { id, name, role, email: `${id}@example.org` } });
  const token = newToken();
  await storeSession(id, token, null);
  return { id, name, cookie: `authjs.session-token=${token}` };
}

const ESSAY = ['一、表象', '表象是一种心智状态，𠮷也是。', '概念是对表象的抽象。', '甲\t乙\n丙\t丁'];
export const key = (number: number): string => `block${number}`;

interface ArticleOptions {
  slug?: string;
  visibility?: Visibility;
  publicNotes?: boolean;
  ownerId?: string;
  /** BCP 47. */
  sourceScript?: string;
  texts?: readonly string[];
}

export async function article(options: ArticleOptions = {}): Promise<string> {
  const { slug = 'biaoxiang', sourceScript = 'zh-Hans', texts = ESSAY, ...facts } = options;
  const revision = {
    id: uuidv7(),
    number: 1,
    title: '表象与概念',
    author: '眉批编辑部',
    sourceScript,
    source: texts.join('\n\n'),
    sourceFormat: 'markdown',
    blockCount: texts.length,
    length: texts.join('').length,
    blocks: {
      create: texts.map((text, index) => ({
        number: index + 1,
        key: key(index + 1),
        kind: 'paragraph',
        text,
        marks: [],
        path: [],
        attrs: {},
      })),
    },
  };
  await db().article.create({ data: { id: uuidv7(), slug, ...facts, revisions: { create: revision } } });
  return slug;
}

/** 「心智」 of the second paragraph, with a comment, unless told otherwise. */
export const newNote = (changes: object = {}) => ({
  article: 'biaoxiang',
  revision: 1,
  layer: 'private',
  motivation: 'commenting',
  target: words(2, 5, 7, '心智'),
  body: bodyOfText('休谟不会同意。') as object | null,
  tags: [] as string[],
  ...changes,
});

export const words = (block: number, start: number, end: number, exact: string, last = block) => ({
  start: { block: key(block), offset: start },
  end: { block: key(last), offset: end },
  exact,
});

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

export async function send(
  handler: Handler,
  who: Person,
  method: string,
  path: string,
  params: Record<string, string>,
  { body, headers = {} }: { body?: unknown; headers?: Record<string, string> } = {},
): Promise<Response> {
  const request = new Request(`http://meipi.test${path}`, {
    method,
    headers: {
      ...(who.cookie ? { cookie: who.cookie } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
  });
  return handler(request, { params: Promise.resolve(params) });
}

/** The notes' endpoints, as somebody calls them. */
export const as = (who: Person) => ({
  put: (id: string, body: unknown, headers?: Record<string, string>) =>
    send(noteRoute.PUT, who, 'PUT', `/api/annotations/${id}`, { id }, { body, headers }),
  get: (id: string) => send(noteRoute.GET, who, 'GET', `/api/annotations/${id}`, { id }),
  patch: (id: string, body: unknown, version: string | null = '"1"') =>
    send(
      noteRoute.PATCH,
      who,
      'PATCH',
      `/api/annotations/${id}`,
      { id },
      {
        body,
        headers: version === null ? {} : { 'if-match': version },
      },
    ),
  delete: (id: string) => send(noteRoute.DELETE, who, 'DELETE', `/api/annotations/${id}`, { id }),
  restore: (id: string) => send(restoreRoute.POST, who, 'POST', `/api/annotations/${id}/restore`, { id }),
  list: (slug = 'biaoxiang', query = '') =>
    send(listRoute.GET, who, 'GET', `/api/articles/${slug}/annotations${query}`, { slug }),
  mine: (query = '') => send(mineRoute.GET, who, 'GET', `/api/me/annotations${query}`, {}),
  export: (format: string) => send(exportRoute.GET, who, 'GET', `/api/me/annotations/export?format=${format}`, {}),
});

/** Writes a note and gives its id. */
export async function write(who: Person, changes: object = {}): Promise<string> {
  const id = uuidv7();
  const response = await as(who).put(id, newNote(changes));
  if (response.status !== 201) throw new Error(`${response.status}: ${await response.text()}`);
  return id;
}

export const idsOf = async (response: Response): Promise<string[]> =>
  ((await response.json()) as { annotations: AnnotationView[] }).annotations.map(({ id }) => id);

export const codeOf = async (response: Response): Promise<string> =>
  `${response.status} ${((await response.json()) as { code: string }).code}`;
