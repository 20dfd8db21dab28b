'use client';

import { useTranslations } from 'next-intl';
import type { InvitationView } from '@/lib/contract/groups';
import { CopyLink } from './copy-link';
import styles from './group.module.css';
import roster from './roster.module.css';

/** Whom a roster named who has yet to come: each with a link of their own. */
export function PersonalLinks({ waiting }: { waiting: readonly InvitationView[] }) {
  const t = useTranslations('groups');
  return (
    <section className={styles.section} aria-labelledby="waiting">
      <h2 id="waiting">{t('roster.waiting')}</h2>
      <p>{t('roster.waitingLead')}</p>
      <ul className={roster.waiting}>
        {waiting.map(({ id, for: whose, role, url, code }) => (
          <li key={id}>
            <span className={roster.who}>
              {whose?.name ?? whose?.email}
              {whose?.name && <small>{whose.email}</small>}
            </span>
            <span className={styles.badge}>{t(`role.${role}`)}</span>
            <CopyLink url={url} name={t('invitations.copyOf', { code: whose?.name ?? whose?.email ?? code })} />
          </li>
        ))}
      </ul>
    </section>
  );
}
