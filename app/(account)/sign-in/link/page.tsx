import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AccountPage } from '@/components/account/account-page';
import styles from '@/components/account/form.module.css';
import { buttonClass } from '@/components/ui/button';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('account.link'))('title') };
}

type Search = Promise<Record<string, string | string[] | undefined>>;

/**
 * Where the mailed link leads: says who would be signed in, and waits for a press. So neither a
 * mail scanner uses the link up, nor is anybody signed in as somebody else without noticing.
 */
export default async function LinkPage({ searchParams }: { searchParams: Search }) {
  const { token, email, callbackUrl } = await searchParams;
  const t = await getTranslations('account.link');
  if (typeof token !== 'string' || typeof email !== 'string')
    return (
      <AccountPage title={t('title')} lead={t('broken')}>
        {null}
      </AccountPage>
    );
  const query = new URLSearchParams({ token, email, ...(typeof callbackUrl === 'string' ? { callbackUrl } : {}) });
  return (
    <AccountPage title={t('title')} lead={t('as', { email })}>
      <div className={styles.form}>
        {/* A plain link: it works without JavaScript, and must not be prefetched. */}
        <a className={`${buttonClass({ tone: 'primary' })} ${styles.full}`} href={`/api/auth/callback/email?${query}`}>
          {t('submit')}
        </a>
      </div>
    </AccountPage>
  );
}
