'use client';

import { useTranslations } from 'next-intl';
import { useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';
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
  const [account, setAccount] = useState({ name: '', email: '', password: '' });
  const [leaving, setLeaving] = useState(false);
  const set = (field: keyof typeof account) => (value: string) => setAccount((old) => ({ ...old, [field]: value }));
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const result = setupToken
      ? await submit('POST /api/setup', { body: { ...account, token: setupToken } })
      : await submit('POST /api/register', { body: account });
    if (!result?.ok) return;
    setLeaving(true);
    leaveTo(next);
  };
  return (
    <form className={styles.form} onSubmit={(event) => void send(event)} noValidate data-needs-script="">
      <ProblemNotice trouble={trouble} />
      <TextField
        label={t('name')}
        hint={t('nameHint')}
        name="name"
        autoComplete="name"
        maxLength={60}
        required
        value={account.name}
        error={fieldError('name')}
        onChange={(event) => set('name')(event.target.value)}
      />
      <TextField
        label={t('email')}
        hint={t('register.privacy')}
        type="email"
        name="email"
        autoComplete="username"
        autoCapitalize="none"
        required
        value={account.email}
        error={fieldError('email')}
        onChange={(event) => set('email')(event.target.value)}
      />
      <PasswordField
        label={t('password')}
        hint={t('passwordHint')}
        autoComplete="new-password"
        value={account.password}
        error={fieldError('password')}
        onChange={set('password')}
      />
      <Button type="submit" tone="primary" busy={busy || leaving}>
        {setupToken ? t('setup.submit') : t('register.submit')}
      </Button>
    </form>
  );
}
