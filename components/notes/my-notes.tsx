import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { buttonClass } from '@/components/ui/button';
import type { ResponseOf } from '@/lib/contract/endpoint';
import type { Endpoints } from '@/lib/contract/endpoints';
import { nameOfLayer } from '@/components/margin/layer-name';
import type { GroupView } from '@/lib/contract/groups';
import type { Layer } from '@/lib/domain/discussion/annotation';
import { layersToRead } from '@/lib/domain/discussion/layer-choice';
import { MyNoteRow } from './my-note-row';
import styles from './my-notes.module.css';

type Page = ResponseOf<Endpoints['GET /api/me/annotations']>;

interface Props {
  notes: Page['annotations'];
  /** Cursor of the next page. */
  next: Page['cursor'];
  query: string;
  /** Only of this one. */
  layer: Layer | undefined;
  /** The viewer's. */
  groups: readonly GroupView[];
  isFirst: boolean;
}

/** All that somebody has written, searchable, to take along. Works without JavaScript. */
export async function MyNotes({ notes, next, query, layer, groups, isFirst }: Props) {
  const t = await getTranslations('notes');
  const isNew = notes.length === 0 && query === '' && !layer && isFirst;
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
      {!isNew && <Search query={query} layer={layer} groups={groups} />}
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
        {!isFirst && <Link href={addressOf({ query, layer })}>{t('newest')}</Link>}
        {next && (
          <Link className={buttonClass()} href={addressOf({ query, layer }, next)}>
            {t('more')}
          </Link>
        )}
      </nav>
    </main>
  );
}

function addressOf({ query, layer }: Pick<Props, 'query' | 'layer'>, cursor?: string): string {
  const search = new URLSearchParams({
    ...(query && { q: query }),
    ...(layer && { layer }),
    ...(cursor && { cursor }),
  });
  return search.size ? `/notes?${search}` : '/notes';
}

async function Search({ query, layer, groups }: Pick<Props, 'query' | 'layer' | 'groups'>) {
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
      <select key={layer} name="layer" defaultValue={layer ?? ''} aria-label={t('whose')}>
        <option value="">{t('layer.all')}</option>
        {layersToRead(groups, true).map((one) => (
          <option key={one} value={one}>
            {nameOfLayer(one, groups, t)}
          </option>
        ))}
      </select>
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
