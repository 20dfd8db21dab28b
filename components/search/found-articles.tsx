import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import type { ArticleHits, Found } from '@/lib/contract/search';
import { blockAddress, searchAddress } from './addresses';
import { Snippet } from './snippet';
import styles from './found.module.css';

/** Articles with what was found in them. */
export async function FoundArticles({ articles, query }: { articles: Found['articles']; query: string }) {
  const t = await getTranslations('search');
  return (
    <ol className={styles.list}>
      {articles.map(({ slug, title, author, lang, count, more, hits }) => (
        <li key={slug} className={styles.article}>
          <h2 lang={lang}>
            <Link href={`/read/${encodeURIComponent(slug)}`} prefetch={false}>
              <Snippet parts={title} />
            </Link>
            {author && <small>{author}</small>}
          </h2>
          <ol className={styles.hits} lang={lang}>
            {hits.map((hit) => (
              <Hit key={hit.block} slug={slug} hit={hit} label={t('block', { number: hit.number })} />
            ))}
          </ol>
          <p className={styles.facts}>
            {count === 0 ? t('named') : more ? t('timesMore', { count: roundly(count) }) : t('times', { count })}
            {(more || hits.length > 2) && (
              <Link href={searchAddress({ article: slug, q: query })} prefetch={false}>
                {t('all')}
              </Link>
            )}
          </p>
        </li>
      ))}
    </ol>
  );
}

/** What is only known to be at least so many. */
const roundly = (count: number): number => (count < 100 ? count : count - (count % 100));

/** One article's hits, in the order of the text, under their headings. */
export async function FoundInArticle({ slug, lang, hits }: { slug: string; lang: string; hits: ArticleHits['hits'] }) {
  const t = await getTranslations('search');
  return (
    <ol className={styles.hits} lang={lang}>
      {hits.map((hit, index) => (
        <Hit
          key={hit.block}
          slug={slug}
          hit={hit}
          label={t('block', { number: hit.number })}
          section={hit.section === hits[index - 1]?.section ? null : hit.section}
        />
      ))}
    </ol>
  );
}

interface HitProps {
  slug: string;
  hit: Found['articles'][number]['hits'][number];
  label: string;
  section?: string | null;
}

function Hit({ slug, hit: { block, number, snippet }, label, section }: HitProps) {
  return (
    <li>
      {section && <h2 className={styles.section}>{section}</h2>}
      <Link href={blockAddress(slug, block)} prefetch={false}>
        <span className={styles.words}>
          <Snippet parts={snippet} />
        </span>
        <span className={styles.number}>
          <span aria-hidden="true">¶{number}</span>
          <span className="visually-hidden">{label}</span>
        </span>
      </Link>
    </li>
  );
}
