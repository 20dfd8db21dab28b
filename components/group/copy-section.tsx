'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { leaveTo } from '@/components/account/leave-to';
import { TextField } from '@/components/ui/field';
import { Form, SubmitButton, type FormValues } from '@/components/ui/form';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { useSubmit } from '@/components/ui/use-submit';
import type { GroupPage } from '@/lib/contract/groups';
import styles from './group.module.css';
import { LONGEST_NAME } from './limits';
import { groupPath } from './paths';

/** As the contract has it: ten years. */
const MOST_DAYS = 3660;

/** The same assignments for the next term. */
export function CopySection({ group }: { group: GroupPage }) {
  const t = useTranslations('groups.settings');
  const { submit, busy, trouble, fieldError } = useSubmit();
  const [wrong, setWrong] = useState<'name' | 'days' | null>(null);
  const copy = async ({ name = '', days: written = '' }: FormValues) => {
    const days = Number(written.trim().replace('−', '-') || Number.NaN);
    const isOff = !Number.isInteger(days) || Math.abs(days) > MOST_DAYS;
    const fault = name.trim() === '' ? 'name' : isOff ? 'days' : null;
    setWrong(fault);
    if (fault) return;
    const result = await submit('POST /api/groups/:id/copy', { params: { id: group.id }, body: { name, days } });
    if (result?.ok) leaveTo(groupPath(result.data.id));
  };
  return (
    <section className={styles.section} aria-labelledby="copy">
      <h2 id="copy">{t('copy.title')}</h2>
      <p>{t('copy.detail')}</p>
      <Form className={styles.form} onSubmit={copy}>
        <ProblemNotice trouble={trouble} />
        <TextField
          label={t('copy.name')}
          name="name"
          maxLength={LONGEST_NAME}
          autoComplete="off"
          error={wrong === 'name' ? t('noName') : fieldError('name')}
        />
        <TextField
          label={t('copy.days')}
          hint={t('copy.daysHint')}
          name="days"
          defaultValue="364"
          autoComplete="off"
          error={wrong === 'days' ? t('copy.daysWrong') : fieldError('days')}
        />
        <div className={styles.actions}>
          <SubmitButton busy={busy}>{t('copy.submit')}</SubmitButton>
        </div>
      </Form>
    </section>
  );
}
