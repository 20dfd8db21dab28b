import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Button, buttonClass } from '@/components/ui/button';
import type { ResponseOf } from '@/lib/contract/endpoint';
import type { Endpoints } from '@/lib/contract/endpoints';
import { MyNote } from './my-note';
import styles from './my-notes.module.css';

export type MyNoteView = ResponseOf<Endpoints['GET /api/me/annotations']>['annotations'][number];

interface Props {
  notes: readonly MyNoteView[];
  /** Where the older ones begin; null when these are all. */
  next: string | null;
  /** What was searched for; empty: everything. */
  q: string;
  /** Whether newer notes than these exist. */
  later: boolean;
}

/** All of one's own notes, newest first; a plain form searches them. */
export async function MyNotes({ notes, next, q, later }: Props) {
  const t = await getTranslations('notes');
  const untouched = notes.length === 0 && q === '' && !later;
  return (
    <main className={styles.page}>
      <header className={styles.header}>
        <h1>{t('title')}</h1>
        <p>{t('lead')}</p>
      </header>
      {untouched ? (
        <Empty part="empty" action />
      ) : (
        <>
          <div className={styles.tools}>
            <form className={styles.search} role="search" action="/notes">
              <label htmlFor="notes-q">{t('search')}</label>
              <input
                id="notes-q"
                type="search"
                name="q"
                defaultValue={q}
                maxLength={200}
                placeholder={t('searchPlaceholder')}
              />
              <Button type="submit" size="small">
                {t('submit')}
              </Button>
            </form>
            <Exports />
          </div>
          <Found count={notes.length} q={q} more={next !== null} />
          {notes.length === 0 ? (
            <Empty part="nothing" />
          ) : (
            <ol className={styles.list}>
              {notes.map((note) => (
                <MyNote key={note.id} note={note} />
              ))}
            </ol>
          )}
          <Pages next={next} q={q} later={later} />
        </>
      )}
    </main>
  );
}

async function Exports() {
  const t = await getTranslations('notes.export');
  return (
    <p className={styles.exports}>
      <span>{t('label')}</span>
      {(['markdown', 'json'] as const).map((format) => (
        <a key={format} href={`/api/me/annotations/export?format=${format}`} download="">
          {t(format)}
        </a>
      ))}
    </p>
  );
}

async function Found({ count, q, more }: { count: number; q: string; more: boolean }) {
  const t = await getTranslations('notes');
  return (
    <p className={styles.found} role="status">
      {q === '' ? t('count', { count }) : t(more ? 'foundMore' : 'found', { q, count })}
      {q !== '' && (
        <Link href="/notes" prefetch={false}>
          {t('clear')}
        </Link>
      )}
    </p>
  );
}

async function Pages({ next, q, later }: Pick<Props, 'next' | 'q' | 'later'>) {
  const t = await getTranslations('notes');
  const address = (cursor: string | null): string => {
    const query = new URLSearchParams({ ...(q && { q }), ...(cursor && { cursor }) });
    return query.size > 0 ? `/notes?${query}` : '/notes';
  };
  if (!next && !later) return null;
  return (
    <nav className={styles.pages} aria-label={t('title')}>
      {later && (
        <Link href={address(null)} prefetch={false}>
          {t('newest')}
        </Link>
      )}
      {next && (
        <Link href={address(next)} prefetch={false} rel="next">
          {t('more')}
        </Link>
      )}
    </nav>
  );
}

async function Empty({ part, action = false }: { part: 'empty' | 'nothing'; action?: boolean }) {
  const t = await getTranslations('notes');
  return (
    <section className={styles.empty}>
      <h2>{t(`${part}.title`)}</h2>
      <p>{t(`${part}.detail`)}</p>
      {action && (
        <Link className={buttonClass()} href="/">
          {t('empty.action')}
        </Link>
      )}
    </section>
  );
}
