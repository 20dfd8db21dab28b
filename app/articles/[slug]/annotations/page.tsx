import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { slugFrom } from '@/app/read/[slug]/slug';
import { ExportList } from '@/components/interchange/export-list';
import { ImportView } from '@/components/interchange/import-view';
import styles from '@/components/interchange/interchange.module.css';
import { interchangePath } from '@/components/interchange/paths';
import { ClientMessages } from '@/components/ui/client-messages';
import { can } from '@/lib/domain/permissions/can';
import { readPath } from '@/lib/domain/reading/read-path';
import { articleFacts, openArticle } from '@/lib/server/articles';
import { currentViewer } from '@/lib/server/current';
import { listGroups } from '@/lib/server/groups';
import { Problem } from '@/lib/server/problem';

interface Props {
  params: Promise<{ slug: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('interchange'))('title'), robots: { index: false } };
}

export default async function InterchangePage({ params }: Props) {
  const viewer = await currentViewer();
  const open = await openArticle(viewer, await slugFrom(params));
  if (open instanceof Problem) notFound();
  const { article, revision } = open;
  const t = await getTranslations('interchange');
  return (
    <main className={styles.page}>
      <header className={styles.head}>
        <p>
          <Link href={readPath(article.slug)} prefetch={false}>
            ← {t('back')}
          </Link>
        </p>
        <h1>{t('title')}</h1>
        <p className={styles.title} lang={revision.sourceScript}>
          {revision.title}
        </p>
      </header>
      <section className={styles.section}>
        <h2>{t('export.title')}</h2>
        <p>{t('export.lead')}</p>
        <ExportList slug={article.slug} signedIn={viewer !== null} groups={await listGroups(viewer)} />
        <p className={styles.soft}>{t('export.hint')}</p>
      </section>
      <section className={styles.section}>
        <h2>{t('import.title')}</h2>
        <p>{t('import.lead')}</p>
        {viewer ? (
          <ClientMessages namespaces={['interchange']}>
            <noscript>
              <p>{t('import.noScript')}</p>
            </noscript>
            <ImportView slug={article.slug} canPublish={can(viewer, 'article: edit', articleFacts(article))} />
          </ClientMessages>
        ) : (
          <p>
            {t('import.signIn')}{' '}
            <Link href={`/sign-in?next=${encodeURIComponent(interchangePath(article.slug))}`}>
              {t('import.signInLink')}
            </Link>
          </p>
        )}
      </section>
    </main>
  );
}
