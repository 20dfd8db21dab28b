import { useTranslations } from 'next-intl';
import { LocalTime } from '@/components/ui/local-time';
import type { AssignmentView, Progress } from '@/lib/contract/assignments';
import styles from './checklist.module.css';

/** What is done, and what is left: the same, to the letter, as who leads the group sees. */
export function Checklist({ assignment }: { assignment: AssignmentView }) {
  const t = useTranslations('assignments.checklist');
  const { mine, rule } = assignment;
  if (!mine) return null;
  return (
    <div className={styles.checklist}>
      <ul aria-label={t('label')}>
        {mine.checklist.length === 0 && (
          <Line name={t('opened')} done={mine.openedAt === null ? 0 : 1} of={1} at={mine.openedAt} />
        )}
        {mine.checklist.map(({ what, done, of, at }) => (
          <Line key={what} name={t(what)} done={done} of={of} at={at} late={isLate(at, mine)} />
        ))}
        {uncounted(mine, rule).map(([what, done]) => (
          <li key={what} data-what={what}>
            <span>{t(what)}</span>
            <b>{done}</b>
          </li>
        ))}
      </ul>
      {mine.late > 0 && <p className={styles.late}>{t('late', { count: mine.late })}</p>}
      {mine.completedAt && (
        <>
          <p>{t('complete')}</p>
          <p>
            {t('completedAt')} <LocalTime time={mine.completedAt} />
          </p>
        </>
      )}
    </div>
  );
}

const isLate = (at: string | null, { dueAt }: Progress): boolean => at !== null && dueAt !== null && at > dueAt;

/** What is not asked for, and was done all the same. */
const uncounted = (mine: Progress, rule: AssignmentView['rule']): ['notes' | 'replies', number][] => [
  ...(rule.minNotes === 0 && mine.notes > 0 ? [['notes', mine.notes] as ['notes', number]] : []),
  ...(rule.minReplies === 0 && mine.replies > 0 ? [['replies', mine.replies] as ['replies', number]] : []),
];

interface LineProps {
  name: string;
  done: number;
  of: number;
  /** When it was fulfilled. */
  at: string | null;
  late?: boolean;
}

function Line({ name, done, of, at, late = false }: LineProps) {
  const t = useTranslations('assignments');
  const isDone = at !== null;
  return (
    <li data-done={isDone || undefined}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" fill="none" stroke="currentColor">
        <circle cx="8" cy="8" r="6.25" strokeWidth="1.25" />
        {isDone && <path d="M5.2 8.2l2 2l3.8-4.2" strokeWidth="1.5" strokeLinecap="round" />}
      </svg>
      <span>
        {name}
        <span className="visually-hidden">
          {isDone ? ` · ${t('checklist.fulfilled')}` : ` · ${t('checklist.left', { count: Math.max(0, of - done) })}`}
        </span>
        {late && <em>{t('standing.late')}</em>}
      </span>
      <b>{t('checklist.count', { done, of })}</b>
      <progress value={Math.min(done, of)} max={of || 1} aria-hidden="true" />
    </li>
  );
}
