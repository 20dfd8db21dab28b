import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { AccountPage } from '@/components/account/account-page';
import styles from '@/components/account/form.module.css';
import { LanguageSwitch } from '@/components/account/language-switch';
import { NewAccountForm } from '@/components/account/new-account-form';
import { nextPath, withNext } from '@/components/account/next-path';
import { currentViewer } from '@/lib/server/current';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('account.register'))('title') };
}

export default async function RegisterPage({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  const next = nextPath((await searchParams).next);
  if (await currentViewer()) redirect(next);
  const t = await getTranslations('account');
  return (
    <AccountPage title={t('register.title')} lead={t('signIn.toWrite')}>
      <NewAccountForm next={next} />
      <div className={styles.aside}>
        <p>
          {t.rich('register.signIn', {
            link: (text) => (
              <Link href={withNext('/sign-in', next)} prefetch={false}>
                {text}
              </Link>
            ),
          })}
        </p>
      </div>
      <LanguageSwitch />
    </AccountPage>
  );
}
