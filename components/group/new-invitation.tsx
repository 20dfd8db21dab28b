'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { SelectField, TextField } from '@/components/ui/field';
import type { FormValues } from '@/components/ui/form';
import { useSubmit } from '@/components/ui/use-submit';
import type { GroupPage, InvitationView } from '@/lib/contract/groups';

/** For how many days it may be valid. */
const DAYS = ['never', '1', '7', '30', '120'] as const;
const DAY = 86_400_000;
/** As the contract has it. */
const MOST = 10_000;

interface Props {
  group: GroupPage;
  open: boolean;
  onClose: () => void;
  onMade: (invitation: InvitationView) => void;
}

export function NewInvitation({ group, open, onClose, onMade }: Props) {
  const t = useTranslations('groups');
  const { submit, busy, trouble, fieldError, clear } = useSubmit();
  const [limitWrong, setLimitWrong] = useState(false);
  const make = async ({ role, days, limit = '' }: FormValues) => {
    const maxUses = limit.trim() === '' ? null : Number(limit);
    const isWrong = maxUses !== null && !(Number.isInteger(maxUses) && maxUses >= 1 && maxUses <= MOST);
    setLimitWrong(isWrong);
    if (isWrong) return;
    const result = await submit('POST /api/groups/:id/invitations', {
      params: { id: group.id },
      body: {
        role: role === 'instructor' ? 'instructor' : 'member',
        expiresAt: Number(days) > 0 ? new Date(Date.now() + Number(days) * DAY).toISOString() : null,
        maxUses,
      },
    });
    if (result?.ok) onMade(result.data);
  };
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(isOpen) => {
        if (isOpen) return;
        setLimitWrong(false);
        clear();
        onClose();
      }}
      title={t('invitations.newTitle')}
      description={t('invitations.lead')}
      confirm={t('invitations.make')}
      busy={busy}
      trouble={trouble}
      onConfirm={(values) => void make(values)}
    >
      {group.role === 'owner' && (
        <SelectField label={t('invitations.as')} name="role">
          {(['member', 'instructor'] as const).map((role) => (
            <option key={role} value={role}>
              {t(`role.${role}`)}
            </option>
          ))}
        </SelectField>
      )}
      <SelectField label={t('invitations.expiry')} name="days" defaultValue="30">
        {DAYS.map((days) => (
          <option key={days} value={days}>
            {t(`invitations.until.${days}`)}
          </option>
        ))}
      </SelectField>
      <TextField
        label={t('invitations.limit')}
        hint={t('invitations.limitHint')}
        name="limit"
        inputMode="numeric"
        autoComplete="off"
        error={limitWrong ? t('invitations.limitWrong') : fieldError('maxUses')}
      />
    </ConfirmDialog>
  );
}
