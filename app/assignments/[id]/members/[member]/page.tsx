import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { z } from 'zod';
import { MemberPage } from '@/components/teaching/member-page';
import { memberPath } from '@/components/teaching/paths';
import { memberWork } from '@/lib/server/assignments-member';
import { progressTable } from '@/lib/server/assignments-table';
import { blockNumbers } from '@/lib/server/assignable';
import { Problem } from '@/lib/server/problem';
import { leadingViewer } from '../../led-assignment';

interface Props {
  params: Promise<{ id: string; member: string }>;
}

/** Once a request, for the page and its metadata: where there is nothing, the status says so first. */
const load = cache(async (id: string, member: string) => {
  if (!z.uuid().safeParse(member).success) notFound();
  const viewer = await leadingViewer(id, memberPath(id, member));
  const [table, work] = await Promise.all([progressTable(viewer, id), memberWork(viewer, { id, member })]);
  if (table instanceof Problem || work instanceof Problem) notFound();
  return { viewer, ...table, work };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id, member } = await params;
  const { assignment, work } = await load(id, member);
  return { title: `${work.row.member.name} · ${assignment.title}`, robots: { index: false } };
}

/** One member’s work, for who leads the group; one reads one’s own on the page of the assignment. */
export default async function Member({ params }: Props) {
  const { id, member } = await params;
  const { viewer, assignment, rows, work } = await load(id, member);
  const at = rows.findIndex((row) => row.member.id === work.row.member.id);
  return (
    <MemberPage
      viewer={viewer.id}
      assignment={assignment}
      work={work}
      numbers={await blockNumbers(viewer, assignment.article.slug)}
      neighbours={{ earlier: rows[at - 1]?.member ?? null, later: rows[at + 1]?.member ?? null }}
    />
  );
}
