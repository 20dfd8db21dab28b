import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { ClientMessages } from '@/components/ui/client-messages';
import styles from './teaching.module.css';

interface Props {
  heading: ReactNode;
  lead?: ReactNode;
  back: { readonly href: string; readonly label: string };
  /** A table needs more room than a form. */
  isWide?: boolean;
  children: ReactNode;
}

/** The frame of a page for who leads a group. */
export async function TeachingPage({ heading, lead, back, isWide = false, children }: Props) {
  const t = await getTranslations('teaching.form');
  return (
    <main className={isWide ? styles.wide : styles.page}>
      <header className={styles.head}>
        <p>
          <Link href={back.href} prefetch={false}>
            ← {back.label}
          </Link>
        </p>
        <h1>{heading}</h1>
        {lead && <p className={styles.lead}>{lead}</p>}
        <noscript>
          <p>{t('noScript')}</p>
        </noscript>
      </header>
      <ClientMessages namespaces={['teaching', 'editor', 'assignments']}>{children}</ClientMessages>
    </main>
  );
}
