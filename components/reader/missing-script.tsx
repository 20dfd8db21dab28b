import { getTranslations } from 'next-intl/server';
import { buttonClass } from '@/components/ui/button';
import styles from '@/components/ui/whole-page.module.css';
import type { ArticleSummary } from '@/lib/contract/articles';
import { exactReadPath, readPath } from '@/lib/domain/reading/read-path';
import { isChinese, SHOWN_SCRIPTS } from '@/lib/domain/script/script';

/** An article that is there, in a script that is not: the ways to read it. */
export async function MissingScript({ article }: { article: ArticleSummary }) {
  const t = await getTranslations('reader.script');
  const { slug, title, sourceScript } = article;
  const chinese = isChinese(sourceScript);
  return (
    <main className={styles.page}>
      <p className={styles.sign} aria-hidden="true" lang="zh-Hans">
        阙
      </p>
      <h1>{t('missing.title')}</h1>
      <p>{t(chinese ? 'missing.detail' : 'missing.none', { title })}</p>
      <p className={styles.actions}>
        {(chinese ? SHOWN_SCRIPTS : (['source'] as const)).map((script) => (
          <a
            key={script}
            className={buttonClass({ tone: script === 'source' ? 'primary' : undefined })}
            href={chinese ? exactReadPath(slug, script) : readPath(slug)}
          >
            {chinese ? t(`names.${script}`) : t('missing.open')}
          </a>
        ))}
      </p>
    </main>
  );
}
