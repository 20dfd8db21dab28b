import 'server-only';
import type { Progress } from '@/lib/contract/assignments';
import { counts, extended, isLate, type Dates } from '@/lib/domain/assignments/dates';
import { checklist, completedAt, type Done } from '@/lib/domain/assignments/rule';
import { standingOf } from '@/lib/domain/assignments/standing';
import { Prisma, type Assignment } from '@/prisma/generated/client';
import { datesOf, ruleOf } from './assignments-rows';
import { now } from './clock';
import { db } from './db';
import { COUNTED_IN_SQL, SAID_AT_IN_SQL, STOOD_IN_SQL } from './group-standing';

/*
 * What members have done. There is one computation of it: what a student sees about themself is what their instructor
 * sees about them.
 */

/** Of an assignment, by account. */
export type ProgressBook = (assignmentId: string, userId: string) => Progress;

interface Asked {
  readonly assignments: readonly Assignment[];
  /** Default: of everybody. */
  readonly people?: readonly string[];
}

/** A fixed number of queries, however many members and assignments. */
export async function readProgress({ assignments, people }: Asked): Promise<ProgressBook> {
  const ids = assignments.map(({ id }) => id);
  const of = { ids, people };
  const where = { assignmentId: { in: ids }, ...(people && { userId: { in: [...people] } }) };
  const [visits, extensions, notes, replies, reads, sizes] =
    ids.length === 0
      ? [[], [], [], [], [], []]
      : await Promise.all([
          db().assignmentVisit.findMany({ where }),
          db().extension.findMany({ where }),
          selectNotes(of),
          selectReplies(of),
          selectReads(of),
          selectSizes(ids),
        ]);
  const [visit, extension] = [byWho(visits), byWho(extensions)];
  const [note, reply, read] = [byWho(notes), byWho(replies), byWho(reads)];
  const rows = new Map(assignments.map((assignment) => [assignment.id, assignment]));
  const blocks = new Map(sizes.map(({ id, size }) => [id, size]));
  return (assignmentId, userId) => {
    const assignment = rows.get(assignmentId);
    if (!assignment) throw new Error(`Progress of assignment ${assignmentId} was not asked for`);
    const key = keyOf({ assignmentId, userId });
    const longer = extension.get(key)?.dueAt.getTime() ?? null;
    const dates = extended(datesOf(assignment), longer);
    const since = assignment.createdAt.getTime();
    const reading = read.get(key);
    const seen = {
      ...{ openedAt: visit.get(key)?.openedAt.getTime() ?? null, blocks: blocks.get(assignmentId) ?? 0 },
      ...{ read: reading?.read ?? 0, lastReadAt: reading?.last ?? null },
      readAt: visit.get(key)?.readAt?.getTime() ?? null,
      notes: (note.get(key)?.times ?? []).filter((at) => counts(at, dates, since)),
      replies: (reply.get(key)?.times ?? []).filter((at) => counts(at, dates, since)),
    };
    return progressView(assignment, dates, seen, longer !== null);
  };
}

interface Who {
  readonly assignmentId: string;
  readonly userId: string;
}
const keyOf = ({ assignmentId, userId }: Who): string => `${assignmentId} ${userId}`;
const byWho = <T extends Who>(rows: readonly T[]): ReadonlyMap<string, T> =>
  new Map(rows.map((row) => [keyOf(row), row]));

type Seen = Done & { readonly lastReadAt: number | null };

function progressView(assignment: Assignment, dates: Dates, seen: Seen, isExtended: boolean): Progress {
  // An edition took away what was missing: it was read with the last that was there.
  const readAt = seen.readAt ?? (seen.blocks > 0 && seen.read === seen.blocks ? seen.lastReadAt : null);
  const done = { ...seen, readAt };
  const rule = ruleOf(assignment);
  const said = [...seen.notes, ...seen.replies];
  const times = [seen.openedAt, seen.lastReadAt, ...said].filter((at) => at !== null);
  return {
    standing: standingOf(rule, dates, done, now().getTime()),
    openedAt: told(seen.openedAt),
    ...{ read: seen.read, blocks: seen.blocks, notes: seen.notes.length, replies: seen.replies.length },
    late: said.filter((at) => isLate(at, dates)).length,
    completedAt: told(completedAt(rule, done)),
    lastActiveAt: told(times.length === 0 ? null : Math.max(...times)),
    ...{ dueAt: told(dates.dueAt), extended: isExtended },
    checklist: checklist(rule, done).map((item) => ({ ...item, at: told(item.at) })),
  };
}

