import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { NoteText } from '@/components/notes/note-body';
import { LocalTime } from '@/components/ui/local-time';
import type { AnnotationView } from '@/lib/contract/annotations';
import type { ResponseOf } from '@/lib/contract/endpoint';
import type { Endpoints } from '@/lib/contract/endpoints';
import { readPath } from '@/lib/domain/reading/read-path';
import styles from './own-work.module.css';

export type Work = ResponseOf<Endpoints['GET /api/assignments/:id/members/:member']>;

/** All that a member wrote for an assignment, in the order of the text; what came late is marked. @param article slug */
export function OwnWork({ work, article }: { work: Work; article: string }) {
  const t = useTranslations('assignments.own');
  const { notes, replies, row } = work;
  const isLate = (at: string): boolean => row.dueAt !== null && at > row.dueAt;
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
                <Facts
                  {...{ kind: t(note.motivation), at: note.saidAt, late: isLate(note.saidAt) }}
                  written={note.saidAt === note.createdAt ? undefined : note.createdAt}
                />
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
                <Facts kind={t('on')} at={reply.createdAt} late={isLate(reply.createdAt)} />
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

/** @param at when it was said to the group, which is what counts @param written when, if it was before that */
function Facts({ kind, at, late, written }: { kind: string; at: string; late: boolean; written?: string | undefined }) {
  const t = useTranslations('assignments.own');
  return (
    <p className={styles.facts}>
      {kind} · <LocalTime time={at} />
      {late && <em>{t('late')}</em>}
      {written && <span> · {t.rich('written', { time: () => <LocalTime time={written} /> })}</span>}
    </p>
  );
}
