import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { buttonClass } from '@/components/ui/button';
import type { ResponseOf } from '@/lib/contract/endpoint';
import type { Endpoints } from '@/lib/contract/endpoints';
import { MyNoteRow } from './my-note-row';
import styles from './my-notes.module.css';

type Page = ResponseOf<Endpoints['GET /api/me/annotations']>;

interface Props {
  notes: Page['annotations'];
  /** Cursor of the next page. */
  next: Page['cursor'];
  query: string;
  isFirst: boolean;
}

/** All that somebody has written, searchable, to take along. Works without JavaScript. */
export async function MyNotes({ notes, next, query, isFirst }: Props) {
  const t = await getTranslations('notes');
  const isNew = notes.length === 0 && query === '' && isFirst;
  return (
    <main className={styles.page}>
      <header className={styles.header}>
        <div>
          <h1>{t('title')}</h1>
          <p>{t('lead')}</p>
        </div>
        {!isNew && (
          <p className={styles.export}>
            {t('export.label')}
            <a href="/api/me/annotations/export?format=markdown" download>
              {t('export.markdown')}
            </a>
            <a href="/api/me/annotations/export?format=json" download>
              {t('export.json')}
            </a>
            <a href="/api/me/annotations/export?format=w3c" download>
              {t('export.w3c')}
            </a>
          </p>
        )}
      </header>
      {!isNew && <Search query={query} />}
      {query !== '' && (
        <p className={styles.found} role="status">
          {next ? t('foundMore', { q: query, count: notes.length }) : t('found', { q: query, count: notes.length })}{' '}
          <Link href="/notes">{t('clear')}</Link>
        </p>
      )}
      {isNew && <Nothing kind="empty" />}
      {!isNew && notes.length === 0 && <Nothing kind="nothing" />}
      <ol className={styles.list}>
        {notes.map((note, index) => (
          <li key={note.id}>
            {note.article !== notes[index - 1]?.article && (
              <h2>
                <Link href={`/read/${encodeURIComponent(note.article)}`} prefetch={false}>
                  {note.articleTitle}
                </Link>
              </h2>
            )}
            <MyNoteRow note={note} />
          </li>
        ))}
      </ol>
      <nav className={styles.pages}>
        {!isFirst && <Link href={addressOf(query)}>{t('newest')}</Link>}
        {next && (
          <Link className={buttonClass()} href={addressOf(query, next)}>
            {t('more')}
          </Link>
        )}
      </nav>
    </main>
  );
}

function addressOf(query: string, cursor?: string): string {
  const search = new URLSearchParams({ ...(query && { q: query }), ...(cursor && { cursor }) });
  return search.size ? `/notes?${search}` : '/notes';
}

async function Search({ query }: { query: string }) {
  const t = await getTranslations('notes');
  return (
    <form className={styles.search} role="search" action="/notes">
      <input
        key={query}
        type="search"
        name="q"
        defaultValue={query}
        maxLength={200}
        aria-label={t('search')}
        placeholder={t('searchPlaceholder')}
      />
      <button type="submit" className={buttonClass()}>
        {t('submit')}
      </button>
    </form>
  );
}

async function Nothing({ kind }: { kind: 'empty' | 'nothing' }) {
  const t = await getTranslations('notes');
  return (
    <section className={styles.nothing}>
      <h2>{t(`${kind}.title`)}</h2>
      <p>{t(`${kind}.detail`)}</p>
      {kind === 'empty' && (
        <Link className={buttonClass({ tone: 'primary' })} href="/">
          {t('empty.action')}
        </Link>
      )}
    </section>
  );
}
