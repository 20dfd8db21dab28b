import 'server-only';
import type { AnnotationView } from '@/lib/contract/annotations';
import { REACTIONS } from '@/lib/domain/discussion/annotation';
import { can, type AnnotationFacts, type GroupRole, type Viewer } from '@/lib/domain/permissions/can';
import type { NoteBody } from '@/lib/richtext/body';
import { readReplyBody } from '@/lib/richtext/read-body';
import { Prisma } from '@/prisma/generated/client';
import { rowFacts, type FactsRow } from './annotation-facts';
import { db, type Database } from './db';
import { nameOf } from './name-of';
import { UNREAD_IN_SQL } from './unread';

/** A reply with everything that is shown of it. */
export interface ReplyRow {
  id: string;
  annotationId: string;
  authorId: string | null;
  authorName: string | null;
  authorRole: GroupRole | null;
  origin: string | null;
  originAuthor: string | null;
  body: NoteBody;
  version: number;
  createdAt: Date;
  updatedAt: Date;
  hiddenAt: Date | null;
  hiddenById: string | null;
  hiddenByName: string | null;
  hiddenReason: string | null;
}

type NoteRow = FactsRow & { readonly id: string };
type Reactions = AnnotationView['reactions'];

/** What belongs to some notes' threads, as one viewer sees it. Ids are notes' or replies'. */
export interface ThreadParts {
  facts: (row: NoteRow) => AnnotationFacts;
  /** In time order. */
  replies: (noteId: string) => readonly ReplyRow[];
  reactions: (id: string) => Reactions;
  /** @param moderates whether others' flags count, as long as they wait */
  isFlagged: (id: string, moderates: boolean) => boolean;
  isUnread: (noteId: string) => boolean;
  /** Whom the viewer is told to have written a note, or a reply to it. */
  authorShown: (noteId: string, written: Written) => Pick<AnnotationView, 'author' | 'authorRole' | 'alias'>;
}

interface Written {
  readonly authorId: string | null;
  readonly authorName: string | null;
  readonly authorRole: GroupRole | null;
}

/** A handful of indexed queries, whatever the number of notes. */
export async function threadParts(
  rows: readonly NoteRow[],
  viewer: Viewer,
  database: Database = db(),
): Promise<ThreadParts> {
  const ids = rows.map(({ id }) => id);
  const [replies, reactions, flags, unread, aliases] =
    ids.length === 0
      ? [[], [], [], [], []]
      : await Promise.all([
          selectReplies(ids, database),
          selectReactions(ids, viewer, database),
          viewer ? selectFlags(ids, database) : [],
          viewer ? selectUnread(ids, viewer.id, database) : [],
          selectAliases(ids, viewer, database),
        ]);
  const flagged = new Set(flags.map(({ annotationId }) => annotationId));
  const facts = (row: NoteRow): AnnotationFacts => ({ ...rowFacts(row), flagged: flagged.has(row.id) });
  const threads = new Map(rows.map((row) => [row.id, facts(row)]));
  const seen = replies.filter(({ annotationId, authorId, hiddenAt }) => {
    const thread = threads.get(annotationId);
    return thread && can(viewer, 'reply: see', { thread, authorId, hidden: hiddenAt !== null });
  });
  const [repliesOf, reactionsTo, flagsOn] = [
    grouped(seen, ({ annotationId }) => annotationId),
    grouped(reactions, ({ onId }) => onId),
    grouped(flags, ({ onId }) => onId),
  ];
  const unreadIds = new Set(unread.map(({ id }) => id));
  return {
    facts,
    replies: (noteId) => repliesOf.get(noteId) ?? [],
    reactions: (id) =>
      REACTIONS.flatMap((emoji) =>
        (reactionsTo.get(id) ?? [])
          .filter((found) => found.emoji === emoji)
          .map(({ count, mine }) => ({ emoji, count, mine })),
      ),
    isFlagged: (id, moderates) =>
      (flagsOn.get(id) ?? []).some((flag) => !flag.settled && (moderates || flag.userId === viewer?.id)),
    isUnread: (noteId) => unreadIds.has(noteId),
    authorShown: (noteId, { authorId, authorName, authorRole }) => {
      // Who leads the group speaks as such, and everybody knows their own words.
      const isPeer = authorRole !== 'owner' && authorRole !== 'instructor' && authorId !== viewer?.id;
      const alias =
        isPeer && authorId !== null
          ? aliases.find(({ annotationId, userId }) => annotationId === noteId && userId === authorId)?.number
          : undefined;
      return alias === undefined
        ? { author: nameOf(authorId, authorName), authorRole, alias: null }
        : { author: null, authorRole: null, alias };
    },
  };
}

