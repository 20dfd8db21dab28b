'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { DoneNotice } from '@/components/ui/done-notice';
import { Form, SubmitButton, type FormValues } from '@/components/ui/form';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { useSubmit } from '@/components/ui/use-submit';
import form from './form.module.css';
import { PasswordField } from './password-field';
import { SettingsSection } from './settings-section';

interface Props {
  hasPassword: boolean;
  /** Lets a password manager know whose password this is. */
  email: string;
  /** All other sessions have ended. */
  onChanged: () => void;
}

export function PasswordSection({ hasPassword: hadPassword, email, onChanged }: Props) {
  const t = useTranslations('settings');
  const account = useTranslations('account');
  const { submit, busy, trouble, fieldError } = useSubmit();
  const [hasPassword, setHasPassword] = useState(hadPassword);
  const [changed, setChanged] = useState(false);
  const send = async ({ current = '', password = '' }: FormValues, form: HTMLFormElement) => {
    setChanged(false);
    const body = hasPassword ? { password, currentPassword: current } : { password };
    const result = await submit('PATCH /api/me', { body });
    if (!result?.ok) return;
    form.reset();
    setHasPassword(true);
    setChanged(true);
    onChanged();
  };
  return (
    <SettingsSection id="password" title={t('password.title')} lead={hasPassword ? undefined : t('password.none')}>
      <Form className={`${form.form} ${form.narrow}`} onSubmit={send}>
        <ProblemNotice trouble={trouble} />
        <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
        {hasPassword && (
          <PasswordField
            label={t('password.current')}
            autoComplete="current-password"
            name="current"
            error={fieldError('currentPassword')}
          />
        )}
        <PasswordField
          label={t('password.new')}
          hint={account('passwordHint')}
          autoComplete="new-password"
          name="password"
          error={fieldError('password')}
        />
        <SubmitButton busy={busy}>{hasPassword ? t('password.change') : t('password.set')}</SubmitButton>
        <DoneNotice>{changed && <p>{t('password.changed')}</p>}</DoneNotice>
      </Form>
    </SettingsSection>
  );
}
