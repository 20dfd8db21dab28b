'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Form, SubmitButton } from '@/components/ui/form';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { useSubmit } from '@/components/ui/use-submit';
import type { ProgressRow } from '@/lib/contract/assignments';
import { momentAt, wallTime } from '@/lib/domain/assignments/wall-time';
import { WallTimeField } from './dates-field';
import styles from './progress.module.css';

interface Props {
  assignment: { readonly id: string; readonly timeZone: string };
  row: ProgressRow;
  /** `said`: what came of it; null: nothing was changed. */
  onDone: (said: string | null) => void;
}

/** Gives one member longer, below their row. */
export function ExtensionForm({ assignment: { id, timeZone }, row, onDone }: Props) {
  const t = useTranslations('teaching.progress');
  const { submit, busy, trouble, fieldError } = useSubmit();
  const [wall, setWall] = useState(row.dueAt === null ? '' : wallTime(row.dueAt, timeZone));
  const [isMissing, setIsMissing] = useState(false);
  const form = useRef<HTMLDivElement>(null);
  const { name } = row.member;
  const params = { id, member: row.member.id };
  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  const save = async () => {
    const moment = momentAt(wall, timeZone);
    setIsMissing(!moment);
    if (!moment) return form.current?.querySelector('input')?.focus();
    const body = { dueAt: moment.instant };
    const answer = await submit('PUT /api/assignments/:id/extensions/:member', { params, body });
    if (answer?.ok) onDone(t('extendDone', { name }));
  };
  const takeBack = async () => {
    const answer = await submit('DELETE /api/assignments/:id/extensions/:member', { params });
    if (answer?.ok) onDone(t('extendRemoved', { name }));
  };
  return (
    <div
      ref={form}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
        event.preventDefault();
        onDone(null);
      }}
    >
      <Form className={styles.extension} onSubmit={save}>
        <WallTimeField
          label={t('extendUntil', { name })}
          hint={t('extendHint', { zone: timeZone })}
          name="dueAt"
          error={isMissing ? t('extendMissing') : fieldError('dueAt')}
          value={wall}
          timeZone={timeZone}
          onChange={setWall}
        />
        <div className={styles.actions}>
          <SubmitButton size="small" tone="primary" busy={busy}>
            {t('extendSave')}
          </SubmitButton>
          {row.extended && (
            <Button size="small" busy={busy} onClick={() => void takeBack()}>
              {t('extendRemove')}
            </Button>
          )}
          <Button size="small" onClick={() => onDone(null)}>
            {t('extendCancel')}
          </Button>
        </div>
        <ProblemNotice trouble={trouble} />
      </Form>
    </div>
  );
}
