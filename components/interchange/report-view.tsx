'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import importStyles from '@/components/import/import.module.css';
import { Button, buttonClass } from '@/components/ui/button';
import type { InterchangeReport } from '@/lib/contract/interchange';
import { readPath } from '@/lib/domain/reading/read-path';
import styles from './interchange.module.css';

interface Props {
  slug: string;
  report: InterchangeReport;
  onAnother: () => void;
}

const COUNTED = ['anchored', 'uncertain', 'notFound', 'replies', 'known'] as const;

/** What became of a file's notes. Takes the focus: it is the news. */
export function ReportView({ slug, report, onAnother }: Props) {
  const t = useTranslations('interchange.report');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const added = report.anchored + report.uncertain + report.notFound + report.replies;
  return (
    <div className={importStyles.result}>
      <h3 ref={heading} tabIndex={-1} className={styles.news}>
        {t(added > 0 ? 'title' : 'nothing')}
      </h3>
      <ul className={styles.counts}>
        {COUNTED.filter((name) => report[name] > 0).map((name) => (
          <li key={name}>{t(name, { count: report[name] })}</li>
        ))}
        {report.refusedCount > 0 && <li>{t('refused', { count: report.refusedCount })}</li>}
      </ul>
      <div className={importStyles.actions}>
        <Link className={buttonClass({ tone: 'primary' })} href={readPath(slug)} prefetch={false}>
          {t('read')}
        </Link>
        <Button onClick={onAnother}>{t('another')}</Button>
      </div>
      {report.places.length > 0 && <Places slug={slug} report={report} />}
      <Items title={t('left')} items={report.refused} count={report.refusedCount} />
      <Items title={t('warned')} items={report.warnings} count={report.warnings.length} />
    </div>
  );
}

function Places({ slug, report: { places, uncertain, notFound } }: Pick<Props, 'slug' | 'report'>) {
  const t = useTranslations('interchange.report');
  const unlisted = uncertain + notFound - places.length;
  return (
    <section className={styles.list}>
      <h4>{t('places')}</h4>
      <p className={styles.soft}>{t('placesHint')}</p>
      <ol>
        {places.map(({ note, state, quote, words, number }) => (
          <li key={note} data-state={state}>
            <Link href={`/read/${encodeURIComponent(slug)}?note=${note}`} prefetch={false}>
              {quote?.replaceAll('\uFFFC', '▫') ?? t('noQuote')}
            </Link>
            <p className={styles.soft}>
              <span className={styles.mark}>{t(state === 'uncertain' ? 'uncertainMark' : 'removedMark')}</span>
              {number !== null && <span>{t('number', { number })}</span>}
              {words !== null && <span>{t('now', { words: words.replaceAll('\uFFFC', '▫') })}</span>}
            </p>
          </li>
        ))}
      </ol>
      {unlisted > 0 && <p className={styles.soft}>{t('more', { count: unlisted })}</p>}
    </section>
  );
}

interface ItemsProps {
  title: string;
  items: InterchangeReport['refused'] | InterchangeReport['warnings'];
  count: number;
}

function Items({ title, items, count }: ItemsProps) {
  const t = useTranslations('interchange');
  if (items.length === 0) return null;
  return (
    <section className={styles.list}>
      <h4>{title}</h4>
      <ol className={importStyles.warnings}>
        {items.map(({ index, id, reason }) => (
          <li key={`${index} ${reason}`}>
            <span className={importStyles.place}>{t('report.item', { number: index + 1 })}</span>
            <span>
              {t(`reasons.${reason}`)}
              {id !== null && <small>{id}</small>}
            </span>
          </li>
        ))}
      </ol>
      {count > items.length && <p className={styles.soft}>{t('report.more', { count: count - items.length })}</p>}
    </section>
  );
}
