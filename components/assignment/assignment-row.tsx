import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { assignmentPath } from '@/components/teaching/paths';
import type { AssignmentView } from '@/lib/contract/assignments';
import styles from './assignments.module.css';
import { dueOf, sectionWords, Standing } from './facts';
import { ZonedTime } from './zoned-time';

/** One assignment of a list: what it is, until when, how one stands. */
export function AssignmentRow({ assignment }: { assignment: AssignmentView }) {
  const t = useTranslations('assignments');
  const { id, title, article, group, mine, timeZone } = assignment;
  const due = dueOf(assignment);
  return (
    <article className={styles.row}>
      <h3>
        <Link href={assignmentPath(id)} prefetch={false}>
          {title}
        </Link>
        <Standing assignment={assignment} />
      </h3>
      <p className={styles.where}>
        <span>{article.title}</span> {sectionWords(assignment, t)}
      </p>
      <p className={styles.facts}>
        <span>{group.name}</span>
        <span>
          {due ? (
            <>
              {t('dueAt')} <ZonedTime time={due} timeZone={timeZone} />
            </>
          ) : (
            t('noDue')
          )}
          {mine?.extended && ` · ${t('extended')}`}
        </span>
        {mine?.checklist.map(({ what, done, of }) => (
          <span key={what}>
            {t(`checklist.${what}`)} {t('checklist.count', { done, of })}
          </span>
        ))}
        {mine && mine.late > 0 && <span className={styles.late}>{t('checklist.late', { count: mine.late })}</span>}
      </p>
    </article>
  );
}
