import { getTranslations } from 'next-intl/server';
import { MarginRoot } from '@/components/margin/margin-root';
import { ClientMessages } from '@/components/ui/client-messages';
import { SiteBar, type BarViewer } from '@/components/ui/site-bar';
import type { ArticleSummary } from '@/lib/contract/articles';
import type { Block } from '@/lib/domain/text/block';
import type { Outline, Place, Stretch } from '@/lib/domain/text/outline';
import type { ReadingSettings } from '@/lib/domain/text/reading-settings';
import { sectionsOf } from '@/lib/domain/text/sections';
import { ArticleEnd } from './article-end';
import { ArticleHeader } from './article-header';
import { ArticleText } from './article-text';
import { Contents } from './contents';
import { HelpSheet } from './help-sheet';
import { ReaderRoot } from './reader-root';
import { ReaderCrumb, ReaderTools } from './reader-tools';
import { textContext } from './text-context';
import styles from './reading-view.module.css';

interface Props {
  article: ArticleSummary;
  blocks: readonly Block[];
  outline: Outline;
  place: Place | null;
  viewer: BarViewer | null;
  settings: ReadingSettings;
  marked: string | null;
  openNote: string | null;
}

/** The reading page: contents, text, margin. Everything readable is in the HTML. */
export async function ReadingView({ article, blocks, outline, place, viewer, settings, marked, openNote }: Props) {
  const t = await getTranslations('reader');
  const { slug, title, author, date, revision, publicNotes, sourceScript } = article;
  const stretch: Stretch = {
    from: blocks[0]?.number ?? 1,
    to: blocks.at(-1)?.number ?? 0,
    total: article.blockCount,
  };
  const sections = sectionsOf(outline.headings);
  return (
    <>
      <SiteBar
        viewer={viewer}
        skipTo="#text"
        next={`/read/${encodeURIComponent(slug)}`}
        tools={<ReaderTools article={article} settings={settings} hasContents={sections.length > 0} />}
      >
        <ReaderCrumb article={article} />
      </SiteBar>
      <div className={styles.progress} data-chrome="" aria-hidden="true">
        <i data-progress="" />
      </div>
      <div className={styles.desk}>
        <Contents sections={sections} stretch={stretch} label={t('contents')} />
        <main className={styles.column}>
          <ArticleHeader article={article} stretch={stretch} />
          <ArticleText
            slug={slug}
            revision={revision}
            script={sourceScript}
            title={title}
            blocks={blocks}
            context={textContext({ outline, stretch, marked, t })}
          />
          <ArticleEnd article={article} stretch={stretch} />
        </main>
        <div className={styles.margin}>
          <ClientMessages namespaces={['margin', 'editor', 'common', 'ui']}>
            <MarginRoot
              article={{ slug, title, author, date, revision, publicNotes, sourceScript }}
              viewer={viewer && { id: viewer.id, name: viewer.name }}
              openNote={openNote}
            />
          </ClientMessages>
        </div>
      </div>
      <ReaderRoot
        key={`${slug}:${stretch.from}`}
        slug={slug}
        signedIn={viewer !== null}
        place={place}
        stretch={stretch}
        words={{ continue: t('resume.continue'), dismiss: t('resume.dismiss'), at: t.raw('resume.at') as string }}
      />
      <HelpSheet />
    </>
  );
}
