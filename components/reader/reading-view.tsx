import { getTranslations } from 'next-intl/server';
import { AssignmentLoader } from '@/components/assignment/assignment-loader';
import type { AssignmentsBeside } from '@/components/assignment/assignment-root';
import type { LayerGroup } from '@/components/margin/chosen-layer';
import { MarginLoader } from '@/components/margin/margin-loader';
import type { GlossaryBeside } from '@/lib/contract/terms';
import { ClientMessages } from '@/components/ui/client-messages';
import { SiteBar, type BarViewer } from '@/components/ui/site-bar';
import type { ArticleSummary } from '@/lib/contract/articles';
import type { ShownScript } from '@/lib/domain/script/script';
import type { Outline, Place } from '@/lib/domain/text/outline';
import type { ReadingSettings } from '@/lib/domain/reading/reading-settings';
import { sectionsOf } from '@/lib/domain/text/sections';
import { readPath, readQuery } from '@/lib/domain/reading/read-path';
import { ArticleEnd } from './article-end';
import { ArticleHeader, type ShownWords } from './article-header';
import { ArticleText } from './article-text';
import { Contents } from './contents';
import { HelpSheet } from './help-sheet';
import { OldEdition, type OldEditionFacts } from './old-edition';
import { pagesAround } from './pages-around';
import { ReaderRoot } from './reader-root';
import { ReaderCrumb, ReaderTools } from './reader-tools';
import styles from './reading-view.module.css';
import textStyles from './text.module.css';

interface Props {
  /** Its `revision` is the edition that is read. */
  article: ArticleSummary;
  /** Where that is not the newest. */
  old: OldEditionFacts | null;
  /** Of the page that is asked for, from 0. */
  page: number;
  /** That page. */
  html: string;
  script: ShownScript;
  /** BCP 47, of the text as shown. */
  lang: string;
  rules: number;
  words: ShownWords;
  headingTitles: ReadonlyMap<string, string>;
  outline: Outline;
  place: Place | null;
  /** Whether the viewer has opened it before. */
  opened: boolean;
  viewer: BarViewer | null;
  /** The viewer's. */
  groups: readonly LayerGroup[];
  settings: ReadingSettings;
  /** Null: there is none, and the viewer may not begin one. */
  glossary: GlossaryBeside | null;
  openNote: string | null;
  /** What of the article is assigned to the viewer, or may be by them; null: nothing. */
  assigned: AssignmentsBeside | null;
}

/** The reading page: contents, text, margin. Everything readable is in the HTML. */
export async function ReadingView(props: Props) {
  const { article, old, page, html, script, lang, rules, words, headingTitles } = props;
  const { outline, place, opened, viewer, groups, settings, glossary, openNote, assigned } = props;
  const mayAddTerms = (glossary?.mayAdd.length ?? 0) > 0;
  const reader = viewer && { id: viewer.id, name: viewer.name, groups, mayAddTerms };
  const t = await getTranslations('reader');
  const { slug, title, author, date, revision, publicNotes, sourceScript, canEdit } = article;
  const around = pagesAround(outline, page, headingTitles, article.blockCount, old?.number);
  const { stretch } = around;
  const sections = sectionsOf(outline.headings);
  return (
    <>
      <SiteBar
        viewer={viewer}
        skipTo="#text"
        next={`${readPath(slug)}${readQuery({ rev: old?.number })}`}
        tools={
          <ReaderTools
            article={article}
            rev={old?.number}
            script={script}
            settings={settings}
            hasContents={sections.length > 0}
            viewer={reader}
            glossary={glossary}
          />
        }
      >
        <ReaderCrumb words={words} date={article.date} lang={lang} />
      </SiteBar>
      <div className={styles.progress} data-chrome="" aria-hidden="true">
        <i data-progress="" />
      </div>
      <div className={styles.desk}>
        {assigned && (
          <ClientMessages namespaces={['assignments']}>
            <AssignmentLoader key={`${slug}:${revision}`} {...assigned} />
          </ClientMessages>
        )}
        <Contents sections={sections} titles={headingTitles} lang={lang} stretch={stretch} label={t('contents')} />
        <main className={styles.column}>
          {old && <OldEdition slug={slug} old={old} script={script} />}
          <ArticleHeader article={article} words={words} lang={lang} around={around} />
          <ArticleText
            className={textStyles.text}
            slug={slug}
            revision={revision}
            lang={lang}
            script={script}
            rules={rules}
            title={words.title}
            html={html}
          />
          <ArticleEnd
            article={article}
            lang={lang}
            around={around}
            signedIn={viewer !== null}
            hasTerms={glossary?.hasTerms ?? false}
          />
        </main>
        <div className={styles.margin}>
          <ClientMessages namespaces={['margin', 'moderation', 'editor', 'words', 'common', 'ui']}>
            <MarginLoader
              article={{
                slug,
                title,
                author,
                date,
                revision,
                old: old !== null,
                publicNotes,
                sourceScript,
                canEdit: canEdit && !old,
              }}
              viewer={reader}
              opened={opened}
              openNote={openNote}
            />
          </ClientMessages>
        </div>
      </div>
      <ReaderRoot
        key={`${slug}:${revision}`}
        slug={slug}
        revision={revision}
        old={old !== null}
        signedIn={viewer !== null}
        place={place}
        pages={outline.pages.map(({ from, lines }) => [from, lines])}
        words={{
          continue: t('resume.continue'),
          dismiss: t('resume.dismiss'),
          at: t('resume.at', { number: '{number}' }),
          unreachable: t('unreachable'),
          retry: t('retry'),
        }}
      />
      <HelpSheet />
    </>
  );
}
