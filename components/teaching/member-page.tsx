import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { NoteText } from '@/components/notes/note-body';
import { LocalTime } from '@/components/ui/local-time';
import type { AssignmentView } from '@/lib/contract/assignments';
import { lateness } from '@/components/assignment/lateness';
import type { ResponseOf } from '@/lib/contract/endpoint';
import type { Endpoints } from '@/lib/contract/endpoints';
import { MemberGrade } from './member-grade';
import styles from './member.module.css';
import { memberPath, progressPath } from './paths';
import { StandingMark } from './standing-mark';
import { TeachingPage } from './teaching-page';

type Work = ResponseOf<Endpoints['GET /api/assignments/:id/members/:member']>;
type Note = Work['replies'][number]['on'];
interface Neighbour {
  readonly id: string;
  readonly name: string;
}

interface Props {
  /** Id of who is looking. */
  viewer: string;
  assignment: AssignmentView;
  work: Work;
  /** Numbers of blocks, by key. */
  numbers: Readonly<Record<string, number>>;
  neighbours: { readonly earlier: Neighbour | null; readonly later: Neighbour | null };
}

/** All that one member did for an assignment, in the order of the text, and what is said to them about it. */
export function MemberPage({ viewer, assignment, work, numbers, neighbours }: Props) {
  const t = useTranslations('teaching.member');
  const { id, title, group } = assignment;
  const { row, notes, replies } = work;
  return (
    <TeachingPage isWide heading={row.member.name} lead={title} back={{ href: progressPath(id), label: t('back') }}>
      <div className={styles.columns}>
        <div className={styles.work}>
          <section aria-labelledby="notes">
            <h2 id="notes">{t('notes', { count: notes.length })}</h2>
            {notes.length === 0 && <p className={styles.none}>{t('noNotes')}</p>}
            {notes.map((note) => (
              <article key={note.id} className={styles.note} data-kind={note.motivation}>
                <Quote note={note} numbers={numbers} />
                {note.body && <NoteText body={note.body} />}
                <p className={styles.facts}>
                  <span>{t(`kind.${note.motivation}`)}</span>
                  <When {...note} dueAt={row.dueAt} />
                </p>
              </article>
            ))}
          </section>
          <section aria-labelledby="replies">
            <h2 id="replies">{t('replies', { count: replies.length })}</h2>
            {replies.length === 0 && <p className={styles.none}>{t('noReplies')}</p>}
            {replies.map(({ on, reply }) => (
              <article key={reply.id} className={styles.note}>
                <Quote note={on} numbers={numbers} />
                {on.body && (
                  <div className={styles.answered}>
                    <p>{t('on', { name: on.author?.name ?? t('someone') })}</p>
                    <NoteText body={on.body} />
                  </div>
                )}
                <NoteText body={reply.body} />
                <p className={styles.facts}>
                  <When {...reply} saidAt={reply.createdAt} dueAt={row.dueAt} />
                </p>
              </article>
            ))}
          </section>
        </div>
        <div className={styles.side}>
          <Done row={row} />
          {!group.archived && (
            <section aria-labelledby="feedback">
              <h2 id="feedback">{t('feedback')}</h2>
              <MemberGrade key={row.member.id} user={viewer} assignment={id} member={row.member.id} grade={row.grade} />
            </section>
          )}
        </div>
      </div>
      {(neighbours.earlier ?? neighbours.later) && (
        <nav className={styles.pages} aria-label={t('pages')}>
          {neighbours.earlier && (
            <Link href={memberPath(id, neighbours.earlier.id)} rel="prev" prefetch={false}>
              ← {t('earlier')} · {neighbours.earlier.name}
            </Link>
          )}
          {neighbours.later && (
            <Link href={memberPath(id, neighbours.later.id)} rel="next" prefetch={false}>
              {t('later')} · {neighbours.later.name} →
            </Link>
          )}
        </nav>
      )}
    </TeachingPage>
  );
}

type Times = Pick<Work['notes'][number], 'saidAt' | 'createdAt' | 'updatedAt'> & Pick<Work['row'], 'dueAt'>;

/** When it was said, which is what counts; and when it was written, or put in other words, where that differs from it. */
function When({ saidAt, createdAt, updatedAt, dueAt }: Times) {
  const t = useTranslations('teaching.member');
  const { late, changedLate } = lateness({ saidAt, updatedAt, dueAt });
  return (
    <>
      <LocalTime time={saidAt} />
      {late && <strong>{t('late')}</strong>}
      {saidAt !== createdAt && <span>{t.rich('written', { time: () => <LocalTime time={createdAt} /> })}</span>}
      {changedLate && <span>{t.rich('changed', { time: () => <LocalTime time={updatedAt} /> })}</span>}
    </>
  );
}

/** The words that a note is about lead to it in the text. */
function Quote({ note, numbers }: { note: Note; numbers: Props['numbers'] }) {
  const t = useTranslations('teaching.member');
  const { target, words } = note;
  const key = target === null ? null : 'start' in target ? target.start.block : target.block;
  const number = key === null ? undefined : numbers[key];
  return (
    <p className={styles.quote}>
      <Link href={`/read/${encodeURIComponent(note.article)}?note=${note.id}`} prefetch={false}>
        {words?.replaceAll('\uFFFC', '▫') ?? t('whole')}
      </Link>
      {number !== undefined && <span className={styles.number}>{t('block', { number })}</span>}
    </p>
  );
}

function Done({ row }: { row: Work['row'] }) {
  const t = useTranslations('teaching.member');
  const { standing, checklist, openedAt, lastActiveAt, completedAt, dueAt, extended } = row;
  const times = [
    ['opened', openedAt],
    ['active', lastActiveAt],
    ['completed', completedAt],
    ['due', dueAt],
  ] as const;
  return (
    <section className={styles.done} aria-labelledby="progress">
      <h2 id="progress">{t('progress')}</h2>
      <StandingMark standing={standing} />
      {checklist.length > 0 && (
        <ul>
          {checklist.map(({ what, done, of, at }) => (
            <li key={what} data-done={at === null ? undefined : ''}>
              <span>{t(`item.${what}`, { done, of })}</span>
              <span className={styles.soft}>{t(at === null ? 'itemOpen' : 'itemDone')}</span>
            </li>
          ))}
        </ul>
      )}
      <dl>
        {times.map(([name, at]) => (
          <div key={name}>
            <dt>{t(name)}</dt>
            <dd>
              {at === null ? '——' : <LocalTime time={at} />}
              {name === 'due' && extended && ` · ${t('extended')}`}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
