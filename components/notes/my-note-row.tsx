import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { LocalTime } from '@/components/ui/local-time';
import type { ResponseOf } from '@/lib/contract/endpoint';
import type { Endpoints } from '@/lib/contract/endpoints';
import { layerName } from '@/components/margin/layer-name';
import { NoteText } from './note-body';
import styles from './my-notes.module.css';

type MyNote = ResponseOf<Endpoints['GET /api/me/annotations']>['annotations'][number];

/** One of one's notes: the words lead to it in the article. */
export function MyNoteRow({ note }: { note: MyNote }) {
  const t = useTranslations('notes');
  const { target, blockNumber, state } = note;
  const isPast = state === 'removed';
  const words = (isPast ? note.words : exactOf(target))?.replaceAll('\uFFFC', '▫') ?? null;
  const whole = t(target === null && !isPast ? 'wholeArticle' : 'wholeBlock');
  const elsewhere = note.originAuthor === null ? null : t('elsewhere', { author: note.originAuthor });
  return (
    <article className={styles.note} data-kind={note.motivation} data-past={isPast || undefined}>
      <p className={styles.quote}>
        <Link
          href={`/read/${encodeURIComponent(note.article)}?note=${note.id}`}
          prefetch={false}
          title={t('open')}
          data-whole={words === null || undefined}
        >
          {words ?? whole}
        </Link>
        {blockNumber !== null && <span className={styles.number}>¶{blockNumber}</span>}
      </p>
      {note.body && <NoteText body={note.body} />}
      <footer>
        {[elsewhere, t(`motivation.${note.motivation}`), layerName(note, t)].filter(Boolean).join(' · ')} ·{' '}
        <LocalTime time={note.createdAt} precision="day" />
        {(state === 'edited' || state === 'uncertain' || isPast) && ` · ${t(`standing.${state}`)}`}
        {note.tags.map((tag) => (
          <Link key={tag} className={styles.tag} href={`/notes?q=${encodeURIComponent(tag)}`} prefetch={false}>
            #{tag}
          </Link>
        ))}
      </footer>
    </article>
  );
}

const exactOf = (target: MyNote['target']): string | null => (target && 'start' in target ? target.exact : null);
