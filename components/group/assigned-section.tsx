import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { entryOf, dueOf, Standing } from '@/components/assignment/facts';
import { assignmentPath, groupAssignmentsPath, newAssignmentPath, progressPath } from '@/components/teaching/paths';
import { ClientMessages } from '@/components/ui/client-messages';
import { LocalTime } from '@/components/ui/local-time';
import type { AssignmentView } from '@/lib/contract/assignments';
import { agendaOf } from '@/lib/domain/assignments/agenda';
import styles from './group.module.css';

/** How many assignments a home shows: what is due next, then what is overdue. */
const SHOWN = 4;

interface Props {
  group: string;
  assigned: readonly AssignmentView[];
  /** Whether they may assign something here. */
  mayAssign: boolean;
}

/** What there is to do in a group; to who leads it the way to the first assignment too. */
export async function AssignedSection({ group, assigned, mayAssign }: Props) {
  const t = await getTranslations('groups.home');
  const { ahead, overdue } = agendaOf(assigned, entryOf);
  const shown = [...ahead, ...overdue].slice(0, SHOWN);
  if (assigned.length === 0 && !mayAssign) return null;
  return (
    <section className={styles.section} aria-labelledby="assigned">
      <div className={styles.sectionHead}>
        <h2 id="assigned">{t('assigned')}</h2>
        {assigned.length > 0 ? (
          <Link href={groupAssignmentsPath(group)} prefetch={false}>
            {t('allAssigned')}
          </Link>
        ) : (
          <Link href={newAssignmentPath(group)} prefetch={false}>
            {t('assign')}
          </Link>
        )}
      </div>
      {shown.length === 0 ? (
        <p>{t(assigned.length > 0 ? 'nothingDue' : 'nothingAssigned')}</p>
      ) : (
        <ul className={styles.rows}>
          {shown.map((assignment) => (
            <li key={assignment.id}>
              <AssignedRow assignment={assignment} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

async function AssignedRow({ assignment }: { assignment: AssignmentView }) {
  const t = await getTranslations('groups.home');
  const { id, title, article, may } = assignment;
  const due = dueOf(assignment);
  return (
    <>
      <div className={styles.name}>
        <Link href={may.includes('lead') ? progressPath(id) : assignmentPath(id)} prefetch={false}>
          {title}
        </Link>
        <Standing assignment={assignment} />
      </div>
      <span className={styles.facts}>
        <span>{article.title}</span>
        {due === null ? (
          <span>{t('noDue')}</span>
        ) : (
          <span>
            {t('due')}{' '}
            <ClientMessages namespaces={[]}>
              <LocalTime time={due} />
            </ClientMessages>
          </span>
        )}
      </span>
    </>
  );
}
