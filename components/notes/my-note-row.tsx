import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { LocalTime } from '@/components/ui/local-time';
import type { ResponseOf } from '@/lib/contract/endpoint';
import type { Endpoints } from '@/lib/contract/endpoints';
import { NoteText } from './note-body';
import styles from './my-notes.module.css';

type MyNote = ResponseOf<Endpoints['GET /api/me/annotations']>['annotations'][number];

/** One of one's notes: the words lead to it in the article. */
export function MyNoteRow({ note }: { note: MyNote }) {
  const t = useTranslations('notes');
  const { target, blockNumber } = note;
  const words =
    target === null ? t('wholeArticle') : 'start' in target ? target.exact.replaceAll('\uFFFC', '▫') : t('wholeBlock');
  const elsewhere = note.originAuthor === null ? null : t('elsewhere', { author: note.originAuthor });
  return (
    <article className={styles.note} data-kind={note.motivation}>
      <p className={styles.quote}>
        <Link
          href={`/read/${encodeURIComponent(note.article)}?note=${note.id}`}
          prefetch={false}
          title={t('open')}
          data-whole={target === null || !('start' in target) || undefined}
        >
          {words}
        </Link>
        {blockNumber !== null && <span className={styles.number}>¶{blockNumber}</span>}
      </p>
      {note.body && <NoteText body={note.body} />}
      <footer>
        {[elsewhere, t(`motivation.${note.motivation}`), t(`layer.${note.layer}`)].filter(Boolean).join(' · ')} ·{' '}
        <LocalTime time={note.createdAt} precision="day" />
        {note.tags.map((tag) => (
          <Link key={tag} className={styles.tag} href={`/notes?q=${encodeURIComponent(tag)}`} prefetch={false}>
            #{tag}
          </Link>
        ))}
      </footer>
    </article>
  );
}
