import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { GroupList } from '@/components/group/group-list';
import { currentViewer } from '@/lib/server/current';
import { countedGroups } from '@/lib/server/groups';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('groups'))('title'), robots: { index: false } };
}

export default async function GroupsPage() {
  const viewer = await currentViewer();
  if (!viewer) redirect('/sign-in?next=/groups');
  return <GroupList groups={await countedGroups(viewer)} />;
}
