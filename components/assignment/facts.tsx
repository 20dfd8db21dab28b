import { useTranslations } from 'next-intl';
import type { AssignmentView } from '@/lib/contract/assignments';
import type { Entry } from '@/lib/domain/assignments/agenda';
import styles from './facts.module.css';
import { useRuleSentence } from './rule-sentence';
import { ZonedTime } from './zoned-time';

type Translate = ReturnType<typeof useTranslations<'assignments'>>;

/** Which paragraphs it is about, in words. */
export function sectionWords({ section }: Pick<AssignmentView, 'section'>, t: Translate): string {
  if (!section) return t('sectionLost');
  const { first, last } = section;
  return first.number === last.number
    ? t('sectionOne', { first: first.number })
    : t('section', { first: first.number, last: last.number });
}

/** When it is due: of a member their own date. */
export const dueOf = ({ mine, dueAt }: Pick<AssignmentView, 'mine' | 'dueAt'>): string | null =>
  mine ? mine.dueAt : dueAt;

/** Its place in the agenda of the one who asks. */
export function entryOf(assignment: Pick<AssignmentView, 'phase' | 'mine' | 'dueAt'>): Entry {
  const due = dueOf(assignment);
  return {
    phase: assignment.phase,
    dueAt: due === null ? null : Date.parse(due),
    isDone: assignment.mine?.completedAt != null,
  };
}

/** Opens, due, closes, as far as there are such dates. */
export function Dates({ assignment }: { assignment: AssignmentView }) {
  const t = useTranslations('assignments');
  const { opensAt, closesAt, timeZone, mine, phase } = assignment;
  const due = dueOf(assignment);
  // Who has longer than the others does not close before.
  const closes = closesAt && due && mine?.extended && due > closesAt ? due : closesAt;
  const dates = [
    // Once it is open nobody needs to know since when.
    { name: 'opensAt' as const, time: phase === 'upcoming' ? opensAt : null },
    { name: 'dueAt' as const, time: due },
    { name: 'closesAt' as const, time: closes },
  ];
  return (
    <dl className={styles.dates}>
      {dates.map(
        ({ name, time }) =>
          (time ?? name === 'dueAt') && (
            <div key={name}>
              <dt>{t(name)}</dt>
              <dd>
                {time ? <ZonedTime time={time} timeZone={timeZone} /> : t('noDue')}
                {name === 'dueAt' && mine?.extended && <small>{t('extended')}</small>}
              </dd>
            </div>
          ),
      )}
    </dl>
  );
}

/** What completes it, as a sentence. */
export function RuleSentence({ assignment }: { assignment: AssignmentView }) {
  const t = useTranslations('assignments.rule');
  const sentence = useRuleSentence();
  const { rule, dueAt, closesAt } = assignment;
  return (
    <div className={styles.sentences}>
      <p>{sentence(rule)}</p>
      {dueAt !== null && <p className={styles.aside}>{t('late')}</p>}
      {closesAt !== null && <p className={styles.aside}>{t('closes')}</p>}
    </div>
  );
}

/** What one sees of one’s peers there, and what it takes to see more. */
export function PeersLine({ assignment }: { assignment: AssignmentView }) {
  const t = useTranslations('assignments.peers');
  const { reveal, revealed, mine, anonymous, timeZone } = assignment;
  if (!mine) return null;
  const left = reveal.kind === 'after-own' ? reveal.notes - mine.notes : 0;
  return (
    <div className={styles.sentences}>
      {revealed && <p>{t(reveal.kind === 'always' ? 'always' : 'shown')}</p>}
      {!revealed && reveal.kind === 'after-own' && <p>{t('after-own', { count: reveal.notes })}</p>}
      {!revealed && left > 0 && <p>{t('left', { count: left })}</p>}
      {!revealed && reveal.kind === 'from-date' && (
        <p>
          {t('from-date')}
          <ZonedTime time={reveal.at} timeZone={timeZone} />
        </p>
      )}
      {anonymous && <p className={styles.aside}>{t('anonymous')}</p>}
    </div>
  );
}

/** How one stands, or, of who leads the group, whether it is open. */
export function Standing({ assignment }: { assignment: AssignmentView }) {
  const t = useTranslations('assignments');
  const { mine, phase } = assignment;
  const isBehind = phase === 'closed' || phase === 'upcoming';
  return (
    <span className={styles.standing} data-standing={mine?.standing ?? phase}>
      {mine ? t(`standing.${mine.standing}`) : t(`phase.${phase}`)}
      {mine && isBehind && ` · ${t(`phase.${phase}`)}`}
      {mine?.standing === 'unopened' && phase === 'overdue' && ` · ${t('phase.overdue')}`}
    </span>
  );
}
