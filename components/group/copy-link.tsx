'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { copyText } from '@/components/margin/copy-text';
import { Button } from '@/components/ui/button';
import styles from './members.module.css';

/** @param name what the button is called for who does not see what it stands beside */
export function CopyLink({ url, name }: { url: string; name: string }) {
  const t = useTranslations('groups.invitations');
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');
  const copy = async () => setState((await copyText(url)) ? 'copied' : 'failed');
  return (
    <>
      <Button size="small" aria-label={name} onClick={() => void copy()}>
        {t('copy')}
      </Button>
      <span role="status" className={styles.copied}>
        {state === 'copied' ? t('copied') : state === 'failed' ? t('copyFailed') : ''}
      </span>
    </>
  );
}
