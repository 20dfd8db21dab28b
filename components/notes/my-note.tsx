import { getTranslations } from 'next-intl/server';
import { LocalTime } from '@/components/ui/local-time';
import { blockCitation } from '@/lib/domain/text/block';
import type { MyNoteView } from './my-notes';
import { NoteText } from './note-body';
import styles from './my-notes.module.css';

/** One note away from its article: the words it is on lead back to them. */
export async function MyNote({ note }: { note: MyNoteView }) {
  const t = await getTranslations('notes');
  const { target, blockNumber, motivation, tags } = note;
  const words = target && 'start' in target ? target.exact.replaceAll('\uFFFC', '▫') : null;
  const kind = motivation === 'questioning' ? 'question' : motivation === 'highlighting' ? 'highlight' : 'comment';
  return (
    <li className={styles.note} data-kind={kind}>
      <a className={styles.words} href={`/read/${encodeURIComponent(note.article)}?note=${note.id}`}>
        {words ?? t(target ? 'wholeBlock' : 'wholeArticle')}
      </a>
      {note.body && <NoteText body={note.body} />}
      {tags.length > 0 && <p className={styles.tags}>{tags.map((tag) => `#${tag}`).join(' ')}</p>}
      <p className={styles.facts}>
        <span>《{note.articleTitle}》</span>
        {blockNumber !== null && <span>{blockCitation({ number: blockNumber })}</span>}
        <span>{t(`motivation.${motivation}`)}</span>
        <span>{t(`layer.${note.layer}`)}</span>
        <LocalTime time={note.createdAt} />
      </p>
    </li>
  );
}
