'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { LocalTime } from '@/components/ui/local-time';
import { ROLES, type Role } from '@/lib/domain/permissions/can';
import styles from './people.module.css';
import type { Person } from './people-view';
import settings from './settings.module.css';

interface Props {
  person: Person;
  isSelf: boolean;
  onRole: (role: Role) => void;
  onReset: () => void;
}

export function PersonRow({ person, isSelf, onRole, onReset }: Props) {
  const t = useTranslations('admin');
  return (
    <li className={styles.person}>
      <div className={styles.who}>
        <strong>{person.name}</strong>
        {isSelf && <span className={settings.badge}>{t('you')}</span>}
        <small>
          {person.email} · {t('since')} <LocalTime time={person.createdAt} precision="day" />
        </small>
      </div>
      <select
        className={styles.role}
        aria-label={t('roleOf', { name: person.name })}
        value={person.role}
        onChange={(event) => onRole(event.target.value as Role)}
      >
        {ROLES.map((role) => (
          <option key={role} value={role}>
            {t(`roles.${role}`)}
          </option>
        ))}
      </select>
      <Button size="small" aria-label={t('reset.makeFor', { name: person.name })} onClick={onReset}>
        {t('reset.make')}
      </Button>
    </li>
  );
}
