'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { troubleOf, type Trouble } from '@/components/ui/use-submit';
import { signInThrough } from '@/lib/client/auth';
import { authErrorKey } from './auth-error';

/**
 * One attempt at a time. To a provider it leaves this page (and stays busy); a mailed link stays
 * here. `go` answers whether all is well.
 */
export function useSignInThrough(provider: 'oidc' | 'email', next: string) {
  const t = useTranslations('account');
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const go = async (fields?: Record<string, string>): Promise<boolean> => {
    setBusy(true);
    setTrouble(null);
    const result = await signInThrough(provider, next, fields);
    const error = result.ok ? new URL(result.data.url).searchParams.get('error') : null;
    const leaves = result.ok && !error && provider === 'oidc';
    setBusy(leaves);
    if (leaves) window.location.assign(result.data.url);
    if (!result.ok) setTrouble(troubleOf(result));
    if (error)
      setTrouble({
        type: 'about:blank',
        status: 400,
        code: error,
        title: t('signIn.title'),
        detail: t(`signIn.errors.${authErrorKey(error)}`),
      });
    return result.ok && !error;
  };
  return { go, busy, trouble };
}
