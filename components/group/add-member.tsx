'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { DoneNotice } from '@/components/ui/done-notice';
import { SelectField, TextField } from '@/components/ui/field';
import { Form, SubmitButton, type FormValues } from '@/components/ui/form';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { useSubmit } from '@/components/ui/use-submit';
import type { GroupPage, MemberView } from '@/lib/contract/groups';
import { GROUP_ROLES, type GroupRole } from '@/lib/domain/permissions/can';
import styles from './group.module.css';

/** Only an owner makes instructors and owners. */
const rolesToGive = (role: GroupRole): readonly GroupRole[] =>
  role === 'owner' ? GROUP_ROLES.toReversed() : ['member'];

/** Somebody who has an account becomes a member at once. */
export function AddMember({ group, onAdded }: { group: GroupPage; onAdded: (member: MemberView) => void }) {
  const t = useTranslations('groups');
  const { submit, busy, trouble, fieldError } = useSubmit();
  const [done, setDone] = useState('');
  const roles = rolesToGive(group.role);
  const add = async ({ email = '', role = 'member' }: FormValues, form: HTMLFormElement) => {
    setDone('');
    const body = { email: email.trim(), role: role as GroupRole };
    const result = await submit('POST /api/groups/:id/members', { params: { id: group.id }, body });
    if (!result?.ok) return;
    form.reset();
    onAdded(result.data);
    setDone(t('members.add.done', { name: result.data.name }));
  };
  return (
    <section className={styles.section} aria-labelledby="add-member">
      <h2 id="add-member">{t('members.add.title')}</h2>
      <p>{t('members.add.detail')}</p>
      <Form className={styles.form} onSubmit={add}>
        <ProblemNotice trouble={trouble} />
        <DoneNotice>{done && <p>{done}</p>}</DoneNotice>
        <TextField
          label={t('members.add.email')}
          type="email"
          name="email"
          autoComplete="off"
          error={fieldError('email')}
        />
        {roles.length > 1 && (
          <SelectField label={t('members.add.role')} name="role">
            {roles.map((role) => (
              <option key={role} value={role}>
                {t(`role.${role}`)}
              </option>
            ))}
          </SelectField>
        )}
        <div className={styles.actions}>
          <SubmitButton busy={busy}>{t('members.add.submit')}</SubmitButton>
        </div>
      </Form>
    </section>
  );
}
