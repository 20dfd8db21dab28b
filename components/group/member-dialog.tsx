'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import type { Trouble } from '@/components/ui/use-submit';
import type { GroupPage, MemberView } from '@/lib/contract/groups';
import type { GroupRole } from '@/lib/domain/permissions/can';

/** What is asked about before it is done. */
export type Asked =
  | { readonly kind: 'remove' | 'leave'; readonly member: MemberView }
  | { readonly kind: 'role'; readonly member: MemberView; readonly role: GroupRole };

interface Props {
  asked: Asked | null;
  group: Pick<GroupPage, 'name'>;
  busy: boolean;
  trouble: Trouble | null;
  onClose: () => void;
  onConfirm: (asked: Asked) => void | Promise<void>;
}

/** Removing somebody, leaving, and giving up a role of one's own. */
export function MemberDialog({ asked, group, busy, trouble, onClose, onConfirm }: Props) {
  const t = useTranslations('groups');
  // While it closes it still says what it said.
  const [last, setLast] = useState(asked);
  if (asked && asked !== last) setLast(asked);
  if (!last) return null;
  const words = {
    remove: {
      title: t('members.removeTitle', { name: last.member.name }),
      description: t('members.removeDetail'),
      confirm: t('members.remove'),
    },
    leave: {
      title: t('members.leaveTitle', { name: group.name }),
      description: t('members.leaveDetail'),
      confirm: t('members.leave'),
    },
    role: {
      title: t('members.demoteTitle'),
      description: t('members.demoteDetail'),
      confirm: t('members.demote', { role: last.kind === 'role' ? t(`role.${last.role}`) : '' }),
    },
  }[last.kind];
  return (
    <ConfirmDialog
      {...words}
      open={asked !== null}
      onOpenChange={(open) => !open && onClose()}
      danger
      busy={busy}
      trouble={trouble}
      onConfirm={() => void onConfirm(last)}
    />
  );
}
