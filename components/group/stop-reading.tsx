'use client';

import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { useSubmit } from '@/components/ui/use-submit';
import styles from './group-home.module.css';

interface Props {
  /** Id. */
  group: string;
  slug: string;
  title: string;
}

/** Of an article that another group shares: who leads this one ends that. To begin again is the other’s. */
export function StopReading({ group, slug, title }: Props) {
  const t = useTranslations('groups.stopReading');
  const router = useRouter();
  const { submit, busy, trouble, clear } = useSubmit();
  const [asking, setAsking] = useState(false);
  const stop = async () => {
    const result = await submit('DELETE /api/articles/:slug/groups/:group', { params: { slug, group } });
    // Somebody else was faster: it is gone all the same.
    if (!result?.ok && result?.status !== 404) return;
    setAsking(false);
    router.refresh();
  };
  return (
    <>
      <button
        type="button"
        className={styles.stop}
        aria-label={t('of', { title })}
        onClick={() => {
          clear();
          setAsking(true);
        }}
      >
        {t('stop')}
      </button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t('title', { title })}
        description={t('detail')}
        confirm={t('stop')}
        danger
        busy={busy}
        trouble={trouble}
        onConfirm={() => void stop()}
      />
    </>
  );
}
