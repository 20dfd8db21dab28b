'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import styles from './notice.module.css';
import type { Trouble } from './use-submit';

/**
 * Says what went wrong and what to do. Takes the focus when it appears, so that the keyboard and
 * a screen reader are where the news is, and a phone scrolls to it.
 */
export function ProblemNotice({ trouble }: { trouble: Trouble | null }) {
  const t = useTranslations('ui');
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (trouble) box.current?.focus();
  }, [trouble]);
  if (!trouble) return null;
  const { title, detail } =
    trouble === 'offline' ? { title: t('offline.title'), detail: t('offline.detail') } : trouble;
  return (
    <div ref={box} className={styles.problem} role="alert" tabIndex={-1}>
      <strong>{title}</strong>
      <p>{detail}</p>
    </div>
  );
}
