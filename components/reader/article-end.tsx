import { getTranslations } from 'next-intl/server';
import type { ArticleSummary } from '@/lib/contract/articles';
import { neighbours, type Stretch } from '@/lib/domain/text/outline';
import styles from './article-end.module.css';

/** What comes after the text: the next page of a long one, else that it has ended. */
export async function ArticleEnd({ article, stretch }: { article: ArticleSummary; stretch: Stretch }) {
  const t = await getTranslations('reader');
  const { later } = neighbours(stretch);
  if (later)
    return (
      <nav className={styles.later} aria-label={t('pages')} data-chrome="">
        <a href={`?from=${later.from}`} rel="next">
          {t('later', { from: later.from, to: later.to })}
        </a>
      </nav>
    );
  return (
    <footer className={styles.end} data-chrome="">
      <span className={styles.mark}>{t('end')}</span>
      <span>{t('endLength', { blocks: article.blockCount, length: article.length })}</span>
    </footer>
  );
}
