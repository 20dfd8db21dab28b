'use client';

import { useTranslations } from 'next-intl';
import { leaveTo } from '@/components/account/leave-to';
import { Form, SubmitButton } from '@/components/ui/form';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { useSubmit } from '@/components/ui/use-submit';
import styles from './join-button.module.css';
import { groupPath } from './paths';

export function JoinButton({ code }: { code: string }) {
  const t = useTranslations('groups.join');
  const { submit, busy, trouble } = useSubmit();
  const join = async () => {
    const result = await submit('POST /api/join/:code', { params: { code } });
    // A new document: what the router remembers was seen by one who did not belong to the group.
    if (result?.ok) leaveTo(groupPath(result.data.id));
  };
  return (
    <Form className={styles.join} onSubmit={join}>
      <ProblemNotice trouble={trouble} />
      <SubmitButton tone="primary" busy={busy}>
        {t('join')}
      </SubmitButton>
    </Form>
  );
}
