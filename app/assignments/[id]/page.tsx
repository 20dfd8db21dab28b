import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { z } from 'zod';
import { AssignmentPage } from '@/components/assignment/assignment-page';
import { readAssignment } from '@/lib/server/assignments-lists';
import { memberWork } from '@/lib/server/assignments-member';
import { firstUnread } from '@/lib/server/assignments-unread';
import { currentViewer } from '@/lib/server/current';
import { Problem } from '@/lib/server/problem';

interface Props {
  params: Promise<{ id: string }>;
}

/** Once a request, for the page and its metadata: where there is nothing, the status says so first. */
const load = cache(async (id: string) => {
  const viewer = await currentViewer();
  if (!z.uuid().safeParse(id).success) notFound();
  if (!viewer) redirect(`/sign-in?next=${encodeURIComponent(`/assignments/${id}`)}`);
  const assignment = await readAssignment(viewer, id);
  if (assignment instanceof Problem) notFound();
  return { viewer, assignment };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { assignment } = await load((await params).id);
  const t = await getTranslations('assignments');
  return { title: `${assignment.title} · ${t('kind')}`, robots: { index: false } };
}

export default async function Assignment({ params }: Props) {
  const { viewer, assignment } = await load((await params).id);
  const [unread, work] = assignment.mine
    ? await Promise.all([
        firstUnread(viewer, assignment.id),
        memberWork(viewer, { id: assignment.id, member: viewer.id }),
      ])
    : [null, null];
  return <AssignmentPage assignment={assignment} unread={unread} work={work instanceof Problem ? null : work} />;
}
