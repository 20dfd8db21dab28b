import 'server-only';
import type { AssignmentView } from '@/lib/contract/assignments';
import { can, type Viewer } from '@/lib/domain/permissions/can';
import type { Prisma } from '@/prisma/generated/client';
import { openArticle } from './articles';
import { assignmentFacts, OF_ASSIGNMENT, seenAssignment, type AssignmentRow } from './assignments-rows';
import { assignmentViews } from './assignments-view';
import { db } from './db';
import { notFound, Problem } from './problem';

type List = { assignments: AssignmentView[] };
type SignedIn = NonNullable<Viewer>;

export async function readAssignment(viewer: Viewer, id: string): Promise<AssignmentView | Problem> {
  const row = await seenAssignment(viewer, id);
  if (row instanceof Problem || !viewer) return row instanceof Problem ? row : notFound();
  const [view] = await assignmentViews(viewer, [row]);
  return view ?? notFound();
}

/** What is assigned to a group, what is due first; of members what has opened. */
export async function groupAssignments(
  viewer: Viewer,
  groupId: string,
  { archived }: { readonly archived: boolean },
): Promise<List | Problem> {
  if (!viewer) return new Problem('not-signed-in');
  if (!can(viewer, 'group: see', groupId)) return notFound();
  return listed(viewer, { groupId, archivedAt: archived ? { not: null } : null });
}

/** What somebody has to do in all their groups, what is due first; what is done or closed comes last. */
export async function myAssignments(viewer: Viewer): Promise<List | Problem> {
  if (!viewer) return new Problem('not-signed-in');
  const groups = Object.entries(viewer.groups ?? {}).filter(([, role]) => role === 'member');
  const { assignments } = await listed(viewer, inForce(groups.map(([id]) => id)));
  return { assignments: assignments.toSorted((a, b) => Number(isBehind(a)) - Number(isBehind(b))) };
}

const isBehind = ({ phase, mine }: AssignmentView): boolean => phase === 'closed' || mine?.completedAt != null;

/** What of an article is assigned to somebody, or by them, in the order of the text. */
export async function articleAssignments(viewer: Viewer, slug: string): Promise<List | Problem> {
  const open = await openArticle(viewer, slug);
  if (open instanceof Problem) return open;
  // Who has not signed in reads the article, and nothing is assigned to them.
  if (!viewer) return { assignments: [] };
  const { assignments } = await listed(viewer, {
    ...inForce(Object.keys(viewer.groups ?? {})),
    articleId: open.article.id,
  });
  const placeOf = ({ section }: AssignmentView): number => section?.first.number ?? Infinity;
  return { assignments: assignments.toSorted((a, b) => placeOf(a) - placeOf(b)) };
}

const inForce = (groups: readonly string[]): Prisma.AssignmentWhereInput => ({
  ...{ groupId: { in: [...groups] }, archivedAt: null },
  group: { archivedAt: null },
});

async function listed(viewer: SignedIn, where: Prisma.AssignmentWhereInput): Promise<List> {
  const rows: AssignmentRow[] = await db().assignment.findMany({
    where,
    include: OF_ASSIGNMENT,
    orderBy: [{ dueAt: { sort: 'asc', nulls: 'last' } }, { createdAt: 'asc' }, { id: 'asc' }],
  });
  const seen = rows.filter((row) => can(viewer, 'assignment: see', assignmentFacts(row)));
  const assignments = await assignmentViews(viewer, seen);
  // A member who was given longer has another day than the others.
  const dayOf = ({ mine, dueAt }: AssignmentView): number => Date.parse((mine ? mine.dueAt : dueAt) ?? '9999-01-01');
  return { assignments: assignments.toSorted((a, b) => dayOf(a) - dayOf(b)) };
}
