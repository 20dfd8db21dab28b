import 'server-only';
import { isRevealed, type Reveal } from '@/lib/domain/assignments/reveal';
import type { GroupRole, Viewer } from '@/lib/domain/permissions/can';
import { Prisma } from '@/prisma/generated/client';
import { now } from './clock';
import { db, type Database } from './db';

/** What groups make of a viewer: the part of `can()`'s viewer that changes while they are signed in. */
export type GroupStanding = Required<Pick<NonNullable<Viewer>, 'groups' | 'archived' | 'veiled' | 'nameless'>>;

const OF_NO_GROUP: GroupStanding = { groups: {}, archived: [], veiled: [], nameless: [] };

/** By account, as it is at this moment; two queries, however many people and groups. */
export async function groupStandings(people: readonly string[]): Promise<ReadonlyMap<string, GroupStanding>> {
  const memberships = await db().membership.findMany({
    where: { userId: { in: [...people] } },
    select: { userId: true, groupId: true, role: true, group: { select: { archivedAt: true } } },
  });
  const members = [...new Set(memberships.filter(({ role }) => role === 'member').map(({ userId }) => userId))];
  const hiding = members.length === 0 ? [] : await selectHiding(members);
  const standings = new Map(people.map((id) => [id, { ...OF_NO_GROUP }]));
  for (const [id, standing] of standings) {
    const theirs = memberships.filter(({ userId }) => userId === id);
    const hidden = hiding.filter(({ userId }) => userId === id);
    standings.set(id, {
      ...standing,
      groups: Object.fromEntries(theirs.map(({ groupId, role }): [string, GroupRole] => [groupId, role])),
      archived: theirs.filter(({ group }) => group.archivedAt !== null).map(({ groupId }) => groupId),
      veiled: hidden.filter(isVeiling).map((row) => row.id),
      nameless: hidden.filter(({ anonymous }) => anonymous).map((row) => row.id),
    });
  }
  return standings;
}

export const groupStanding = async (person: string): Promise<GroupStanding> =>
  (await groupStandings([person])).get(person) ?? OF_NO_GROUP;

/**
 * The viewer as what they are at this moment in the groups of which their request found them members, and stay until the
 * transaction ends: who is removed, or whose group is archived, while their words wait for something is not heard any
 * more. To be called before articles and threads are locked, as who deletes an account locks them.
 */
export async function holdStanding(tx: Database, viewer: NonNullable<Viewer>): Promise<NonNullable<Viewer>> {
  const known = Object.keys(viewer.groups ?? {});
  if (known.length === 0) return viewer;
  const held = await tx.$queryRaw<{ id: string; role: GroupRole; archived: boolean }[]>`
    SELECT g.id, m.role::text AS role, g.archived_at IS NOT NULL AS archived
    FROM "group" g JOIN membership m ON m.group_id = g.id
    WHERE g.id = ANY (${known}::uuid[]) AND m.user_id = ${viewer.id}::uuid ORDER BY g.id FOR SHARE`;
  return {
    ...viewer,
    groups: Object.fromEntries(held.map(({ id, role }) => [id, role])),
    archived: held.filter(({ archived }) => archived).map(({ id }) => id),
  };
}

/** An assignment that keeps something from a member of its group. */
interface Hiding extends RevealColumns {
  readonly id: string;
  readonly userId: string;
  readonly anonymous: boolean;
  /** Notes of their own that count in its section. */
  readonly own: number;
}

/** Of instructors and owners nothing is kept. */
const selectHiding = (members: readonly string[]): Promise<Hiding[]> => db().$queryRaw`
  SELECT m.user_id AS "userId", s.id, s.anonymous, s.reveal, s.reveal_after AS "revealAfter", s.reveal_at AS "revealAt",
         CASE WHEN s.reveal = 'after_own' THEN (
           SELECT count(*) FROM assignment_note filed JOIN annotation a ON a.id = filed.annotation_id ${STOOD_IN_SQL}
           WHERE filed.assignment_id = s.id AND a.author_id = m.user_id AND ${REVEALING_IN_SQL}) ELSE 0 END::int AS own
  FROM membership m JOIN assignment s ON s.group_id = m.group_id
  WHERE m.user_id = ANY (${members}::uuid[]) AND m.role = 'member' AND (s.anonymous OR s.reveal <> 'always')`;

/**
 * Whether a note counts for who wrote it, over `a` (annotation). What is only highlighted says nothing, and of what came
 * from elsewhere nobody knows when it was written.
 */
export const COUNTED_IN_SQL = Prisma.sql`(a.deleted_at IS NULL AND a.hidden_at IS NULL AND a.origin IS NULL
  AND a.motivation <> 'highlighting')`;

/** Since when a note stood in the section of what it is filed under, for the first time: `stood.since`, over `filed`. */
export const STOOD_IN_SQL = Prisma.sql`LEFT JOIN assignment_note_since stood
  ON stood.assignment_id = filed.assignment_id AND stood.annotation_id = filed.annotation_id`;

/**
 * When it was said there, over `a` and `stood`: a highlight that gets words, a note that comes out of another layer or is
 * put into the section has said nothing there before that, however old it is.
 */
export const SAID_AT_IN_SQL = Prisma.sql`greatest(coalesce(a.said_at, a.created_at), stood.since)`;

/**
 * Likewise, over `stood` and `s` (its assignment) too: not what was there before it was assigned, for that counts for
 * nothing.
 */
export const REVEALING_IN_SQL = Prisma.sql`(${COUNTED_IN_SQL} AND ${SAID_AT_IN_SQL} >= greatest(s.created_at, s.opens_at))`;

const isVeiling = (row: Hiding): boolean => !isRevealed(revealOf(row), { own: row.own, now: now().getTime() });

interface RevealColumns {
  readonly reveal: 'always' | 'after_own' | 'from_date';
  readonly revealAfter: number | null;
  readonly revealAt: Date | null;
}

/** The reveal rule of an assignment's row. */
export function revealOf({ reveal, revealAfter, revealAt }: RevealColumns): Reveal {
  if (reveal === 'after_own') return { kind: 'after-own', notes: revealAfter ?? 0 };
  return reveal === 'from_date' ? { kind: 'from-date', at: revealAt?.getTime() ?? 0 } : { kind: 'always' };
}
