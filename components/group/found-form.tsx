'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { LongTextField, TextField } from '@/components/ui/field';
import { Form, SubmitButton, type FormValues } from '@/components/ui/form';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { useSubmit } from '@/components/ui/use-submit';
import { LONGEST_DESCRIPTION, LONGEST_NAME } from './limits';
import styles from './group.module.css';
import { groupPath } from './paths';

export function FoundForm() {
  const t = useTranslations('groups.found');
  const router = useRouter();
  const { submit, busy, trouble, fieldError } = useSubmit();
  const [nameless, setNameless] = useState(false);
  const found = async ({ name = '', description = '' }: FormValues) => {
    setNameless(name.trim() === '');
    if (name.trim() === '') return;
    const result = await submit('POST /api/groups', { body: { name, description } });
    if (result?.ok) router.push(groupPath(result.data.id));
  };
  return (
    <Form className={styles.form} onSubmit={found}>
      <ProblemNotice trouble={trouble} />
      <TextField
        label={t('name')}
        hint={t('nameHint')}
        name="name"
        maxLength={LONGEST_NAME}
        autoComplete="off"
        error={nameless ? t('noName') : fieldError('name')}
      />
      <LongTextField
        label={t('description')}
        hint={t('descriptionHint')}
        name="description"
        maxLength={LONGEST_DESCRIPTION}
        error={fieldError('description')}
      />
      <div className={styles.actions}>
        <SubmitButton tone="primary" busy={busy}>
          {t('submit')}
        </SubmitButton>
      </div>
    </Form>
  );
}
