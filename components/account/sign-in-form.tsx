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

/** Signs in with address and password, then goes to `next`. What was typed stays after a mistake. */
export function SignInForm({ next }: { next: string }) {
  const t = useTranslations('account');
  const { submit, busy, trouble, fieldError } = useSubmit();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [leaving, setLeaving] = useState(false);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const result = await submit('POST /api/login', { body: { email, password } });
    if (!result?.ok) return;
    setLeaving(true);
    // A whole new page: nothing of the signed-out one may stay in the router’s memory.
    leaveTo(next);
  };
  return (
    <form className={styles.form} onSubmit={(event) => void send(event)} noValidate data-needs-script="">
      <ProblemNotice trouble={trouble} />
      <TextField
        label={t('email')}
        type="email"
        name="email"
        autoComplete="username"
        autoCapitalize="none"
        required
        value={email}
        error={fieldError('email')}
        onChange={(event) => setEmail(event.target.value)}
      />
      <PasswordField
        label={t('password')}
        autoComplete="current-password"
        value={password}
        error={fieldError('password')}
        onChange={setPassword}
      />
      <Button type="submit" tone="primary" busy={busy || leaving}>
        {t('signIn.submit')}
      </Button>
    </form>
  );
}
