import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { buttonClass } from '@/components/ui/button';
import { ClientMessages } from '@/components/ui/client-messages';
import type { GlossaryAddress } from '@/lib/client/import-terms';
import type { TermScope } from '@/lib/contract/terms';
import { TermsDesk, type NewTermAsked } from './terms-desk';
import type { TermsShown } from './terms-entry';
import { TermsFiles } from './terms-files';
import type { TermsGroup } from './terms-listed';
import { initialId, NO_LETTER } from './terms-paths';
import { TermsPrint } from './terms-print';
import { TermsViews } from './terms-views';
import styles from './terms.module.css';

interface Props {
  heading: ReactNode;
  lead: string;
  back: { readonly href: string; readonly label: string };
  /** How else to look at them. */
  views: readonly Parameters<typeof TermsViews>[0][];
  groups: readonly TermsGroup[];
  /** Of all pages. */
  total: number;
  shown: TermsShown;
  /** Id of who is looking, where they may change anything here; null: nobody who may. */
  editor: string | null;
  /** Slug of the article, or the group's id. */
  page: string;
  /** Where they may add terms. */
  scopes: readonly { readonly scope: TermScope; readonly label: string }[];
  /** A new term that is asked for from elsewhere. */
  begin?: NewTermAsked | null;
  /** Whose terms can be taken along as a file. */
  file: { readonly at: GlossaryAddress; readonly mayImport: boolean } | null;
  /** Where what might be a term is listed. */
  suggestions: string | null;
  pages: { readonly earlier: string | null; readonly later: string | null };
}

/** A glossary as a page: readable without JavaScript, and on paper. */
export async function TermsPage(props: Props) {
  const {
    heading,
    lead,
    back,
    views,
    groups,
    total,
    shown,
    editor,
    page,
    scopes,
    begin = null,
    file,
    suggestions,
    pages,
  } = props;
  const t = await getTranslations('glossary.page');
  const initials = groups.flatMap(({ initial }) => initial ?? []);
  return (
    <main className={styles.page}>
      <header className={styles.head}>
        <p data-chrome="">
          <Link href={back.href} prefetch={false}>
            ← {back.label}
          </Link>
        </p>
        <h1>{heading}</h1>
        <p className={styles.lead}>{lead}</p>
        {total > 0 && <p className={styles.soft}>{t('count', { count: total })}</p>}
        {editor !== null && (
          <noscript>
            <p>{t('noScript')}</p>
          </noscript>
        )}
      </header>
      <ClientMessages namespaces={['glossary', 'editor']}>
        {(total > 0 || suggestions !== null) && (
          <div className={styles.bar} data-chrome="">
            {total > 0 && views.map((view) => <TermsViews key={view.label} {...view} />)}
            <div className={styles.ways}>
              {suggestions !== null && (
                <Link className={buttonClass({ size: 'small' })} href={suggestions} prefetch={false}>
                  {t('openSuggestions')}
                </Link>
              )}
              {total > 0 && <TermsPrint label={t('print')} />}
            </div>
          </div>
        )}
        {initials.length > 1 && (
          <nav className={styles.index} aria-label={t('index')} data-chrome="">
            {initials.map((initial) => (
              <a key={initial} href={`#${initialId(initial)}`}>
                {initial === NO_LETTER ? t('initialNone') : initial}
              </a>
            ))}
          </nav>
        )}
        {total === 0 && (
          <p className={styles.empty}>
            {t(editor === null ? 'empty' : suggestions === null ? 'emptyFirst' : 'emptyAdd')}
          </p>
        )}
        <TermsDesk user={editor} page={page} shown={shown} groups={groups} scopes={scopes} begin={begin} />
        {(pages.earlier ?? pages.later) && (
          <nav className={styles.pages} aria-label={t('pages')} data-chrome="">
            {pages.earlier && (
              <Link href={pages.earlier} rel="prev" prefetch={false}>
                ← {t('earlierPage')}
              </Link>
            )}
            {pages.later && (
              <Link href={pages.later} rel="next" prefetch={false}>
                {t('laterPage')} →
              </Link>
            )}
          </nav>
        )}
        {file && <TermsFiles at={file.at} mayImport={file.mayImport} />}
      </ClientMessages>
    </main>
  );
}
