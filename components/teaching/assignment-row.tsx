'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { LocalTime } from '@/components/ui/local-time';
import type { AssignmentView } from '@/lib/contract/assignments';
import type { Standing } from '@/lib/domain/assignments/standing';
import { Bar } from './bar';
import styles from './list.module.css';
import { assignmentPath, editAssignmentPath, progressPath } from './paths';
import { StandingMark } from './standing-mark';

interface Props {
  assignment: AssignmentView;
  /** Of its members, for who leads the group. */
  standings: readonly Standing[] | null;
  /** What else can be done with it. */
  children: ReactNode;
}

/** One of what is assigned. */
export function AssignmentRow({ assignment, standings, children }: Props) {
  const t = useTranslations('teaching.list');
  const { id, title, article, section, mine, phase, may, group, archived } = assignment;
  const leads = may.includes('lead');
  return (
    <li className={styles.row} data-archived={archived || undefined}>
      <div className={styles.words}>
        <h3>
          <Link href={leads ? progressPath(id) : assignmentPath(id)} prefetch={false}>
            {title}
          </Link>
        </h3>
        <p className={styles.facts}>
          <span>{article.title}</span>
          <span>{section ? t('span', { from: section.first.number, to: section.last.number }) : t('lost')}</span>
          {leads && !article.membersRead && <strong>{t('unreadable')}</strong>}
        </p>
        <Dates assignment={assignment} />
      </div>
      <div className={styles.side}>
        {!archived && (
          <span className={styles.phase} data-phase={phase}>
            {t(`phase.${phase}`)}
          </span>
        )}
        {mine && <StandingMark standing={mine.standing} />}
        {phase !== 'upcoming' && standings && standings.length > 0 && <Counts standings={standings} />}
      </div>
      {leads && (
        <p className={styles.tools}>
          <Link href={progressPath(id)} prefetch={false}>
            {t('progress')}
          </Link>
          {!group.archived && (
            <Link href={editAssignmentPath(id)} prefetch={false}>
              {t('edit')}
            </Link>
          )}
          {children}
        </p>
      )}
    </li>
  );
}

function Dates({ assignment: { opensAt, dueAt, closesAt, mine, phase } }: { assignment: AssignmentView }) {
  const t = useTranslations('teaching.list');
  const due = mine ? mine.dueAt : dueAt;
  return (
    <p className={styles.facts}>
      {phase === 'upcoming' && opensAt && (
        <span>
          {t('opens')} <LocalTime time={opensAt} />
        </span>
      )}
      {due ? (
        <span>
          {t('due')} <LocalTime time={due} />
        </span>
      ) : (
        <span>{t('noDue')}</span>
      )}
      {closesAt && (
        <span>
          {t('closes')} <LocalTime time={closesAt} />
        </span>
      )}
    </p>
  );
}

function Counts({ standings }: { standings: readonly Standing[] }) {
  const t = useTranslations('teaching.list');
  const count = (...among: Standing[]): number => standings.filter((one) => among.includes(one)).length;
  const [done, late, unopened] = [count('done', 'late'), count('late'), count('unopened')];
  return (
    <div className={styles.counts}>
      <Bar value={done} of={standings.length} label={t('counts')} />
      <span>{t('finished', { done, total: standings.length })}</span>
      {late > 0 && <span>{t('late', { count: late })}</span>}
      {unopened > 0 && <span>{t('unopened', { count: unopened })}</span>}
    </div>
  );
}
