import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { GroupFrame } from '@/components/group/group-frame';
import { PersonalLinks } from '@/components/group/personal-links';
import { RosterView } from '@/components/group/roster-view';
import { ClientMessages } from '@/components/ui/client-messages';
import { can } from '@/lib/domain/permissions/can';
import { currentRequest } from '@/lib/server/current';
import { listInvitations } from '@/lib/server/invitations';
import { Problem } from '@/lib/server/problem';
import { publicOrigin } from '@/lib/server/same-origin';
import { ownGroup } from '../../own-group';

interface Props {
  params: Promise<{ id: string }>;
}

/** Members from a file, for who leads the group. */
async function ledGroup(id: string) {
  const { viewer, group } = await ownGroup(id);
  if (!can(viewer, 'group: lead', group.id)) notFound();
  return { viewer, group };
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { group } = await ledGroup((await params).id);
  const t = await getTranslations('groups.roster');
  return { title: `${t('title')} · ${group.name}`, robots: { index: false } };
}

export default async function RosterPage({ params }: Props) {
  const { viewer, group } = await ledGroup((await params).id);
  const found = await listInvitations(viewer, group.id, publicOrigin(await currentRequest()));
  if (found instanceof Problem) notFound();
  const waiting = found.invitations.filter((one) => one.for !== null && one.state === 'open');
  const t = await getTranslations('groups.roster');
  return (
    <GroupFrame group={group} page={null} heading={t('title')}>
      <ClientMessages namespaces={['groups']}>
        <RosterView group={group} />
        {waiting.length > 0 && <PersonalLinks waiting={waiting} />}
      </ClientMessages>
    </GroupFrame>
  );
}
