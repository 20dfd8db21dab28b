import { getTranslations } from 'next-intl/server';
import { Icon } from '@/components/ui/icon';
import { Popover } from '@/components/ui/popover';
import bar from '@/components/ui/site-bar.module.css';
import type { ArticleSummary } from '@/lib/contract/articles';
import type { ReadingSettings } from '@/lib/domain/text/reading-settings';
import { ArticleControls } from './article-controls';
import { dayOf } from './article-header';
import { CONTENTS_ID } from './contents';
import { SettingsPanel } from './settings-panel';
import styles from './reader-tools.module.css';

/** What is being read, in the bar. The page's heading says it to screen readers. */
export function ReaderCrumb({ article }: { article: ArticleSummary }) {
  const details = [article.author, article.date && dayOf(article.date)].filter(Boolean).join(' · ');
  return (
    <p className={styles.crumb} lang={article.sourceScript} aria-hidden="true">
      {article.title}
      {details && <small>{details}</small>}
    </p>
  );
}

interface Props {
  article: ArticleSummary;
  settings: ReadingSettings;
  hasContents: boolean;
}

export async function ReaderTools({ article, settings, hasContents }: Props) {
  const t = await getTranslations('reader');
  return (
    <>
      {hasContents && (
        <button
          type="button"
          className={`${bar.tool} ${styles.contents}`}
          popoverTarget={CONTENTS_ID}
          aria-label={t('contents')}
        >
          <Icon name="contents" />
          <span className={styles.word}>{t('contents')}</span>
        </button>
      )}
      {article.canEdit && (
        <>
          <button
            type="button"
            className={bar.tool}
            popoverTarget="manage-article"
            aria-label={t('manage.open')}
            data-needs-script=""
          >
            <Icon name="more" />
          </button>
          <Popover id="manage-article" label={t('manage.title')}>
            <ArticleControls article={article} words={manageWords(t)} />
          </Popover>
        </>
      )}
      <button
        type="button"
        className={bar.tool}
        popoverTarget="reading-settings"
        aria-label={t('settings.title')}
        data-needs-script=""
      >
        <span aria-hidden="true">Aa</span>
      </button>
      <Popover id="reading-settings" label={t('settings.title')}>
        <SettingsPanel settings={settings} />
      </Popover>
    </>
  );
}

const manageWords = (t: Awaited<ReturnType<typeof getTranslations>>) => ({
  visibility: t('manage.visibility'),
  public: t('manage.public'),
  'signed-in': t('manage.signed-in'),
  private: t('manage.private'),
  publicNotes: t('manage.publicNotes'),
  unpublish: t('manage.unpublish'),
  unpublishHint: t('manage.unpublishHint'),
  publish: t('manage.publish'),
  saved: t('manage.saved'),
  failed: t('manage.failed'),
});
export type ManageWords = ReturnType<typeof manageWords>;
