import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { AssignmentsPage } from '@/components/assignment/assignments-page';
import { myAssignments } from '@/lib/server/assignments-lists';
import { currentViewer } from '@/lib/server/current';
import { Problem } from '@/lib/server/problem';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('assignments'))('title'), robots: { index: false } };
}

export default async function Assignments() {
  const mine = await myAssignments(await currentViewer());
  if (mine instanceof Problem) redirect('/sign-in?next=/assignments');
  return <AssignmentsPage assignments={mine.assignments} />;
}