const told = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

interface Selection {
  readonly ids: readonly string[];
  readonly people: readonly string[] | undefined;
}
interface Said extends Who {
  /** Milliseconds since 1970, in order. */
  readonly times: number[];
}

const among = (column: Prisma.Sql, people: Selection['people']): Prisma.Sql =>
  people ? Prisma.sql`${column} = ANY (${[...people]}::uuid[])` : Prisma.sql`${column} IS NOT NULL`;

/** In milliseconds, in order. */
const timesOf = (column: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`array_agg((extract(epoch FROM ${column}) * 1000)::float8 ORDER BY ${column})`;

const selectNotes = ({ ids, people }: Selection): Promise<Said[]> => db().$queryRaw`
  SELECT filed.assignment_id AS "assignmentId", a.author_id AS "userId", ${timesOf(SAID_AT_IN_SQL)} AS times
  FROM assignment_note filed JOIN annotation a ON a.id = filed.annotation_id ${STOOD_IN_SQL}
  WHERE filed.assignment_id = ANY (${[...ids]}::uuid[]) AND ${COUNTED_IN_SQL} AND ${among(Prisma.sql`a.author_id`, people)}
  GROUP BY 1, 2`;

/** An answer to a note that is put into the section afterwards was not given there before. */
const REPLIED_AT_IN_SQL = Prisma.sql`greatest(r.created_at, stood.since)`;

/** To what others said: who talks to themself has answered nobody. */
const selectReplies = ({ ids, people }: Selection): Promise<Said[]> => db().$queryRaw`
  SELECT filed.assignment_id AS "assignmentId", r.author_id AS "userId", ${timesOf(REPLIED_AT_IN_SQL)} AS times
  FROM assignment_note filed
  JOIN annotation a ON a.id = filed.annotation_id
  JOIN reply r ON r.annotation_id = a.id AND r.deleted_at IS NULL AND r.hidden_at IS NULL AND r.origin IS NULL
  ${STOOD_IN_SQL}
  WHERE filed.assignment_id = ANY (${[...ids]}::uuid[]) AND a.hidden_at IS NULL
    AND a.author_id IS DISTINCT FROM r.author_id AND ${among(Prisma.sql`r.author_id`, people)}
  GROUP BY 1, 2`;

interface Read extends Who {
  readonly read: number;
  readonly last: number;
}
const selectReads = ({ ids, people }: Selection): Promise<Read[]> => db().$queryRaw`
  SELECT s.id AS "assignmentId", done.user_id AS "userId", count(*)::int AS read,
         (extract(epoch FROM max(done.read_at)) * 1000)::float8 AS last
  ${SECTION_IN_SQL}
  JOIN block ON block.revision_id = r.id AND block.number BETWEEN opening.number AND closing.number
  JOIN block_read done ON done.article_id = s.article_id AND done.block_key = block.key
  WHERE s.id = ANY (${[...ids]}::uuid[]) AND ${among(Prisma.sql`done.user_id`, people)}
  GROUP BY 1, 2`;

const selectSizes = (ids: readonly string[]): Promise<{ id: string; size: number }[]> => db().$queryRaw`
  SELECT s.id, closing.number - opening.number + 1 AS size ${SECTION_IN_SQL} WHERE s.id = ANY (${[...ids]}::uuid[])`;

/** Sections in the newest editions: `s` (assignment), `r` (revision), `opening` and `closing` (blocks). */
export const SECTION_IN_SQL = Prisma.sql`
  FROM assignment s
  JOIN article t ON t.id = s.article_id
  JOIN revision r ON r.article_id = t.id AND r.number = t.revision
  JOIN block opening ON opening.revision_id = r.id AND opening.key = s.first_block AND NOT s.lost
  JOIN block closing ON closing.revision_id = r.id AND closing.key = s.last_block`;
