'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { TextField } from '@/components/ui/field';
import styles from './form.module.css';

interface Props {
  label: string;
  /** `new-password` lets a password manager make one up. */
  autoComplete: 'current-password' | 'new-password';
  /** Under which the form finds it. */
  name: string;
  hint?: string;
  error?: string | undefined;
}

/** A password that can be looked at while it is typed. */
export function PasswordField({ autoComplete, hint, ...field }: Props) {
  const t = useTranslations('account');
  const [shown, setShown] = useState(false);
  return (
    <>
      <TextField
        {...field}
        // The hint says how long it must be, and so does the error.
        hint={field.error ? undefined : hint}
        type={shown ? 'text' : 'password'}
        autoComplete={autoComplete}
        autoCapitalize="none"
        spellCheck={false}
        required
        maxLength={200}
      />
      <label className={styles.show}>
        <input type="checkbox" checked={shown} onChange={(event) => setShown(event.target.checked)} />
        {t('showPassword')}
      </label>
    </>
  );
}
