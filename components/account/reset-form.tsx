'use client';

import { useTranslations } from 'next-intl';
import { useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { useSubmit } from '@/components/ui/use-submit';
import styles from './form.module.css';
import { PasswordField } from './password-field';
import { leaveTo } from './leave-to';

/** A new password by a one-time link; signs in with it. */
export function ResetForm({ token }: { token: string }) {
  const t = useTranslations('account');
  const { submit, busy, trouble, fieldError } = useSubmit();
  const [password, setPassword] = useState('');
  const [leaving, setLeaving] = useState(false);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const result = await submit('POST /api/reset', { body: { token, password } });
    if (!result?.ok) return;
    setLeaving(true);
    leaveTo('/');
  };
  return (
    <form className={styles.form} onSubmit={(event) => void send(event)} noValidate data-needs-script="">
      <ProblemNotice trouble={trouble} />
      <PasswordField
        label={t('newPassword')}
        hint={t('passwordHint')}
        autoComplete="new-password"
        value={password}
        error={fieldError('password')}
        onChange={setPassword}
      />
      <Button type="submit" tone="primary" busy={busy || leaving}>
        {t('reset.submit')}
      </Button>
    </form>
  );
}
