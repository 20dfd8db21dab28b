'use client';

import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useState } from 'react';
import { persistently } from '@/components/margin/persistently';
import { Button } from '@/components/ui/button';
import { api } from '@/lib/client/api';
import type { ResponseOf } from '@/lib/contract/endpoint';
import type { Endpoints } from '@/lib/contract/endpoints';
import { readPath, readQuery } from '@/lib/domain/reading/read-path';
import type { ShownScript } from '@/lib/domain/script/script';
import styles from './heat.module.css';

export type HeatBlock = ResponseOf<Endpoints['GET /api/assignments/:id/heat']>['blocks'][number];

/** Chart.js comes when there is something to draw. */
const HeatChart = dynamic(() => persistently(() => import('./heat-chart').then((module) => module.HeatChart)), {
  ssr: false,
  loading: () => <div className={styles.chart} />,
});

interface Props {
  assignment: string;
  slug: string;
  script: ShownScript;
}

/** Where the section was annotated, and where it was not understood: drawn, and the same as a table. */
export function Heat({ assignment, slug, script }: Props) {
  const t = useTranslations('teaching.progress');
  const [blocks, setBlocks] = useState<readonly HeatBlock[] | 'failed' | null>(null);
  const ask = useCallback(async () => {
    const answer = await api('GET /api/assignments/:id/heat', { params: { id: assignment }, query: { script } });
    setBlocks(answer.ok ? answer.data.blocks : 'failed');
  }, [assignment, script]);
  useEffect(() => {
    const asking = setTimeout(() => void ask());
    return () => clearTimeout(asking);
  }, [ask]);
  const placeOf = useCallback(({ key }: HeatBlock) => `${readPath(slug)}${readQuery({ block: key })}`, [slug]);
  return (
    <section id="heat" className={styles.heat} aria-labelledby="heat-heading">
      <h2 id="heat-heading">{t('heat')}</h2>
      <p className={styles.soft}>{t('heatLead')}</p>
      {blocks === null && (
        <p className={styles.waiting} role="status">
          {t('heatLoading')}
        </p>
      )}
      {blocks === 'failed' && (
        <p className={styles.waiting} role="alert">
          {t('heatFailed')}{' '}
          <Button size="small" onClick={() => void ask()}>
            {t('heatAgain')}
          </Button>
        </p>
      )}
      {Array.isArray(blocks) && <Found blocks={blocks as readonly HeatBlock[]} placeOf={placeOf} />}
    </section>
  );
}

interface FoundProps {
  blocks: readonly HeatBlock[];
  placeOf: (block: HeatBlock) => string;
}

function Found({ blocks, placeOf }: FoundProps) {
  const t = useTranslations('teaching.progress');
  return (
    <>
      {blocks.some(({ notes }) => notes > 0) ? (
        <HeatChart blocks={blocks} placeOf={placeOf} />
      ) : (
        <p className={styles.waiting}>{t('heatNone')}</p>
      )}
      {blocks.length > 0 && (
        <details>
          <summary>{t('heatShow')}</summary>
          <div className={styles.scroll} role="region" aria-label={t('heatTable')} tabIndex={0}>
            <table>
              <caption>{t('heatTable')}</caption>
              <thead>
                <tr>
                  {(['block', 'opening', 'plainNotes', 'questions', 'unanswered', 'replies', 'readers'] as const).map(
                    (name) => (
                      <th key={name} scope="col">
                        {t(name)}
                      </th>
                    ),
                  )}
                </tr>
              </thead>
              <tbody>
                {blocks.map((block) => (
                  <tr key={block.key}>
                    <th scope="row">
                      <Link href={placeOf(block)} prefetch={false}>
                        ¶{block.number}
                      </Link>
                    </th>
                    <td>{block.opening}</td>
                    <td>{block.notes}</td>
                    <td>{block.questions}</td>
                    <td>{block.unanswered}</td>
                    <td>{block.replies}</td>
                    <td>{block.readers}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      )}
    </>
  );
}
