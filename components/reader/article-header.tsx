import { getLocale, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { editionsPath } from '@/components/editions/paths';
import type { ArticleSummary } from '@/lib/contract/articles';
import { readQuery } from '@/lib/domain/reading/read-path';
import type { PagesAround } from './pages-around';
import styles from './article-header.module.css';

interface Props {
  article: ArticleSummary;
  words: ShownWords;
  lang: string;
  around: PagesAround;
}

/** What an article says of itself, as shown. */
export interface ShownWords {
  readonly title: string;
  readonly author: string | null;
  readonly description: string | null;
}

/**
 * Title, author and what stands in a reader's way. On a later page of a long article the title is small, and a link
 * leads back; once the pages come by themselves (`data-flowing`), it is the head of the whole text again.
 */
export async function ArticleHeader({ article, words, lang, around }: Props) {
  const [t, locale] = await Promise.all([getTranslations('reader'), getLocale()]);
  const { stretch, earlier } = around;
  const notice = noticeOf(article);
  return (
    <header className={styles.header} data-pages="" data-later={earlier ? '' : undefined}>
      {notice && <p className={styles.banner}>{t(`banner.${notice}`)}</p>}
      <div lang={lang} data-lang="">
        <h1 className={styles.title} data-words="title">
          {words.title}
        </h1>
        <Byline author={words.author} date={article.date}>
          {article.revision > 1 && (
            <a href={editionsPath(article.slug)} lang={locale}>
              {t('edition', { number: article.revision })}
            </a>
          )}
        </Byline>
        {words.description && (
          <p className={styles.description} data-words="description">
            {words.description}
          </p>
        )}
      </div>
      {earlier && (
        <nav className={styles.pages} aria-label={t('pages')} data-chrome="" data-paging="">
          <span>{t('range', { ...stretch })}</span>
          <a href={readQuery({ rev: stretch.rev, from: earlier.from })} rel="prev">
            {t('earlier', { from: earlier.from, to: earlier.to })}
            {earlier.title && <span lang={lang}>{earlier.title}</span>}
          </a>
        </nav>
      )}
    </header>
  );
}

const noticeOf = ({ published, visibility }: ArticleSummary): 'withdrawn' | 'private' | null => {
  if (!published) return 'withdrawn';
  return visibility === 'private' ? 'private' : null;
};

interface BylineProps {
  author: string | null;
  date: string | null;
  /** The way to the article's editions. */
  children: ReactNode;
}

function Byline({ author, date, children }: BylineProps) {
  if (!author && !date && !children) return null;
  return (
    <p className={styles.byline}>
      {author && <span data-words="author">{author}</span>}
      {author && date && ' · '}
      {date && <time dateTime={date}>{dayOf(date)}</time>}
      {(author || date) && children && ' · '}
      {children}
    </p>
  );
}

/** Front matter's date-times end in hours that no reader asks for. */
export const dayOf = (date: string): string => /^\d{4}-\d{2}-\d{2}/.exec(date)?.[0] ?? date;
