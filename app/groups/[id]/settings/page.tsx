import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { GroupFrame } from '@/components/group/group-frame';
import { GroupSettings } from '@/components/group/group-settings';
import { ClientMessages } from '@/components/ui/client-messages';
import { ownGroup } from '../own-group';

interface Props {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { group } = await ownGroup((await params).id);
  const t = await getTranslations('groups.settings');
  return { title: `${t('title')} · ${group.name}`, robots: { index: false } };
}

export default async function GroupSettingsPage({ params }: Props) {
  const { viewer, group } = await ownGroup((await params).id);
  const t = await getTranslations('groups.settings');
  return (
    <GroupFrame group={group} page="settings" heading={t('title')}>
      <ClientMessages namespaces={['groups']}>
        <GroupSettings group={group} self={viewer.id} />
      </ClientMessages>
    </GroupFrame>
  );
}
