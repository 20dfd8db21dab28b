'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { LocalTime } from '@/components/ui/local-time';
import { api } from '@/lib/client/api';
import type { NotificationView } from '@/lib/contract/notifications';
import styles from './notifications.module.css';

type Translate = ReturnType<typeof useTranslations<'notifications'>>;

/** One of them: what it is, as a link to it, which reads it. */
export function NotificationRow({ notification }: { notification: NotificationView }) {
  const t = useTranslations('notifications');
  const { id, note, assignment, group, at, read } = notification;
  // The page that it leads to must not wait for this.
  const markRead = () => void api('POST /api/me/notifications/read', { body: { ids: [id] }, keepalive: true });
  return (
    <article className={styles.row} data-unread={read ? undefined : ''}>
      <h2>
        {!read && <span className={styles.dot}>{t('unread')}</span>}
        <Link href={addressOf(notification)} prefetch={false} onClick={read ? undefined : markRead}>
          {headingOf(notification, t)}
        </Link>
      </h2>
      {note?.words && <p className={styles.words}>{note.words}</p>}
      <p className={styles.facts}>
        {group && <span>{group.name}</span>}
        {assignment?.dueAt && (
          <span>
            {t('due')} <LocalTime time={assignment.dueAt} />
          </span>
        )}
        <LocalTime time={at} />
      </p>
    </article>
  );
}

const addressOf = ({ note, assignment }: NotificationView): string =>
  note ? `/read/${encodeURIComponent(note.article)}?note=${note.id}` : `/assignments/${assignment?.id ?? ''}`;

function headingOf({ kind, note, assignment }: NotificationView, t: Translate): string {
  if (!note) return t(kind, { title: assignment?.title ?? '', who: '' });
  const who = note.alias === null ? (note.author ?? t('gone')) : t('alias', { number: note.alias });
  return t(kind, { title: note.title, who });
}
