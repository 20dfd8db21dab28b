import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AccountPage } from '@/components/account/account-page';
import { LanguageSwitch } from '@/components/account/language-switch';
import { NewAccountForm } from '@/components/account/new-account-form';
import { tokenWorks } from '@/lib/server/one-time-tokens';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('account.setup'))('title') };
}

/** The one-time link of the log: makes the first admin. */
export default async function SetupPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const t = await getTranslations('account.setup');
  if (!(await tokenWorks(token, 'setup')))
    return (
      <AccountPage title={t('spentTitle')} lead={t('spent')}>
        {null}
      </AccountPage>
    );
  return (
    <AccountPage title={t('title')} lead={t('lead')}>
      <NewAccountForm next="/" setupToken={token} />
      <LanguageSwitch />
    </AccountPage>
  );
}
