import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { AssignmentsPage } from '@/components/teaching/assignments-page';
import { groupAssignmentsPath } from '@/components/teaching/paths';
import { can } from '@/lib/domain/permissions/can';
import { groupAssignments } from '@/lib/server/assignments-lists';
import { groupProgress } from '@/lib/server/group-progress';
import { listGroups } from '@/lib/server/groups';
import { Problem } from '@/lib/server/problem';
import { ownGroup } from '../own-group';

interface Props {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params;
  const { group } = await ownGroup(id, groupAssignmentsPath(id));
  const t = await getTranslations('teaching.list');
  return { title: `${t('title')} · ${group.name}`, robots: { index: false } };
}

/** What is assigned to a group: all of it with what became of it for who leads it, what has opened for members. */
export default async function GroupAssignments({ params }: Props) {
  const { id } = await params;
  const { viewer, group, leads } = await ownGroup(id, groupAssignmentsPath(id));
  const [current, archived, book, groups] = await Promise.all([
    groupAssignments(viewer, group.id, { archived: false }),
    leads ? groupAssignments(viewer, group.id, { archived: true }) : { assignments: [] },
    leads ? groupProgress(viewer, group.id) : { assignments: [], members: [] },
    listGroups(viewer),
  ]);
  if (current instanceof Problem || archived instanceof Problem || book instanceof Problem) notFound();
  const standings = Object.fromEntries(
    book.assignments.map((assignment, at) => [
      assignment.id,
      book.members.flatMap((member) => member.standings[at] ?? []),
    ]),
  );
  return (
    <AssignmentsPage
      {...{ group, leads, standings }}
      assignments={current.assignments}
      archived={archived.assignments}
      led={groups.filter((one) => !one.archived && can(viewer, 'group: lead', one.id))}
    />
  );
}
