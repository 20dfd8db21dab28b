import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { buttonClass } from '@/components/ui/button';
import { ClientMessages } from '@/components/ui/client-messages';
import type { NotificationView } from '@/lib/contract/notifications';
import { NotificationRow } from './notification-row';
import styles from './notifications.module.css';
import { ReadAll } from './read-all';

interface Props {
  notifications: readonly NotificationView[];
  /** On all pages. */
  unread: number;
  /** Cursor of the next page. */
  next: string | null;
  isFirst: boolean;
}

/** What somebody is to know. Can be read without JavaScript. */
export async function NotificationsPage({ notifications, unread, next, isFirst }: Props) {
  const t = await getTranslations('notifications');
  return (
    <main className={styles.page}>
      <ClientMessages namespaces={['notifications']}>
        <header className={styles.header}>
          <div>
            <h1>{t('title')}</h1>
            <p>{t('lead')}</p>
          </div>
          {unread > 0 && <ReadAll />}
        </header>
        {notifications.length === 0 ? (
          <section className={styles.nothing}>
            <h2>{t('empty.title')}</h2>
            <p>{t('empty.detail')}</p>
          </section>
        ) : (
          <ol className={styles.list} aria-label={t('list')}>
            {notifications.map((notification) => (
              <li key={notification.id}>
                <NotificationRow notification={notification} />
              </li>
            ))}
          </ol>
        )}
      </ClientMessages>
      {(next !== null || !isFirst) && (
        <nav className={styles.pages} aria-label={t('title')}>
          {!isFirst && <Link href="/notifications">{t('first')}</Link>}
          {next !== null && (
            <Link className={buttonClass()} href={`/notifications?cursor=${next}`}>
              {t('more')}
            </Link>
          )}
        </nav>
      )}
      {notifications.some(({ group }) => group !== null) && <p className={styles.mute}>{t('mute')}</p>}
    </main>
  );
}
