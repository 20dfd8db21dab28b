'use client';

import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { ProblemNotice } from '@/components/ui/problem-notice';
import styles from './form.module.css';
import { useSignInThrough } from './use-sign-in-through';

/** Goes to the OIDC provider and comes back to `next`. Signed in, it connects the two accounts. */
export function ProviderButton({ next, children }: { next: string; children: ReactNode }) {
  const { go, busy, trouble } = useSignInThrough('oidc', next);
  return (
    <>
      <ProblemNotice trouble={trouble} />
      <Button className={styles.full} busy={busy} onClick={() => void go()}>
        {children}
      </Button>
    </>
  );
}
