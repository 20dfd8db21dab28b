import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { SearchField } from '@/components/search/search-field';
import { buttonClass } from '@/components/ui/button';
import type { ArticleSummary } from '@/lib/contract/articles';
import type { Place } from '@/lib/domain/text/outline';
import { LibraryRow } from './library-row';
import styles from './library.module.css';

export interface LibraryEntry {
  readonly article: ArticleSummary;
  /** Where the viewer stopped, as the account knows it. */
  readonly place: Place | null;
  /** How many threads have something that the viewer has not read. */
  readonly unread: number;
}

interface Props {
  entries: readonly LibraryEntry[];
  signedIn: boolean;
  canImport: boolean;
}

/** The articles one may read. */
export async function Library({ entries, signedIn, canImport }: Props) {
  const t = await getTranslations('library');
  const search = await getTranslations('search');
  return (
    <main className={styles.page}>
      <header className={styles.header}>
        <h1>{t('title')}</h1>
        {entries.length > 0 && <span className={styles.count}>{t('count', { count: entries.length })}</span>}
        {canImport && entries.length > 0 && (
          <Link className={buttonClass({ size: 'small' })} href="/import" prefetch={false}>
            {t('import')}
          </Link>
        )}
      </header>
      {entries.length > 0 && (
        <div className={styles.search}>
          <SearchField placeholder={search('placeholderLibrary')} />
        </div>
      )}
      {entries.length > 0 ? (
        <ul className={styles.list}>
          {entries.map((entry) => (
            <LibraryRow key={entry.article.slug} entry={entry} signedIn={signedIn} />
          ))}
        </ul>
      ) : (
        <EmptyShelf signedIn={signedIn} canImport={canImport} />
      )}
    </main>
  );
}

async function EmptyShelf({ signedIn, canImport }: Omit<Props, 'entries'>) {
  const t = await getTranslations('library.empty');
  const common = await getTranslations('common');
  return (
    <section className={styles.empty}>
      <svg className={styles.shelf} viewBox="0 0 120 64" aria-hidden="true">
        <path d="M6 58h108M24 58V18h10v40M40 58V26h8v32M54 58V12h12v46M74 58l14-36 8 3-13 33" />
      </svg>
      <h2>{t('title')}</h2>
      <p>{t(canImport ? 'editor' : signedIn ? 'reader' : 'anonymous')}</p>
      {canImport && (
        <Link className={buttonClass({ tone: 'primary' })} href="/import">
          {t('import')}
        </Link>
      )}
      {!signedIn && (
        <Link className={buttonClass()} href="/sign-in">
          {common('signIn')}
        </Link>
      )}
    </section>
  );
}
