'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { DoneNotice } from '@/components/ui/done-notice';
import { TextField } from '@/components/ui/field';
import { Form, SubmitButton, type FormValues } from '@/components/ui/form';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { useSubmit } from '@/components/ui/use-submit';
import form from './form.module.css';
import { SettingsSection } from './settings-section';

export function ProfileSection({ name, email }: { name: string; email: string }) {
  const t = useTranslations('settings');
  const account = useTranslations('account');
  const router = useRouter();
  const { submit, busy, trouble, fieldError } = useSubmit();
  const [saved, setSaved] = useState(false);
  const send = async ({ name: changed = '' }: FormValues) => {
    setSaved(false);
    const result = await submit('PATCH /api/me', { body: { name: changed } });
    if (!result?.ok) return;
    setSaved(true);
    router.refresh(); // the bar shows the name
  };
  return (
    <SettingsSection id="profile" title={t('profile.title')}>
      <Form className={`${form.form} ${form.narrow}`} onSubmit={send}>
        <ProblemNotice trouble={trouble} />
        <TextField
          label={account('name')}
          hint={account('nameHint')}
          autoComplete="name"
          maxLength={60}
          required
          name="name"
          defaultValue={name}
          error={fieldError('name')}
          onChange={() => setSaved(false)}
        />
        <TextField label={t('profile.email')} hint={t('profile.emailHint')} type="email" value={email} readOnly />
        <SubmitButton busy={busy}>{t('save')}</SubmitButton>
        <DoneNotice>{saved && <p>{t('saved')}</p>}</DoneNotice>
      </Form>
    </SettingsSection>
  );
}
