'use client';

import { useTranslations } from 'next-intl';
import { useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { DoneNotice } from '@/components/ui/done-notice';
import { TextField } from '@/components/ui/field';
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
  const [email, setEmail] = useState('');
  const [sentTo, setSentTo] = useState<string | null>(null);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setSentTo(null);
    if (await go({ email })) setSentTo(email);
  };
  return (
    <form className={styles.form} onSubmit={(event) => void send(event)}>
      <ProblemNotice trouble={trouble} />
      <TextField
        label={t('email')}
        type="email"
        name="link-email"
        autoComplete="email"
        autoCapitalize="none"
        required
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      <Button type="submit" busy={busy}>
        {t('signIn.emailLink')}
      </Button>
      <DoneNotice>{sentTo && <p>{t('signIn.emailSent', { email: sentTo })}</p>}</DoneNotice>
    </form>
  );
}
