'use client';

import { useTranslations } from 'next-intl';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { SelectField, TextField } from '@/components/ui/field';
import { useSubmit } from '@/components/ui/use-submit';
import type { AssignmentView } from '@/lib/contract/assignments';
import type { GroupView } from '@/lib/contract/groups';

interface Props {
  assignment: AssignmentView;
  groups: readonly GroupView[];
  onClose: () => void;
  onCopied: (to: GroupView) => void;
}

/** The same assignment once more, here or in another group. */
export function CopyDialog({ assignment, groups, onClose, onCopied }: Props) {
  const t = useTranslations('teaching.copyDialog');
  const { submit, busy, trouble, fieldError } = useSubmit();
  const copy = async (to: string, days: string) => {
    const answer = await submit('POST /api/assignments/:id/copy', {
      params: { id: assignment.id },
      body: { group: to, days: wholeDays(days) },
    });
    const group = groups.find(({ id }) => id === to);
    if (answer?.ok && group) onCopied(group);
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('title', { title: assignment.title })}
      description={t('description')}
      confirm={t('confirm')}
      busy={busy}
      trouble={trouble}
      onConfirm={({ group = '', days = '' }) => void copy(group, days)}
    >
      <SelectField label={t('group')} name="group" defaultValue={assignment.group.id} error={fieldError('group')}>
        {groups.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <DaysField initial="7" error={fieldError('days')} />
    </ConfirmDialog>
  );
}

/** By how many days dates move. */
export function DaysField({ initial, error }: { initial: string; error: string | undefined }) {
  const t = useTranslations('teaching.copyDialog');
  return (
    <TextField
      label={t('days')}
      hint={t('daysHint')}
      error={error}
      name="days"
      type="number"
      min={-3660}
      max={3660}
      step={1}
      defaultValue={initial}
    />
  );
}

/** As the field has it; nothing is no day. */
export const wholeDays = (typed: string): number => (typed.trim() === '' ? 0 : Number(typed));
