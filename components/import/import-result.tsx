'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { Button, buttonClass } from '@/components/ui/button';
import type { Imported } from '@/lib/client/send-file';
import { ImportWarnings } from './import-warnings';
import styles from './import.module.css';

/** What was imported, and what in it wants a second look. Takes the focus: it is the news. */
export function ImportResult({ imported, onAnother }: { imported: Imported; onAnother: () => void }) {
  const t = useTranslations('import.done');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { article, headings, warnings } = imported;
  return (
    <section className={styles.result}>
      <h2 ref={heading} tabIndex={-1}>
        {t('title', { title: article.title })}
      </h2>
      <p>{t('facts', { headings, blocks: article.blockCount, length: article.length })}</p>
      <div className={styles.actions}>
        <Link className={buttonClass({ tone: 'primary' })} href={`/read/${encodeURIComponent(article.slug)}`}>
          {t('read')}
        </Link>
        <Button onClick={onAnother}>{t('another')}</Button>
      </div>
      {warnings.length === 0 ? (
        <p className={styles.hint}>{t('clean')}</p>
      ) : (
        <>
          <h3>{t('warnings', { count: warnings.length })}</h3>
          <ImportWarnings warnings={warnings} />
        </>
      )}
    </section>
  );
}
