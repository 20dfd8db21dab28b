'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Form, SubmitButton, type FormValues } from '@/components/ui/form';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { useSubmit } from '@/components/ui/use-submit';
import styles from './form.module.css';
import { PasswordField } from './password-field';
import { leaveTo } from './leave-to';

/** A new password by a one-time link; signs in with it. */
export function ResetForm({ token }: { token: string }) {
  const t = useTranslations('account');
  const { submit, busy, trouble, fieldError } = useSubmit();
  const [leaving, setLeaving] = useState(false);
  const send = async ({ password = '' }: FormValues) => {
    const result = await submit('POST /api/reset', { body: { token, password } });
    if (!result?.ok) return;
    setLeaving(true);
    leaveTo('/');
  };
  return (
    <Form className={styles.form} onSubmit={send}>
      <ProblemNotice trouble={trouble} />
      <PasswordField
        label={t('newPassword')}
        hint={t('passwordHint')}
        autoComplete="new-password"
        name="password"
        error={fieldError('password')}
      />
      <SubmitButton tone="primary" busy={busy || leaving}>
        {t('reset.submit')}
      </SubmitButton>
    </Form>
  );
}
