import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { buttonClass } from '@/components/ui/button';
import { ClientMessages } from '@/components/ui/client-messages';
import type { WaitingView } from '@/lib/contract/moderation';
import { WaitingList } from './waiting-list';
import styles from './waiting.module.css';

interface Props {
  waiting: readonly WaitingView[];
  /** Cursor of the next page. */
  next: string | null;
  isFirst: boolean;
}

/** What was flagged and waits for the one who looks. Can be read without JavaScript. */
export async function WaitingPage({ waiting, next, isFirst }: Props) {
  const t = await getTranslations('moderation');
  return (
    <main className={styles.page}>
      <header className={styles.header}>
        <h1>{t('title')}</h1>
        {waiting.length > 0 && <p>{t('lead')}</p>}
      </header>
      <ClientMessages namespaces={['moderation']}>
        <WaitingList waiting={waiting} />
      </ClientMessages>
      {(next !== null || !isFirst) && (
        <nav className={styles.pages} aria-label={t('title')}>
          {!isFirst && <Link href="/moderation">{t('first')}</Link>}
          {next !== null && (
            <Link className={buttonClass()} href={`/moderation?cursor=${encodeURIComponent(next)}`}>
              {t('more')}
            </Link>
          )}
        </nav>
      )}
    </main>
  );
}
