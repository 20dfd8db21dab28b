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

interface Props {
  /** Where to go then. */
  next: string;
  /** The set-up link’s token makes an admin; without one it is an ordinary registration. */
  setupToken?: string;
}

/** Name, address, password: for everybody’s account and for the first admin’s. */
export function NewAccountForm({ next, setupToken }: Props) {
  const t = useTranslations('account');
  const { submit, busy, trouble, fieldError } = useSubmit();
  const [leaving, setLeaving] = useState(false);
  const send = async ({ name = '', email = '', password = '' }: FormValues) => {
    const account = { name, email, password };
    const result = setupToken
      ? await submit('POST /api/setup', { body: { ...account, token: setupToken } })
      : await submit('POST /api/register', { body: account });
    if (!result?.ok) return;
    setLeaving(true);
    leaveTo(next);
  };
  return (
    <Form className={styles.form} onSubmit={send}>
      <ProblemNotice trouble={trouble} />
      <TextField
        label={t('name')}
        hint={t('nameHint')}
        name="name"
        autoComplete="name"
        maxLength={60}
        required
        error={fieldError('name')}
      />
      <TextField
        label={t('email')}
        hint={t('register.privacy')}
        type="email"
        name="email"
        autoComplete="username"
        autoCapitalize="none"
        required
        error={fieldError('email')}
      />
      <PasswordField
        label={t('password')}
        hint={t('passwordHint')}
        autoComplete="new-password"
        name="password"
        error={fieldError('password')}
      />
      <SubmitButton tone="primary" busy={busy || leaving}>
        {setupToken ? t('setup.submit') : t('register.submit')}
      </SubmitButton>
    </Form>
  );
}
