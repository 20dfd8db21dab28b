'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { DoneNotice } from '@/components/ui/done-notice';
import { TextField } from '@/components/ui/field';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { useSubmit } from '@/components/ui/use-submit';
import form from './form.module.css';
import { SettingsSection } from './settings-section';

export function ProfileSection({ name: given, email }: { name: string; email: string }) {
  const t = useTranslations('settings');
  const account = useTranslations('account');
  const router = useRouter();
  const { submit, busy, trouble, fieldError } = useSubmit();
  const [name, setName] = useState(given);
  const [saved, setSaved] = useState(false);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setSaved(false);
    const result = await submit('PATCH /api/me', { body: { name } });
    if (!result?.ok) return;
    setName(result.data.name);
    setSaved(true);
    router.refresh(); // the bar shows the name
  };
  return (
    <SettingsSection id="profile" title={t('profile.title')}>
      <form className={`${form.form} ${form.narrow}`} onSubmit={(event) => void send(event)} noValidate>
        <ProblemNotice trouble={trouble} />
        <TextField
          label={account('name')}
          hint={account('nameHint')}
          autoComplete="name"
          maxLength={60}
          required
          value={name}
          error={fieldError('name')}
          onChange={(event) => {
            setName(event.target.value);
            setSaved(false);
          }}
        />
        <TextField label={t('profile.email')} hint={t('profile.emailHint')} type="email" value={email} readOnly />
        <Button type="submit" busy={busy}>
          {t('save')}
        </Button>
        <DoneNotice>{saved && <p>{t('saved')}</p>}</DoneNotice>
      </form>
    </SettingsSection>
  );
}
