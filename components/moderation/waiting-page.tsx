import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { buttonClass } from '@/components/ui/button';
import { ClientMessages } from '@/components/ui/client-messages';
import type { WaitingView } from '@/lib/contract/moderation';
import { WaitingRow } from './waiting-row';
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
      {waiting.length === 0 && (
        <section className={styles.nothing}>
          <h2>{t('empty.title')}</h2>
          <p>{t('empty.detail')}</p>
        </section>
      )}
      <ClientMessages namespaces={['moderation']}>
        <ol className={styles.list}>
          {waiting.map((item) => (
            <li key={item.reply ?? item.note.id}>
              <WaitingRow waiting={item} />
            </li>
          ))}
        </ol>
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
