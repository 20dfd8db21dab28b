import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { AccountPage } from '@/components/account/account-page';
import { authErrorKey } from '@/components/account/auth-error';
import styles from '@/components/account/form.module.css';
import { LanguageSwitch } from '@/components/account/language-switch';
import { nextPath, withNext } from '@/components/account/next-path';
import { OtherWays } from '@/components/account/other-ways';
import { SignInForm } from '@/components/account/sign-in-form';
import notice from '@/components/ui/notice.module.css';
import { authSettings } from '@/lib/server/auth-settings';
import { currentViewer } from '@/lib/server/current';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('account.signIn'))('title') };
}

/** `callbackUrl` is @auth/core’s word for `next`. */
type Search = Promise<{ next?: string | string[]; callbackUrl?: string | string[]; error?: string | string[] }>;

export default async function SignInPage({ searchParams }: { searchParams: Search }) {
  const { next: given, callbackUrl, error } = await searchParams;
  const next = nextPath(given ?? callbackUrl);
  if ((await currentViewer()) && !error) redirect(next);
  const t = await getTranslations('account');
  const { oidc, email } = authSettings();
  return (
    <AccountPage title={t('signIn.title')} lead={t('signIn.toWrite')}>
      {typeof error === 'string' && (
        <div className={notice.problem} role="alert">
          <p>{t(`signIn.errors.${authErrorKey(error)}`)}</p>
        </div>
      )}
      <SignInForm next={next} />
      {(oidc || email) && <OtherWays next={next} oidc={oidc?.name ?? null} email={email !== null} />}
      <div className={styles.aside}>
        <p>
          {t.rich('signIn.register', {
            link: (text) => (
              <Link href={withNext('/register', next)} prefetch={false}>
                {text}
              </Link>
            ),
          })}
        </p>
        <p>{t('signIn.forgotten')}</p>
      </div>
      <LanguageSwitch />
    </AccountPage>
  );
}
