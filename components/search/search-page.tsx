import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { buttonClass } from '@/components/ui/button';
import { MAX_QUERY } from '@/lib/domain/search/query';
import { searchAddress } from './addresses';
import { SearchField } from './search-field';
import styles from './search-page.module.css';

/** What the address asks for. */
export interface SearchAsked {
  readonly query: string;
  readonly in: 'articles' | 'notes';
  /** Within one article. */
  readonly article: { readonly slug: string; readonly title: string; readonly lang: string } | null;
}

interface Props {
  asked: SearchAsked;
  /** Why there is no list; null: there is one. */
  without: 'start' | 'empty' | 'nothing' | 'tooLong' | null;
  /** How much was found, in words. */
  summary: string | null;
  /** Addresses of the pages around this one. */
  first: string | null;
  next: string | null;
  children: ReactNode;
}

/** Looking for words in everything one may read. Works without JavaScript. */
export async function SearchPage({ asked, without, summary, first, next, children }: Props) {
  const t = await getTranslations('search');
  const { query, article } = asked;
  const kept: Record<string, string> = article
    ? { article: article.slug }
    : asked.in === 'notes'
      ? { in: 'notes' }
      : {};
  return (
    <main className={styles.page}>
      <h1 className={styles.title}>{t('title')}</h1>
      <SearchField
        query={query}
        kept={kept}
        placeholder={article ? t('placeholderIn', { title: article.title }) : t('placeholder')}
      />
      {article ? <Within asked={asked} /> : <Tabs asked={asked} />}
      <div role="status" className={styles.status}>
        {summary}
        {without && (
          <section className={styles.without}>
            <h2>{t(`${without}.title`)}</h2>
            <p>{t(`${without}.detail`, { n: MAX_QUERY })}</p>
          </section>
        )}
      </div>
      {children}
      {(first || next) && (
        <nav className={styles.pages} aria-label={t('more')}>
          {first && <Link href={first}>{t('first')}</Link>}
          {next && (
            <Link className={buttonClass()} href={next}>
              {t('more')}
            </Link>
          )}
        </nav>
      )}
    </main>
  );
}

async function Tabs({ asked }: { asked: SearchAsked }) {
  const t = await getTranslations('search');
  return (
    <nav className={styles.tabs} aria-label={t('where')}>
      {(['articles', 'notes'] as const).map((where) => (
        <Link
          key={where}
          href={searchAddress({ q: asked.query, in: where === 'notes' ? where : undefined })}
          aria-current={asked.in === where ? 'page' : undefined}
          prefetch={false}
        >
          {t(where)}
        </Link>
      ))}
    </nav>
  );
}

/** Which article is looked through, and the way out of it. */
async function Within({ asked: { query, article } }: { asked: SearchAsked }) {
  const t = await getTranslations('search');
  if (!article) return null;
  return (
    <p className={styles.within}>
      <span lang={article.lang}>{t('in', { title: article.title })}</span>
      <Link href={`/read/${encodeURIComponent(article.slug)}`} prefetch={false}>
        {t('read')}
      </Link>
      <Link href={searchAddress({ q: query })} prefetch={false}>
        {t('everywhere')}
      </Link>
    </p>
  );
}
