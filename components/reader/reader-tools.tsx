import { getTranslations } from 'next-intl/server';
import { GlossarySwitch } from '@/components/glossary/glossary-switch';
import { LayerSwitch } from '@/components/margin/layer-switch';
import type { LayerPlace } from '@/components/margin/chosen-layer';
import { FindOpener } from '@/components/search/find-opener';
import { ClientMessages } from '@/components/ui/client-messages';
import { Icon } from '@/components/ui/icon';
import { Popover } from '@/components/ui/popover';
import bar from '@/components/ui/site-bar.module.css';
import type { GlossaryBeside } from '@/lib/contract/terms';
import type { ArticleSummary } from '@/lib/contract/articles';
import type { GroupView } from '@/lib/contract/groups';
import type { ShownScript } from '@/lib/domain/script/script';
import { isChinese } from '@/lib/domain/script/script';
import type { ReadingSettings } from '@/lib/domain/reading/reading-settings';
import { ArticleControls } from './article-controls';
import { dayOf, type ShownWords } from './article-header';
import { ScriptChoice } from './script-choice';
import { CONTENTS_ID } from './contents';
import { NOTE_LIST_ID } from './note-list-id';
import { SettingsPanel } from './settings-panel';
import styles from './reader-tools.module.css';

/** What is being read, in the bar. The page's heading says it to screen readers. */
export function ReaderCrumb({ words, date, lang }: { words: ShownWords; date: string | null; lang: string }) {
  return (
    <p className={styles.crumb} lang={lang} data-lang="" aria-hidden="true">
      <span data-words="title">{words.title}</span>
      {(words.author || date) && (
        <small>
          {words.author && <span data-words="author">{words.author}</span>}
          {words.author && date && ' · '}
          {date && dayOf(date)}
        </small>
      )}
    </p>
  );
}

interface Props {
  article: ArticleSummary;
  /** Number of the edition, where it is not the newest. */
  rev: number | undefined;
  script: ShownScript;
  settings: ReadingSettings;
  hasContents: boolean;
  viewer: LayerPlace['viewer'];
  /** The viewer's. */
  groups: readonly GroupView[];
  /** Null: there is none, and the reader may not begin one. */
  glossary: GlossaryBeside | null;
}

export async function ReaderTools({ article, rev, script, settings, hasContents, viewer, groups, glossary }: Props) {
  const t = await getTranslations('reader');
  const find = await getTranslations('find');
  const group = await getTranslations('groups.article');
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
      <ClientMessages namespaces={['find']}>
        <FindOpener
          slug={article.slug}
          revision={article.revision}
          label={find('open')}
          className={bar.tool}
          needsScript={rev !== undefined}
        >
          <Icon name="find" />
        </FindOpener>
      </ClientMessages>
      {isChinese(article.sourceScript) && (
        <ScriptChoice
          article={{ slug: article.slug, sourceScript: article.sourceScript, revision: article.revision }}
          rev={rev}
          script={script}
          words={scriptWords(t)}
        />
      )}
      <ClientMessages namespaces={['layers']}>
        <LayerSwitch
          place={{ article: { slug: article.slug, publicNotes: article.publicNotes }, viewer }}
          old={rev !== undefined}
        />
      </ClientMessages>
      <span data-slot="assignments" />
      {glossary && (
        // The form of a term is for those alone who may write one.
        <ClientMessages namespaces={glossary.mayAdd.length > 0 ? ['terms', 'glossary', 'editor', 'ui'] : ['terms']}>
          <GlossarySwitch
            place={{ slug: article.slug, revision: article.revision, hasTerms: glossary.hasTerms }}
            writer={
              viewer && glossary.mayAdd.length > 0 ? { id: viewer.id, scopes: scopesOf(glossary, viewer, t) } : null
            }
            initial={settings.glossary}
            label={t('glossary')}
            className={`${bar.tool} ${styles.glossary}`}
          />
        </ClientMessages>
      )}
      <button
        type="button"
        id={NOTE_LIST_ID}
        className={`${bar.tool} ${styles.notes}`}
        aria-expanded="false"
        title={t('noteList')}
        data-needs-script=""
      >
        <Icon name="notes" />
        <span className="visually-hidden">{t('noteList')}</span>
        <span data-slot="unread" />
      </button>
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
            <ArticleControls
              article={article}
              words={{ ...manageWords(t), ...groupWords(group) }}
              groups={groups
                .filter(({ role, archived }) => role !== 'member' && !archived)
                .map(({ id, name }) => ({ id, label: group('only', { name }) }))}
              others={groups
                .filter(({ id, role, archived }) => article.sharedWith.includes(id) || (role !== 'member' && !archived))
                .map(({ id, name }) => ({ id, label: name }))}
            />
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

const scopesOf = (
  { mayAdd }: GlossaryBeside,
  viewer: NonNullable<LayerPlace['viewer']>,
  t: Awaited<ReturnType<typeof getTranslations>>,
) =>
  mayAdd.map((scope) => ({
    scope,
    label: viewer.groups.find(({ id }) => scope === `group:${id}`)?.name ?? t('glossaryOfArticle'),
  }));

const scriptWords = (t: Awaited<ReturnType<typeof getTranslations>>) => ({
  label: t('script.label'),
  phrases: t('script.phrases'),
  failed: t('script.failed'),
  retry: t('script.retry'),
  shown: t('script.shown', { name: '{name}' }),
  names: {
    source: t('script.names.source'),
    'zh-Hans': t('script.names.zh-Hans'),
    'zh-Hant': t('script.names.zh-Hant'),
    'zh-Hant-TW': t('script.names.zh-Hant-TW'),
    'zh-Hant-HK': t('script.names.zh-Hant-HK'),
    'zh-Hant-TW-x-phrase': t('script.names.zh-Hant-TW-x-phrase'),
  },
});
export type ScriptWords = ReturnType<typeof scriptWords>;

const manageWords = (t: Awaited<ReturnType<typeof getTranslations>>) => ({
  visibility: t('manage.visibility'),
  public: t('manage.public'),
  'signed-in': t('manage.signed-in'),
  private: t('manage.private'),
  publicNotes: t('manage.publicNotes'),
  protectedWords: t('manage.protectedWords'),
  glossary: t('glossary'),
  suggestions: t('manage.suggestions'),
  publishEdition: t('manage.publishEdition'),
  editions: t('manage.editions'),
  interchange: t('manage.interchange'),
  unpublish: t('manage.unpublish'),
  unpublishHint: t('manage.unpublishHint'),
  publish: t('manage.publish'),
  saved: t('manage.saved'),
  failed: t('manage.failed'),
});

const groupWords = (t: Awaited<ReturnType<typeof getTranslations<'groups.article'>>>) => ({
  someGroup: t('someGroup'),
  sharing: t('sharing'),
  anotherGroup: t('another'),
});
export type ManageWords = ReturnType<typeof manageWords> & ReturnType<typeof groupWords>;
