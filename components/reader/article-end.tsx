import { getTranslations } from 'next-intl/server';
import { glossaryPath } from '@/components/glossary/terms-paths';
import { interchangePath } from '@/components/interchange/paths';
import type { ArticleSummary } from '@/lib/contract/articles';
import { readQuery } from '@/lib/domain/reading/read-path';
import type { PagesAround } from './pages-around';
import styles from './article-end.module.css';

interface Props {
  article: ArticleSummary;
  lang: string;
  around: PagesAround;
  signedIn: boolean;
  /** Whether there are terms of it, or of the reader’s groups. */
  hasTerms: boolean;
}

/** What comes after the text: that it has ended; on a page of a long one the next, until pages come by themselves. */
export async function ArticleEnd({ article, lang, around: { stretch, later }, signedIn, hasTerms }: Props) {
  const t = await getTranslations('reader');
  return (
    <div className={styles.after} data-pages="" data-later={later ? '' : undefined}>
      {later && (
        <nav className={styles.later} aria-label={t('pages')} data-chrome="" data-paging="">
          <a href={readQuery({ rev: stretch.rev, from: later.from })} rel="next">
            {t('later', { from: later.from, to: later.to })}
            {later.title && <span lang={lang}>{later.title}</span>}
          </a>
        </nav>
      )}
      <footer className={styles.end} data-chrome="">
        <span className={styles.mark}>{t('end')}</span>
        <span>{t('endLength', { blocks: article.blockCount, length: article.length })}</span>
        {hasTerms && <a href={glossaryPath(article.slug)}>{t('glossary')}</a>}
        {signedIn && <a href={interchangePath(article.slug)}>{t('interchange')}</a>}
      </footer>
    </div>
  );
}
