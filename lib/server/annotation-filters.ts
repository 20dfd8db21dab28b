import 'server-only';
import type { Motivation, Layer } from '@/lib/domain/discussion/annotation';
import type { Viewer } from '@/lib/domain/permissions/can';
import { Prisma } from '@/prisma/generated/client';

import { inLayerSql } from './layers';
import { type Problem, wrong } from './problem';
import { askedFor, holds } from './search-candidates';
import { unreadBy } from './unread';
import { namedInSql } from './visible';

/** Which notes of an article are asked for; all of it must fit. */
export interface NoteFilters {
  readonly layer?: Layer | undefined;
  readonly author?: string | undefined;
  readonly tag?: string | undefined;
  readonly motivation?: Motivation | undefined;
  readonly resolved?: boolean | undefined;
  readonly unread?: boolean | undefined;
  readonly q?: string | undefined;
}

/**
 * Filters as conditions over `a` (annotation), `t` (its article) and what {@link unreadBy} joins. They say nothing of
 * who may see what: that is the caller's. Of a tombstone nobody is told whose it was, what it said or how it was tagged.
 */
export function filtersInSql(viewer: Viewer, filters: NoteFilters): Prisma.Sql[] | Problem {
  const { layer, author, tag, motivation, resolved, unread, q = '' } = filters;
  const terms = q === '' ? [] : askedFor(q, 'source');
  if (!Array.isArray(terms)) return terms as Problem;
  const isOfWords = author !== undefined || tag !== undefined || terms.length > 0;
  return [
    ...(layer === undefined ? [] : [inLayerSql(layer)]),
    ...(isOfWords ? [Prisma.sql`a.deleted_at IS NULL`] : []),
    ...(author === undefined ? [] : [Prisma.sql`a.author_id = ${author}::uuid AND ${namedInSql(viewer)}`]),
    ...(tag === undefined ? [] : [Prisma.sql`${tag} = ANY (a.tags)`]),
    ...(motivation === undefined ? [] : [Prisma.sql`a.motivation = ${motivation}::motivation`]),
    ...(resolved === undefined ? [] : [Prisma.sql`(a.resolved_at IS NOT NULL) = ${resolved}`]),
    ...(unread === undefined ? [] : [Prisma.sql`(${unreadBy(viewer).where} IS TRUE) = ${unread}`]),
    ...(terms.length === 0
      ? []
      : [
          Prisma.sql`EXISTS (SELECT 1 FROM annotation_words c
            WHERE c.annotation_id = a.id AND ${holds(terms, { indexed: false })})`,
        ]),
  ];
}

/** In milliseconds, as a cursor can carry it, whatever the session's time zone. */
const MADE_AT = '(extract(epoch from a.created_at) * 1000)::bigint';

/**
 * Orders in which notes are listed a page at a time: columns that tell any two apart, over `a`, `p` (its position),
 * `s` and `e` (the blocks it starts and ends in). By place it is the order of `selectAnnotations`.
 */
const ORDERS = {
  place: {
    columns: [
      ['coalesce(s.number, 0)', 'int'],
      ['coalesce(p.start_offset, -1)', 'int'],
      ['coalesce(e.number, 0)', 'int'],
      ['coalesce(p.end_offset, -1)', 'int'],
      [MADE_AT, 'bigint'],
      ['a.id', 'uuid'],
    ],
    direction: 'ASC',
    beyond: '>',
  },
  time: {
    columns: [
      ['a.activity', 'bigint'],
      [MADE_AT, 'bigint'],
      ['a.id', 'uuid'],
    ],
    direction: 'DESC',
    beyond: '<',
  },
} as const;
export type NoteOrder = keyof typeof ORDERS;

/** Where a note stands in an order, as text. */
export const orderKey = (order: NoteOrder): Prisma.Sql =>
  Prisma.raw(`ARRAY[${ORDERS[order].columns.map(([column]) => `(${column})::text`).join(', ')}]`);

export const orderBy = (order: NoteOrder): Prisma.Sql =>
  Prisma.raw(ORDERS[order].columns.map(([column]) => `${column} ${ORDERS[order].direction}`).join(', '));

/** The key of a page's last note says where the next begins: that note may be gone by then. */
export const cursorOf = (key: readonly string[]): string => Buffer.from(JSON.stringify(key)).toString('base64url');

const FORMS = {
  int: /^-?\d{1,9}$/,
  bigint: /^\d{1,18}$/,
  uuid: /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/,
} as const;

/** What comes after the page that gave a cursor. */
export function beyondCursor(order: NoteOrder, cursor: string): Prisma.Sql | Problem {
  const { columns, beyond } = ORDERS[order];
  const key = keyIn(cursor);
  const fits = key?.length === columns.length && columns.every(([, type], at) => FORMS[type].test(key[at] ?? ''));
  if (!fits) return wrong('cursor', 'invalid');
  const values = columns.map(([, type], at) => Prisma.sql`${key[at]}::text::${Prisma.raw(type)}`);
  return Prisma.sql`(${Prisma.raw(columns.map(([column]) => column).join(', '))}) ${Prisma.raw(beyond)}
    (${Prisma.join(values)})`;
}

function keyIn(cursor: string): string[] | undefined {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(key) && key.every((part) => typeof part === 'string') ? key : undefined;
  } catch {
    return undefined;
  }
}
