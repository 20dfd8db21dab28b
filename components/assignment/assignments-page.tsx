import { useTranslations } from 'next-intl';
import { ClientMessages } from '@/components/ui/client-messages';
import type { AssignmentView } from '@/lib/contract/assignments';
import { agendaOf } from '@/lib/domain/assignments/agenda';
import { AssignmentRow } from './assignment-row';
import styles from './assignments.module.css';
import { entryOf } from './facts';

/** What somebody has to do in all their groups, what is due first; below it what they missed, and what is behind them. */
export function AssignmentsPage({ assignments }: { assignments: readonly AssignmentView[] }) {
  const t = useTranslations('assignments');
  const { ahead, overdue, behind } = agendaOf(assignments, entryOf);
  return (
    <main className={styles.page}>
      <header>
        <h1>{t('title')}</h1>
        <p>{t('lead')}</p>
      </header>
      <ClientMessages namespaces={['assignments']}>
        {assignments.length === 0 ? (
          <section className={styles.nothing}>
            <h2>{t('empty.title')}</h2>
            <p>{t('empty.detail')}</p>
          </section>
        ) : (
          <>
            <section>
              <h2 id="due">{t('due')}</h2>
              {ahead.length === 0 ? (
                <p className={styles.none}>{t('nothingDue')}</p>
              ) : (
                <List assignments={ahead} labelledBy="due" />
              )}
            </section>
            {overdue.length > 0 && (
              <section>
                <h2 id="overdue">{t('overdue')}</h2>
                <List assignments={overdue} labelledBy="overdue" />
              </section>
            )}
            {behind.length > 0 && (
              <section>
                <h2 id="behind">{t('behind')}</h2>
                <List assignments={behind} labelledBy="behind" />
              </section>
            )}
          </>
        )}
      </ClientMessages>
    </main>
  );
}

function List({ assignments, labelledBy }: { assignments: readonly AssignmentView[]; labelledBy: string }) {
  return (
    <ol className={styles.list} aria-labelledby={labelledBy}>
      {assignments.map((assignment) => (
        <li key={assignment.id}>
          <AssignmentRow assignment={assignment} />
        </li>
      ))}
    </ol>
  );
}
