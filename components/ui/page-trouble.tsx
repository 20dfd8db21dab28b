'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { Button, buttonClass } from './button';
import styles from './whole-page.module.css';

interface Props {
  error: Error & { digest?: string };
  retry: () => void;
}

/** The page that did not come about. The digest is what the server's log has it under. */
export function PageTrouble({ error, retry }: Props) {
  const t = useTranslations('common.error');
  useEffect(() => console.error(error), [error]);
  return (
    <main className={styles.page}>
      <p className={styles.sign} aria-hidden="true" lang="zh-Hans">
        误
      </p>
      <h1>{t('title')}</h1>
      <p>{t('detail')}</p>
      <p className={styles.actions}>
        <Button tone="primary" onClick={retry}>
          {t('retry')}
        </Button>
        <Link className={buttonClass()} href="/">
          {t('home')}
        </Link>
      </p>
      {error.digest && (
        <p>
          <small>{error.digest}</small>
        </p>
      )}
    </main>
  );
}
