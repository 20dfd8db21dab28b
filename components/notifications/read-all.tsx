'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { api } from '@/lib/client/api';
import styles from './notifications.module.css';

export function ReadAll() {
  const t = useTranslations('notifications');
  const router = useRouter();
  const [state, setState] = useState<'idle' | 'sending' | 'failed'>('idle');
  const readAll = async () => {
    setState('sending');
    const { ok } = await api('POST /api/me/notifications/read', { body: {} });
    setState(ok ? 'idle' : 'failed');
    if (ok) router.refresh();
  };
  return (
    <div className={styles.all}>
      <Button type="button" disabled={state === 'sending'} onClick={() => void readAll()}>
        {t('readAll')}
      </Button>
      {state === 'failed' && <p role="alert">{t('failed')}</p>}
    </div>
  );
}
