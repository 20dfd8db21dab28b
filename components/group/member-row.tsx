'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { LocalTime } from '@/components/ui/local-time';
import type { MemberView } from '@/lib/contract/groups';
import { GROUP_ROLES, type GroupRole } from '@/lib/domain/permissions/can';
import groupStyles from './group.module.css';
import styles from './members.module.css';

interface Props {
  member: MemberView;
  /** As what the one who looks belongs to the group. */
  viewer: GroupRole;
  isSelf: boolean;
  onRole: (role: GroupRole) => void;
  onRemove: () => void;
}

export function MemberRow({ member: { name, email, role, joinedAt }, viewer, isSelf, onRole, onRemove }: Props) {
  const t = useTranslations('groups');
  const mayRemove = isSelf || viewer === 'owner' || (viewer === 'instructor' && role === 'member');
  return (
    <tr>
      <th scope="row">
        <span className={styles.name}>{name}</span>
        {isSelf && <span className={groupStyles.badge}>{t('members.me')}</span>}
        {email && <small>{email}</small>}
      </th>
      <td>
        {viewer === 'owner' ? (
          <select
            className={styles.role}
            aria-label={t('members.roleOf', { name })}
            value={role}
            onChange={(event) => onRole(event.target.value as GroupRole)}
          >
            {GROUP_ROLES.map((one) => (
              <option key={one} value={one}>
                {t(`role.${one}`)}
              </option>
            ))}
          </select>
        ) : (
          t(`role.${role}`)
        )}
      </td>
      <td className={styles.day}>
        <LocalTime time={joinedAt} precision="day" />
      </td>
      <td className={styles.act}>
        {mayRemove && (
          <Button size="small" aria-label={isSelf ? undefined : t('members.removeWho', { name })} onClick={onRemove}>
            {t(isSelf ? 'members.leave' : 'members.remove')}
          </Button>
        )}
      </td>
    </tr>
  );
}
