import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { buttonClass } from './button';
import styles from './whole-page.module.css';

/** The page at an address where there is nothing, or nothing for this reader. */
export async function NothingHere({ offerSignIn }: { offerSignIn: boolean }) {
  const t = await getTranslations('common.missing');
  return (
    <main className={styles.page}>
      <p className={styles.sign} aria-hidden="true" lang="zh-Hans">
        阙
      </p>
      <h1>{t('title')}</h1>
      <p>{t('detail')}</p>
      <p className={styles.actions}>
        <Link className={buttonClass({ tone: 'primary' })} href="/">
          {t('home')}
        </Link>
        {offerSignIn && (
          <Link className={buttonClass()} href="/sign-in">
            {t('signIn')}
          </Link>
        )}
      </p>
    </main>
  );
}
