import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import styles from './form.module.css';

/** One column with a heading: the frame of every account page. */
export function AccountPage({
  title,
  lead,
  wide = false,
  children,
}: {
  title: string;
  lead?: ReactNode;
  wide?: boolean;
  children: ReactNode;
}) {
  const t = useTranslations('account');
  return (
    <main className={wide ? `${styles.page} ${styles.wide}` : styles.page}>
      <h1>{title}</h1>
      {lead && <p className={styles.lead}>{lead}</p>}
      <noscript>
        <p>{t('noScript')}</p>
      </noscript>
      {children}
    </main>
  );
}
