'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { DoneNotice } from '@/components/ui/done-notice';
import { LongTextField, TextField } from '@/components/ui/field';
import { Form, SubmitButton, type FormValues } from '@/components/ui/form';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { useSubmit } from '@/components/ui/use-submit';
import type { GroupPage } from '@/lib/contract/groups';
import styles from './group.module.css';
import { LONGEST_DESCRIPTION, LONGEST_NAME } from './limits';

export function AboutSection({ group }: { group: GroupPage }) {
  const t = useTranslations('groups.settings');
  const router = useRouter();
  const { submit, busy, trouble, fieldError } = useSubmit();
  const [state, setState] = useState<'idle' | 'saved' | 'nameless'>('idle');
  const save = async ({ name = '', description = '' }: FormValues) => {
    if (name.trim() === '') return setState('nameless');
    setState('idle');
    const result = await submit('PATCH /api/groups/:id', { params: { id: group.id }, body: { name, description } });
    if (!result?.ok) return;
    setState('saved');
    router.refresh();
  };
  return (
    <section className={styles.section} aria-labelledby="about">
      <h2 id="about">{t('about')}</h2>
      <Form className={styles.form} onSubmit={save}>
        <ProblemNotice trouble={trouble} />
        <DoneNotice>{state === 'saved' && <p>{t('saved')}</p>}</DoneNotice>
        <TextField
          label={t('name')}
          name="name"
          defaultValue={group.name}
          maxLength={LONGEST_NAME}
          autoComplete="off"
          error={state === 'nameless' ? t('noName') : fieldError('name')}
        />
        <LongTextField
          label={t('description')}
          name="description"
          defaultValue={group.description}
          maxLength={LONGEST_DESCRIPTION}
          error={fieldError('description')}
        />
        <div className={styles.actions}>
          <SubmitButton tone="primary" busy={busy}>
            {t('save')}
          </SubmitButton>
        </div>
      </Form>
    </section>
  );
}
