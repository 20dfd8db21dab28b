'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { ChoiceField } from '@/components/ui/field';
import { type FormValues } from '@/components/ui/form';
import { useSubmit } from '@/components/ui/use-submit';
import { PasswordField } from './password-field';
import { SettingsSection } from './settings-section';
import styles from './form.module.css';
import { leaveTo } from './leave-to';

/** Deletes the account, after asking what becomes of the notes, and for the password. */
export function LeaveSection({ hasPassword }: { hasPassword: boolean }) {
  const t = useTranslations('settings');
  const { submit, busy, trouble, fieldError, clear } = useSubmit();
  const [open, setOpen] = useState(false);
  const [notes, setNotes] = useState<'keep' | 'delete'>('keep');
  const show = (next: boolean) => {
    setOpen(next);
    clear();
  };
  const leave = async ({ password = '' }: FormValues) => {
    const result = await submit('DELETE /api/me', {
      body: hasPassword ? { notes, currentPassword: password } : { notes },
    });
    if (result?.ok) leaveTo('/');
  };
  return (
    <SettingsSection id="leave" title={t('leave.title')} lead={t('leave.text')}>
      <div className={styles.actions}>
        <Button tone="danger" onClick={() => show(true)}>
          {t('leave.open')}
        </Button>
      </div>
      <ConfirmDialog
        open={open}
        onOpenChange={show}
        title={t('leave.dialog')}
        description={t('leave.text')}
        confirm={t('leave.confirm')}
        danger
        busy={busy}
        trouble={trouble}
        onConfirm={(values) => void leave(values)}
      >
        <ChoiceField
          legend={t('leave.notes')}
          name="notes"
          value={notes}
          choices={[
            { value: 'keep', label: t('leave.keep'), hint: t('leave.keepHint') },
            { value: 'delete', label: t('leave.delete'), hint: t('leave.deleteHint') },
          ]}
          onChange={setNotes}
        />
        {hasPassword && (
          <PasswordField
            label={t('leave.password')}
            autoComplete="current-password"
            name="password"
            error={fieldError('currentPassword')}
          />
        )}
      </ConfirmDialog>
    </SettingsSection>
  );
}
