'use client';

import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { persistently } from '@/components/margin/persistently';
import { Button, buttonClass } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Dialog } from '@/components/ui/dialog';
import { DoneNotice } from '@/components/ui/done-notice';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { useSubmit } from '@/components/ui/use-submit';
import type { AssignmentView, ProgressRow } from '@/lib/contract/assignments';
import { ExtensionForm } from './extension-form';
import { memberPath } from './paths';
import styles from './progress.module.css';
import { ProgressTable } from './progress-table';

const GradeForm = dynamic(() => persistently(() => import('./grade-form').then((module) => module.GradeForm)), {
  ssr: false,
});

interface Props {
  /** Id of who is looking. */
  user: string;
  assignment: AssignmentView;
  rows: readonly ProgressRow[];
}

/** The table of progress, and what who leads the group does with it. */
export function ProgressDesk({ user, assignment, rows }: Props) {
  const t = useTranslations('teaching.progress');
  const tGrade = useTranslations('teaching.grade');
  const router = useRouter();
  const [said, setSaid] = useState<string | null>(null);
  const [extending, setExtending] = useState<string | null>(null);
  const [grading, setGrading] = useState<string | null>(null);
  const { id, group } = assignment;
  const mayChange = !group.archived;
  const rowOf = (member: string | null) => rows.find((row) => row.member.id === member);
  const [extended, graded] = [rowOf(extending), rowOf(grading)];

  const after = (text: string) => {
    setSaid(text);
    router.refresh();
  };
  const endExtending = (text: string | null) => {
    setExtending(null);
    document.querySelector<HTMLElement>(`[data-extends="${extending}"]`)?.focus();
    if (text !== null) after(text);
  };
  if (rows.length === 0) return <p className={styles.empty}>{t('empty')}</p>;
  return (
    <>
      <Tools id={id} mayChange={mayChange} onDone={after} />
      <DoneNotice>{said}</DoneNotice>
      <ProgressTable
        assignment={id}
        rows={rows}
        mayChange={mayChange}
        extending={extending}
        extension={
          extended && <ExtensionForm key={extending} assignment={assignment} row={extended} onDone={endExtending} />
        }
        onExtend={setExtending}
        onGrade={setGrading}
      />
      <Dialog
        open={graded !== undefined}
        onOpenChange={(open) => !open && setGrading(null)}
        title={graded?.member.name}
        sticky
        side
      >
        {graded && (
          <>
            <p className={styles.work}>
              <Link href={memberPath(id, graded.member.id)} prefetch={false}>
                {tGrade('work')}
              </Link>
            </p>
            <GradeForm
              key={graded.member.id}
              user={user}
              assignment={id}
              member={graded.member.id}
              grade={graded.grade}
              onChanged={() => router.refresh()}
            />
          </>
        )}
      </Dialog>
    </>
  );
}

interface ToolsProps {
  id: string;
  mayChange: boolean;
  /** Tells what was done. */
  onDone: (said: string) => void;
}

/** What is done for all at once. */
function Tools({ id, mayChange, onDone }: ToolsProps) {
  const t = useTranslations('teaching.progress');
  const reminding = useSubmit();
  const releasing = useSubmit();
  /** What is asked before it is done. */
  const [asks, setAsks] = useState<'release' | 'hold' | null>(null);
  const remind = async () => {
    const answer = await reminding.submit('POST /api/assignments/:id/remind', { params: { id } });
    if (answer?.ok) onDone(t('reminded', { count: answer.data.reminded }));
  };
  const release = async (released: boolean) => {
    const answer = await releasing.submit('POST /api/assignments/:id/grades/release', {
      params: { id },
      body: { released },
    });
    if (!answer?.ok) return;
    setAsks(null);
    onDone(t(released ? 'released' : 'held', { count: answer.data.changed }));
  };
  return (
    <>
      <div className={styles.tools}>
        {mayChange && (
          <>
            <Button size="small" busy={reminding.busy} onClick={() => void remind()}>
              {t('remind')}
            </Button>
            <Button size="small" onClick={() => setAsks('release')}>
              {t('release')}
            </Button>
            <Button size="small" onClick={() => setAsks('hold')}>
              {t('hold')}
            </Button>
          </>
        )}
        <a className={buttonClass({ size: 'small' })} href={`/api/assignments/${id}/export`} download>
          {t('export')}
        </a>
        <a className={styles.jump} href="#heat">
          {t('heat')} ↓
        </a>
      </div>
      <ProblemNotice trouble={reminding.trouble} />
      <ConfirmDialog
        open={asks !== null}
        onOpenChange={(open) => !open && setAsks(null)}
        title={t(asks === 'hold' ? 'holdAsk' : 'releaseAsk')}
        description={t(asks === 'hold' ? 'holdDetail' : 'releaseDetail')}
        confirm={t(asks === 'hold' ? 'hold' : 'release')}
        busy={releasing.busy}
        trouble={releasing.trouble}
        onConfirm={() => void release(asks === 'release')}
      />
    </>
  );
}
