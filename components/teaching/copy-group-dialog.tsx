'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { TextField } from '@/components/ui/field';
import { useSubmit } from '@/components/ui/use-submit';
import type { GroupView } from '@/lib/contract/groups';
import { DaysField, wholeDays } from './copy-dialog';
import { groupAssignmentsPath } from './paths';

/** The whole group once more, for the next term. */
export function CopyGroupDialog({ group, onClose }: { group: GroupView; onClose: () => void }) {
  const t = useTranslations('teaching.copyDialog');
  const router = useRouter();
  const { submit, busy, trouble, fieldError } = useSubmit();
  const copy = async (name: string, days: string) => {
    const answer = await submit('POST /api/groups/:id/copy', {
      params: { id: group.id },
      body: { name, days: wholeDays(days) },
    });
    if (!answer?.ok) return;
    onClose();
    router.push(groupAssignmentsPath(answer.data.id));
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('groupTitle', { group: group.name })}
      description={t('groupDescription')}
      confirm={t('groupConfirm')}
      busy={busy}
      trouble={trouble}
      onConfirm={({ name = '', days = '' }) => void copy(name, days)}
    >
      <TextField
        label={t('name')}
        name="name"
        maxLength={80}
        autoComplete="off"
        defaultValue={group.name}
        error={fieldError('name')}
      />
      <DaysField initial="182" error={fieldError('days')} />
    </ConfirmDialog>
  );
}
