'use client';

import { useTranslations } from 'next-intl';
import { useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { DoneNotice } from '@/components/ui/done-notice';
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
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const [changed, setChanged] = useState(false);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setChanged(false);
    const body = hasPassword ? { password, currentPassword: current } : { password };
    const result = await submit('PATCH /api/me', { body });
    if (!result?.ok) return;
    setCurrent('');
    setPassword('');
    setHasPassword(true);
    setChanged(true);
    onChanged();
  };
  return (
    <SettingsSection id="password" title={t('password.title')} lead={hasPassword ? undefined : t('password.none')}>
      <form className={`${form.form} ${form.narrow}`} onSubmit={(event) => void send(event)} noValidate>
        <ProblemNotice trouble={trouble} />
        <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
        {hasPassword && (
          <PasswordField
            label={t('password.current')}
            autoComplete="current-password"
            value={current}
            error={fieldError('currentPassword')}
            onChange={setCurrent}
          />
        )}
        <PasswordField
          label={t('password.new')}
          hint={account('passwordHint')}
          autoComplete="new-password"
          value={password}
          error={fieldError('password')}
          onChange={setPassword}
        />
        <Button type="submit" busy={busy}>
          {hasPassword ? t('password.change') : t('password.set')}
        </Button>
        <DoneNotice>{changed && <p>{t('password.changed')}</p>}</DoneNotice>
      </form>
    </SettingsSection>
  );
}
