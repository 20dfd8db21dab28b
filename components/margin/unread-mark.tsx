import { useTranslations } from 'next-intl';
import styles from './unread-mark.module.css';

/** A dot before a thread in which something was said that one has not read; heard as 「未读」. */
export function UnreadMark() {
  const t = useTranslations('margin');
  return (
    <span className={styles.mark} title={t('unread.mark')}>
      <span className="visually-hidden">{t('unread.mark')}</span>{' '}
    </span>
  );
}
