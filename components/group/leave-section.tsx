'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { leaveTo } from '@/components/account/leave-to';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { useSubmit } from '@/components/ui/use-submit';
import type { GroupPage } from '@/lib/contract/groups';
import styles from './group.module.css';

export function LeaveSection({ group, self }: { group: GroupPage; self: string }) {
  const t = useTranslations('groups');
  const { submit, busy, trouble, clear } = useSubmit();
  const [asking, setAsking] = useState(false);
  const leave = async () => {
    const params = { id: group.id, member: self };
    const result = await submit('DELETE /api/groups/:id/members/:member', { params });
    if (result?.ok) leaveTo('/groups');
  };
  return (
    <section className={styles.section} aria-labelledby="leave">
      <h2 id="leave">{t('settings.leave.title')}</h2>
      <p>{t('settings.leave.detail')}</p>
      <div className={styles.actions}>
        <Button
          tone="danger"
          onClick={() => {
            clear();
            setAsking(true);
          }}
        >
          {t('members.leave')}
        </Button>
      </div>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t('members.leaveTitle', { name: group.name })}
        description={t('members.leaveDetail')}
        confirm={t('members.leave')}
        danger
        busy={busy}
        trouble={trouble}
        onConfirm={() => void leave()}
      />
    </section>
  );
}
