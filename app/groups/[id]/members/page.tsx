import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { GroupFrame } from '@/components/group/group-frame';
import { MembersView } from '@/components/group/members-view';
import { ClientMessages } from '@/components/ui/client-messages';
import { can, type Viewer } from '@/lib/domain/permissions/can';
import { currentRequest } from '@/lib/server/current';
import { listMembers } from '@/lib/server/groups';
import { listInvitations } from '@/lib/server/invitations';
import { Problem } from '@/lib/server/problem';
import { publicOrigin } from '@/lib/server/same-origin';
import { ownGroup } from '../own-group';

interface Props {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { group } = await ownGroup((await params).id);
  const t = await getTranslations('groups.members');
  return { title: `${t('title')} · ${group.name}`, robots: { index: false } };
}

export default async function MembersPage({ params }: Props) {
  const { viewer, group } = await ownGroup((await params).id);
  const [members, invitations] = await Promise.all([listMembers(viewer, group.id), openToAll(viewer, group.id)]);
  if (members instanceof Problem) notFound();
  const t = await getTranslations('groups.members');
  return (
    <GroupFrame group={group} page="members" heading={t('title')}>
      <ClientMessages namespaces={['groups']}>
        <MembersView group={group} members={members.members} invitations={invitations} self={viewer.id} />
      </ClientMessages>
    </GroupFrame>
  );
}

/** The ways in that are nobody's own; null for who does not lead the group. */
async function openToAll(viewer: Viewer, id: string) {
  if (!can(viewer, 'group: lead', id)) return null;
  const found = await listInvitations(viewer, id, publicOrigin(await currentRequest()));
  return found instanceof Problem ? null : found.invitations.filter((one) => one.for === null);
}
