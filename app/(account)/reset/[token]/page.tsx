import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { AccountPage } from '@/components/account/account-page';
import { ResetForm } from '@/components/account/reset-form';
import { tokenWorks } from '@/lib/server/one-time-tokens';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('account.reset'))('title') };
}

/** The one-time link an admin made for somebody who forgot their password. */
export default async function ResetPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const t = await getTranslations('account.reset');
  if (!(await tokenWorks(token, 'reset')))
    return (
      <AccountPage title={t('spentTitle')} lead={t('spent')}>
        <Link href="/sign-in">{t('toSignIn')}</Link>
      </AccountPage>
    );
  return (
    <AccountPage title={t('title')} lead={t('lead')}>
      <ResetForm token={token} />
    </AccountPage>
  );
}
