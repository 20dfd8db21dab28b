import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { LocalTime } from '@/components/ui/local-time';
import type { Found } from '@/lib/contract/search';
import { noteAddress } from './addresses';
import { Snippet } from './snippet';
import styles from './found.module.css';

type Translate = Awaited<ReturnType<typeof getTranslations>>;

function authorOf({ author, alias, originAuthor }: Found['notes'][number], t: Translate): string {
  if (alias !== null) return t('alias', { number: alias });
  if (originAuthor === '') return t('unnamed');
  return originAuthor === null ? (author ?? t('gone')) : t('elsewhere', { author: originAuthor });
}

/** Notes with what was found in them. */
export async function FoundNotes({ notes }: { notes: Found['notes'] }) {
  const t = await getTranslations('search');
  return (
    <ol className={styles.list}>
      {notes.map((note) => (
        <li key={note.id} className={styles.note} data-kind={note.motivation} data-mine={note.mine || undefined}>
          <Link href={noteAddress(note.article, note.id)} prefetch={false}>
            {note.quote && (
              <span className={styles.quote}>
                <Snippet parts={note.quote} />
              </span>
            )}
            {note.body && (
              <span className={styles.body}>
                <Snippet parts={note.body} />
              </span>
            )}
            {!note.quote && !note.body && <span className={styles.quote}>{t('whole')}</span>}
          </Link>
          <p className={styles.facts}>
            <span>
              {[
                authorOf(note, t),
                t(`motivation.${note.motivation}`),
                note.layer === 'private' && t('private'),
                note.group,
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
            <span>
              《{note.articleTitle}》{note.blockNumber !== null && <> ¶{note.blockNumber}</>}
            </span>
            <LocalTime time={note.createdAt} precision="day" />
            {note.tags.map(({ text, hit }) => (
              <span key={text}>
                <Snippet parts={[{ text: `#${text}`, hit }]} />
              </span>
            ))}
          </p>
        </li>
      ))}
    </ol>
  );
}
