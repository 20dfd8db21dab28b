'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { entryOf } from '@/components/assignment/facts';
import { Button } from '@/components/ui/button';
import { DoneNotice } from '@/components/ui/done-notice';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { useSubmit } from '@/components/ui/use-submit';
import type { AssignmentView } from '@/lib/contract/assignments';
import type { GroupView } from '@/lib/contract/groups';
import { agendaOf } from '@/lib/domain/assignments/agenda';
import type { Standing } from '@/lib/domain/assignments/standing';
import { AssignmentRow } from './assignment-row';
import { CopyDialog } from './copy-dialog';
import { CopyGroupDialog } from './copy-group-dialog';
import styles from './list.module.css';

interface Props {
  group: GroupView;
  leads: boolean;
  assignments: readonly AssignmentView[];
  archived: readonly AssignmentView[];
  standings: Readonly<Record<string, readonly Standing[]>>;
  led: readonly GroupView[];
}

/** The list, and what who leads the group does in it. */
export function AssignmentsDesk({ group, leads, assignments, archived, standings, led }: Props) {
  const t = useTranslations('teaching.list');
  const router = useRouter();
  const { submit, busy, trouble } = useSubmit();
  const [done, setDone] = useState<string | null>(null);
  const [copying, setCopying] = useState<AssignmentView | null>(null);
  const [copiesGroup, setCopiesGroup] = useState(false);

  const after = (text: string) => {
    setDone(text);
    router.refresh();
  };
  const archive = async ({ id, title, version, archived: was }: AssignmentView) => {
    setDone(null);
    const answer = await submit('PATCH /api/assignments/:id', {
      params: { id },
      headers: { 'if-match': `"${version}"` },
      body: { archived: !was },
    });
    if (answer?.ok) after(t(was ? 'restoredDone' : 'archivedDone', { title }));
    else if (answer?.status === 412) router.refresh();
  };
  const { ahead, overdue, behind } = agendaOf(assignments, entryOf);
  // Who leads has no work of their own in it: past its day it is past.
  const parts = [
    ['ahead', ahead] as const,
    ...(leads ? [] : [['overdue', overdue] as const]),
    [leads ? 'past' : 'behind', leads ? [...overdue, ...behind] : behind] as const,
    ['archived', archived] as const,
  ];
  const rows = (listed: readonly AssignmentView[]) => (
    <ul className={styles.list}>
      {listed.map((assignment) => (
        <AssignmentRow key={assignment.id} assignment={assignment} standings={standings[assignment.id] ?? null}>
          {leads && !group.archived && (
            <>
              <button type="button" onClick={() => setCopying(assignment)}>
                {t('copy')}
              </button>
              <button type="button" aria-disabled={busy || undefined} onClick={() => void archive(assignment)}>
                {t(assignment.archived ? 'restore' : 'archive')}
              </button>
            </>
          )}
        </AssignmentRow>
      ))}
    </ul>
  );
  return (
    <>
      <DoneNotice>{done}</DoneNotice>
      <ProblemNotice trouble={trouble} />
      {assignments.length === 0 && <p className={styles.empty}>{t(leads ? 'empty' : 'memberEmpty')}</p>}
      {parts.map(
        ([part, listed]) =>
          listed.length > 0 && (
            <section key={part} className={styles.part} aria-labelledby={part}>
              <h2 id={part}>{t(part)}</h2>
              {rows(listed)}
            </section>
          ),
      )}
      {leads && (
        <p className={styles.foot}>
          <Button size="small" onClick={() => setCopiesGroup(true)}>
            {t('copyGroup')}
          </Button>
        </p>
      )}
      {copying && (
        <CopyDialog
          assignment={copying}
          groups={led}
          onClose={() => setCopying(null)}
          onCopied={(to) => {
            setCopying(null);
            after(t('copiedDone', { title: copying.title, group: to.name }));
          }}
        />
      )}
      {copiesGroup && <CopyGroupDialog group={group} onClose={() => setCopiesGroup(false)} />}
    </>
  );
}
