'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { WaitingView } from '@/lib/contract/moderation';
import { idOf, withDecided, type Decided, type Decision } from './decided-here';
import { DecidedLine } from './decided-line';
import { WaitingRow } from './waiting-row';
import styles from './waiting.module.css';

/** What waits; decided, it leaves a line behind that stays when the list is read anew without it. */
export function WaitingList({ waiting }: { waiting: readonly WaitingView[] }) {
  const t = useTranslations('moderation');
  const router = useRouter();
  const [decided, setDecided] = useState<readonly Decided[]>([]);
  const decide = (item: WaitingView, decision: Decision) => {
    setDecided((all) => [...all.filter((one) => idOf(one.item) !== idOf(item)), { item, decision }]);
    router.refresh(); // the count in the bar, and who waits behind these
  };
  return (
    <>
      <ol className={styles.list}>
        {withDecided(waiting, decided).map(({ item, decision }) => (
          <li key={idOf(item)}>
            {decision ? (
              <DecidedLine item={item} decision={decision} onShown={() => decide(item, 'shown')} />
            ) : (
              <WaitingRow waiting={item} onDecided={(made) => decide(item, made)} />
            )}
          </li>
        ))}
      </ol>
      {waiting.length === 0 && (
        <section className={styles.nothing}>
          <h2>{t('empty.title')}</h2>
          <p>{t('empty.detail')}</p>
        </section>
      )}
    </>
  );
}
