import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { GroupFrame } from '@/components/group/group-frame';
import { GroupHomeView } from '@/components/group/group-home-view';
import { can } from '@/lib/domain/permissions/can';
import { groupHome } from '@/lib/server/group-home';
import { Problem } from '@/lib/server/problem';
import { ownGroup } from './own-group';

interface Props {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { group } = await ownGroup((await params).id);
  return { title: group.name, robots: { index: false } };
}

export default async function GroupPage({ params }: Props) {
  const { viewer, group } = await ownGroup((await params).id);
  const home = await groupHome(viewer, group.id);
  if (home instanceof Problem) notFound();
  return (
    <GroupFrame group={group} page="home">
      <GroupHomeView
        group={group}
        home={home}
        self={viewer.id}
        leads={can(viewer, 'group: lead', group.id)}
        mayAdd={!group.archived && can(viewer, 'article: import', group.id)}
      />
    </GroupFrame>
  );
}
