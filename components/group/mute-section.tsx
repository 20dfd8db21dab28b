'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { useSubmit } from '@/components/ui/use-submit';
import type { GroupPage } from '@/lib/contract/groups';
import groupStyles from './group.module.css';
import styles from './settings.module.css';

export function MuteSection({ group }: { group: GroupPage }) {
  const t = useTranslations('groups.settings');
  const { submit, trouble } = useSubmit();
  const [muted, setMuted] = useState(group.muted);
  const [saved, setSaved] = useState(false);
  const change = async (wanted: boolean) => {
    setMuted(wanted);
    setSaved(false);
    const params = { id: group.id };
    const result = wanted
      ? await submit('PUT /api/groups/:id/mute', { params })
      : await submit('DELETE /api/groups/:id/mute', { params });
    if (result?.ok) setSaved(true);
    else setMuted(!wanted);
  };
  return (
    <section className={groupStyles.section} aria-labelledby="notices">
      <h2 id="notices">{t('notices')}</h2>
      <ProblemNotice trouble={trouble} />
      <label className={styles.check}>
        <input type="checkbox" checked={muted} onChange={(event) => void change(event.target.checked)} />
        <span>
          {t('mute')}
          <small>{t('muteHint')}</small>
        </span>
      </label>
      <p role="status" className={groupStyles.soft} hidden={!saved}>
        {saved && t('saved')}
      </p>
    </section>
  );
}
