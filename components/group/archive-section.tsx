'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { leaveTo } from '@/components/account/leave-to';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { useSubmit } from '@/components/ui/use-submit';
import type { GroupPage } from '@/lib/contract/groups';
import styles from './group.module.css';
import { groupPath } from './paths';

/** Its owner puts the group away, or brings it back. All pages are other ones then: a new document. */
export function ArchiveSection({ group }: { group: GroupPage }) {
  const t = useTranslations('groups.settings.archive');
  const { submit, busy, trouble } = useSubmit();
  const [asking, setAsking] = useState(false);
  const archive = async (archived: boolean) => {
    const result = await submit('PATCH /api/groups/:id', { params: { id: group.id }, body: { archived } });
    if (result?.ok) leaveTo(groupPath(group.id, 'settings'));
  };
  return (
    <section className={styles.section} aria-labelledby="archive">
      <h2 id="archive">{t('title')}</h2>
      <p>{t(group.archived ? 'undoDetail' : 'detail')}</p>
      {group.archived && <ProblemNotice trouble={trouble} />}
      <div className={styles.actions}>
        {group.archived ? (
          <Button busy={busy} onClick={() => void archive(false)}>
            {t('undo')}
          </Button>
        ) : (
          <Button tone="danger" onClick={() => setAsking(true)}>
            {t('do')}
          </Button>
        )}
      </div>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t('confirm', { name: group.name })}
        description={t('detail')}
        confirm={t('do')}
        danger
        busy={busy}
        trouble={trouble}
        onConfirm={() => void archive(true)}
      />
    </section>
  );
}