/** By which numbers a viewer knows who speaks in some notes' threads. */
async function selectAliases(
  notes: readonly string[],
  viewer: Viewer,
  database: Database,
): Promise<{ annotationId: string; userId: string; number: number }[]> {
  const { nameless = [] } = viewer ?? {};
  if (nameless.length === 0) return [];
  return database.$queryRaw`
    SELECT DISTINCT ON (filed.annotation_id, known.user_id)
           filed.annotation_id AS "annotationId", known.user_id AS "userId", known.number
    FROM assignment_note filed JOIN assignment_alias known ON known.assignment_id = filed.assignment_id
    WHERE filed.annotation_id = ANY (${notes}::uuid[]) AND filed.assignment_id = ANY (${[...nameless]}::uuid[])
    ORDER BY filed.annotation_id, known.user_id, known.assignment_id`;
}

async function selectReplies(notes: readonly string[], database: Database): Promise<ReplyRow[]> {
  const rows = await database.$queryRaw<ReplyRow[]>`
  SELECT r.id, r.annotation_id AS "annotationId", r.author_id AS "authorId", u.name AS "authorName",
         m.role AS "authorRole", r.origin, r.origin_author AS "originAuthor", r.body, r.version,
         r.created_at AS "createdAt", r.updated_at AS "updatedAt", r.hidden_at AS "hiddenAt",
         r.hidden_by_id AS "hiddenById", h.name AS "hiddenByName", r.hidden_reason AS "hiddenReason"
  FROM reply r
  JOIN annotation a ON a.id = r.annotation_id
  LEFT JOIN "user" u ON u.id = r.author_id
  LEFT JOIN "user" h ON h.id = r.hidden_by_id
  LEFT JOIN membership m ON m.group_id = a.group_id AND m.user_id = r.author_id
  WHERE r.annotation_id = ANY (${notes}::uuid[]) AND r.deleted_at IS NULL
  ORDER BY r.annotation_id, r.created_at, r.id`;
  return rows.map((row) => ({ ...row, body: readReplyBody(row.body) }));
}

const selectReactions = (
  notes: readonly string[],
  viewer: Viewer,
  database: Database,
): Promise<{ onId: string; emoji: string; count: number; mine: boolean }[]> => database.$queryRaw`
  SELECT on_id AS "onId", emoji, count(*)::int AS count,
         ${viewer ? Prisma.sql`bool_or(user_id = ${viewer.id}::uuid)` : Prisma.sql`FALSE`} AS mine
  FROM reaction WHERE annotation_id = ANY (${notes}::uuid[]) GROUP BY on_id, emoji`;

const selectFlags = (
  notes: readonly string[],
  database: Database,
): Promise<{ annotationId: string; onId: string; userId: string; settled: boolean }[]> => database.$queryRaw`
  SELECT annotation_id AS "annotationId", on_id AS "onId", user_id AS "userId", settled_at IS NOT NULL AS settled
  FROM flag WHERE annotation_id = ANY (${notes}::uuid[])`;

const selectUnread = (notes: readonly string[], userId: string, database: Database): Promise<{ id: string }[]> =>
  database.$queryRaw`
  SELECT a.id FROM annotation a ${UNREAD_IN_SQL.joins(userId)}
  WHERE a.id = ANY (${notes}::uuid[]) AND ${UNREAD_IN_SQL.where}`;

/** `Map.groupBy`, which Node 20 lacks. */
function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
