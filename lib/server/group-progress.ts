import 'server-only';
import type { ResponseOf } from '@/lib/contract/endpoint';
import type { Endpoints } from '@/lib/contract/endpoints';
import { phaseAt } from '@/lib/domain/assignments/dates';
import { can, type Viewer } from '@/lib/domain/permissions/can';
import { readProgress } from './assignments-progress';
import { datesOf } from './assignments-rows';
import { now } from './clock';
import { db } from './db';
import { notFound, Problem } from './problem';

type Book = ResponseOf<Endpoints['GET /api/groups/:id/progress']>;

/** How every member stands in everything that is assigned to a group: a fixed number of queries. */
export async function groupProgress(viewer: Viewer, groupId: string): Promise<Book | Problem> {
  if (!can(viewer, 'group: lead', groupId)) return viewer ? notFound() : new Problem('not-signed-in');
  const [assignments, members] = await Promise.all([
    db().assignment.findMany({
      where: { groupId, archivedAt: null },
      orderBy: [{ dueAt: { sort: 'asc', nulls: 'last' } }, { createdAt: 'asc' }, { id: 'asc' }],
    }),
    db().membership.findMany({
      where: { groupId, role: 'member' },
      select: { user: { select: { id: true, name: true } } },
      orderBy: [{ user: { name: 'asc' } }, { userId: 'asc' }],
    }),
  ]);
  const progress = await readProgress({ assignments });
  return {
    assignments: assignments.map((row) => ({
      ...{ id: row.id, title: row.title, dueAt: row.dueAt?.toISOString() ?? null },
      upcoming: phaseAt(datesOf(row), now().getTime()) === 'upcoming',
    })),
    members: members.map(({ user }) => ({
      ...user,
      standings: assignments.map(({ id }) => progress(id, user.id).standing),
    })),
  };
}
