import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { NoteText } from '@/components/notes/note-body';
import { editAssignmentPath, progressPath } from '@/components/teaching/paths';
import { buttonClass } from '@/components/ui/button';
import { ClientMessages } from '@/components/ui/client-messages';
import { LocalTime } from '@/components/ui/local-time';
import type { AssignmentView } from '@/lib/contract/assignments';
import page from '@/components/ui/work-page.module.css';
import styles from './assignment-page.module.css';
import { Checklist } from './checklist';
import { Dates, PeersLine, RuleSentence, sectionWords, Standing } from './facts';
import { Opened } from './opened';
import { OwnWork, type Work } from './own-work';
import { ASSIGNMENTS_PATH, placePath, sectionPath } from './paths';

interface Props {
  assignment: AssignmentView;
  /** The first block that they have not read; null: none is left, or they don’t do it. */
  unread: { readonly key: string; readonly number: number } | null;
  /** What they wrote for it; null: they don’t do it. */
  work: Work | null;
}

/** An assignment as a member does it. Who leads the group sees what members see, and the ways to what is theirs. */
export function AssignmentPage({ assignment, unread, work }: Props) {
  const t = useTranslations('assignments');
  const { id, title, group, article, instructions, mine, may, archived } = assignment;
  return (
    <main className={`${page.page} ${styles.page}`}>
      <ClientMessages namespaces={['assignments']}>
        <header className={page.head}>
          <Link href={mine ? ASSIGNMENTS_PATH : `/groups/${group.id}`} prefetch={false}>
            ← {mine ? t('back') : group.name}
          </Link>
          <h1>{title}</h1>
          <p className={styles.facts}>
            <Standing assignment={assignment} />
            {archived && <span>{t('archived')}</span>}
            <Link href={`/groups/${group.id}`} prefetch={false}>
              {group.name}
            </Link>
          </p>
        </header>
        {mine && <Opened id={id} known={mine.openedAt !== null} />}
        <div className={styles.columns}>
          <div className={styles.main}>
            <section className={styles.text}>
              <p>
                <b>{article.title}</b> {sectionWords(assignment, t)}
              </p>
              {article.readable ? <ToText assignment={assignment} unread={unread} /> : <p>{t('unreadable')}</p>}
            </section>
            {instructions && (
              <section>
                <h2>{t('instructions')}</h2>
                <NoteText body={instructions} />
              </section>
            )}
            {assignment.grade && <Returned assignment={assignment} />}
            {work && <OwnWork work={work} article={article.slug} />}
          </div>
          <aside className={styles.side} aria-label={t('checklist.label')}>
            {may.includes('lead') && (
              <section>
                <h2>{t('leads.label')}</h2>
                <p>{t('leads.said')}</p>
                <p className={styles.actions}>
                  <Link className={buttonClass({ tone: 'primary' })} href={progressPath(id)}>
                    {t('leads.progress')}
                  </Link>
                  <Link className={buttonClass()} href={editAssignmentPath(id)}>
                    {t('leads.edit')}
                  </Link>
                </p>
              </section>
            )}
            {mine && (
              <section>
                <h2>{t('checklist.label')}</h2>
                <Checklist assignment={assignment} />
                <p className={styles.quiet}>{t('checklist.same')}</p>
              </section>
            )}
            <section>
              <h2>{t('dates')}</h2>
              <Dates assignment={assignment} />
            </section>
            <section>
              <h2>{t('rule.label')}</h2>
              <RuleSentence assignment={assignment} />
            </section>
            {mine && (
              <section>
                <h2>{t('peers.label')}</h2>
                <PeersLine assignment={assignment} />
              </section>
            )}
          </aside>
        </div>
      </ClientMessages>
    </main>
  );
}

/** Where to read on. */
function ToText({ assignment, unread }: Pick<Props, 'assignment' | 'unread'>) {
  const t = useTranslations('assignments.go');
  const { article, mine, section } = assignment;
  if (!section) return null;
  const isDone = mine !== null && unread === null;
  return (
    <p className={styles.actions}>
      <Link
        className={buttonClass({ tone: mine && !isDone ? 'primary' : 'quiet' })}
        href={unread ? placePath(article.slug, unread.key) : sectionPath(assignment)}
        prefetch={false}
      >
        {t(isDone ? 'again' : mine && mine.read > 0 ? 'on' : 'begin')}
      </Link>
      {unread && unread.number > section.first.number && <span>{t('first', { number: unread.number })}</span>}
    </p>
  );
}

/** What the instructor gave back, and to nobody else. */
function Returned({ assignment: { grade } }: { assignment: AssignmentView }) {
  const t = useTranslations('assignments.grade');
  if (!grade) return null;
  return (
    <section className={styles.returned}>
      <h2>{t('label')}</h2>
      {grade.grade && (
        <p>
          {t('grade')} <strong>{grade.grade}</strong>
        </p>
      )}
      {grade.feedback && <NoteText body={grade.feedback} />}
      {grade.releasedAt && (
        <p className={styles.quiet}>
          {t('released')} <LocalTime time={grade.releasedAt} />
        </p>
      )}
    </section>
  );
}
