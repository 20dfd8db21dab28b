'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { TextField } from '@/components/ui/field';
import { Form, SubmitButton, type FormValues } from '@/components/ui/form';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { useSubmit } from '@/components/ui/use-submit';
import styles from './form.module.css';
import { PasswordField } from './password-field';
import { leaveTo } from './leave-to';

/** Signs in with address and password, then goes to `next`. What was typed stays after a mistake. */
export function SignInForm({ next }: { next: string }) {
  const t = useTranslations('account');
  const { submit, busy, trouble, fieldError } = useSubmit();
  const [leaving, setLeaving] = useState(false);
  const send = async ({ email = '', password = '' }: FormValues) => {
    const result = await submit('POST /api/login', { body: { email, password } });
    if (!result?.ok) return;
    setLeaving(true);
    // A whole new page: nothing of the signed-out one may stay in the router’s memory.
    leaveTo(next);
  };
  return (
    <Form className={styles.form} onSubmit={send}>
      <ProblemNotice trouble={trouble} />
      <TextField
        label={t('email')}
        type="email"
        name="email"
        autoComplete="username"
        autoCapitalize="none"
        required
        error={fieldError('email')}
      />
      <PasswordField
        label={t('password')}
        autoComplete="current-password"
        name="password"
        error={fieldError('password')}
      />
      <SubmitButton tone="primary" busy={busy || leaving}>
        {t('signIn.submit')}
      </SubmitButton>
    </Form>
  );
}
