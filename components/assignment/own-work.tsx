import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { NoteText } from '@/components/notes/note-body';
import { LocalTime } from '@/components/ui/local-time';
import type { AnnotationView } from '@/lib/contract/annotations';
import type { ResponseOf } from '@/lib/contract/endpoint';
import type { Endpoints } from '@/lib/contract/endpoints';
import { readPath } from '@/lib/domain/reading/read-path';
import { lateness } from './lateness';
import styles from './own-work.module.css';

export type Work = ResponseOf<Endpoints['GET /api/assignments/:id/members/:member']>;

/** All that a member wrote for an assignment, in the order of the text; what came late is marked. @param article slug */
export function OwnWork({ work, article }: { work: Work; article: string }) {
  const t = useTranslations('assignments.own');
  const { notes, replies, row } = work;
  const linkTo = (note: AnnotationView): string => `${readPath(article)}?note=${note.id}`;
  return (
    <section className={styles.work} data-own="">
      <h2>{t('label')}</h2>
      {notes.length + replies.length === 0 && <p>{t('none')}</p>}
      {notes.length > 0 && (
        <>
          <h3>{t('notes')}</h3>
          <ol>
            {notes.map((note) => (
              <li key={note.id} data-kind={note.motivation}>
                <Link href={linkTo(note)} prefetch={false} title={t('open')}>
                  {note.words ?? t('block')}
                </Link>
                {note.body && <NoteText body={note.body} />}
                <Facts kind={t(note.motivation)} {...note} dueAt={row.dueAt} />
              </li>
            ))}
          </ol>
        </>
      )}
      {replies.length > 0 && (
        <>
          <h3>{t('replies')}</h3>
          <ol>
            {replies.map(({ on, reply }) => (
              <li key={reply.id}>
                <Link href={linkTo(on)} prefetch={false} title={t('open')}>
                  {on.words ?? t('block')}
                </Link>
                <NoteText body={reply.body} />
                <Facts kind={t('on')} {...reply} saidAt={reply.createdAt} dueAt={row.dueAt} />
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

type Times = Pick<Work['notes'][number], 'saidAt' | 'createdAt' | 'updatedAt'> & Pick<Work['row'], 'dueAt'>;

/** When it was said, which is what counts; and when it was written, or put in other words, where that differs from it. */
function Facts({ kind, saidAt, createdAt, updatedAt, dueAt }: Times & { kind: string }) {
  const t = useTranslations('assignments.own');
  const { late, changedLate } = lateness({ saidAt, updatedAt, dueAt });
  return (
    <p className={styles.facts}>
      {kind} · <LocalTime time={saidAt} />
      {late && <em>{t('late')}</em>}
      {saidAt !== createdAt && <span> · {t.rich('written', { time: () => <LocalTime time={createdAt} /> })}</span>}
      {changedLate && <span> · {t.rich('changed', { time: () => <LocalTime time={updatedAt} /> })}</span>}
    </p>
  );
}
