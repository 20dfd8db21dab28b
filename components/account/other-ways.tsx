'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { DoneNotice } from '@/components/ui/done-notice';
import { TextField } from '@/components/ui/field';
import { Form, SubmitButton, type FormValues } from '@/components/ui/form';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { ProviderButton } from './provider-button';
import styles from './form.module.css';
import { useSignInThrough } from './use-sign-in-through';

interface Props {
  next: string;
  /** Name of the OIDC provider, if the operator set one up. */
  oidc: string | null;
  email: boolean;
}

/** Ways in beside the password. */
export function OtherWays({ next, oidc, email }: Props) {
  const t = useTranslations('account');
  return (
    <div className={styles.form} data-needs-script="">
      <div className={styles.or}>{t('signIn.or')}</div>
      {oidc && <ProviderButton next={next}>{t('signIn.with', { provider: oidc })}</ProviderButton>}
      {email && <EmailLinkForm next={next} />}
    </div>
  );
}

function EmailLinkForm({ next }: { next: string }) {
  const t = useTranslations('account');
  const { go, busy, trouble } = useSignInThrough('email', next);
  const [sentTo, setSentTo] = useState<string | null>(null);
  const send = async ({ email = '' }: FormValues) => {
    setSentTo(null);
    if (await go({ email })) setSentTo(email);
  };
  return (
    <Form className={styles.form} onSubmit={send}>
      <ProblemNotice trouble={trouble} />
      <TextField label={t('email')} type="email" name="email" autoComplete="email" autoCapitalize="none" required />
      <SubmitButton busy={busy}>{t('signIn.emailLink')}</SubmitButton>
      <DoneNotice>{sentTo && <p>{t('signIn.emailSent', { email: sentTo })}</p>}</DoneNotice>
    </Form>
  );
}
