import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { AccountPage } from '@/components/account/account-page';
import { SettingsView } from '@/components/account/settings-view';
import { authSettings } from '@/lib/server/auth-settings';
import { currentSession, currentViewer } from '@/lib/server/current';
import { isConnected } from '@/lib/server/me';
import { listSessions } from '@/lib/server/my-sessions';
import { Problem } from '@/lib/server/problem';
import { meOf } from '@/lib/server/signed-in';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings'))('title') };
}

export default async function SettingsPage() {
  const [session, viewer] = await Promise.all([currentSession(), currentViewer()]);
  const list = await listSessions(viewer, (await headers()).get('cookie'));
  if (!session || list instanceof Problem) redirect('/sign-in?next=/settings');
  const t = await getTranslations('settings');
  const { oidc } = authSettings();
  return (
    <AccountPage title={t('title')} wide>
      <SettingsView
        me={meOf(session.user)}
        sessions={list.sessions}
        provider={oidc && { name: oidc.name, connected: await isConnected(viewer) }}
      />
    </AccountPage>
  );
}
