import { useTranslations } from 'next-intl';
import { LocalTime } from '@/components/ui/local-time';
import { SettingsSection } from './settings-section';
import styles from './people.module.css';

export interface AuditItem {
  id: string;
  /** ISO 8601. */
  at: string;
  actor: string | null;
  action: 'role' | 'resetLink' | 'hideNote' | 'showNote' | 'hideReply' | 'showReply' | 'settle';
  subject: string | null;
  /** Where what was moderated stands. */
  article: { title: string; href: string } | null;
  reason: string | null;
  from: 'reader' | 'editor' | 'admin' | null;
  to: 'reader' | 'editor' | 'admin' | null;
}

/** What was done lately to accounts, and to what others said. */
export function AuditList({ items }: { items: readonly AuditItem[] }) {
  const t = useTranslations('admin');
  const roleName = (role: AuditItem['from']) => (role ? t(`roles.${role}`) : '');
  return (
    <SettingsSection id="audit" title={t('audit.title')} lead={items.length === 0 ? t('audit.empty') : undefined}>
      <ul className={styles.audit}>
        {items.map(({ id, at, actor, action, subject, article, reason, from, to }) => (
          <li key={id}>
            {t(`audit.${action}`, {
              actor: actor ?? t('audit.gone'),
              subject: subject ?? t('audit.gone'),
              from: roleName(from),
              to: roleName(to),
            })}
            {article && <a href={article.href}>{t('audit.on', { title: article.title })}</a>}
            {reason && <q>{reason}</q>}
            <LocalTime time={at} />
          </li>
        ))}
      </ul>
    </SettingsSection>
  );
}
