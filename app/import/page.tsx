import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { ImportView } from '@/components/import/import-view';
import styles from '@/components/import/import.module.css';
import { ClientMessages } from '@/components/ui/client-messages';
import { can } from '@/lib/domain/permissions/can';
import { currentViewer } from '@/lib/server/current';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('import'))('page-title'), robots: { index: false } };
}

export default async function ImportPage() {
  const viewer = await currentViewer();
  if (viewer === null) redirect('/sign-in?next=/import');
  if (!can(viewer, 'article: import', null)) notFound();
  const t = await getTranslations('import');
  return (
    <main className={styles.page}>
      <h1>{t('page-title')}</h1>
      <noscript>
        <p>{t('noScript')}</p>
      </noscript>
      <ClientMessages namespaces={['import']}>
        <ImportView />
      </ClientMessages>
    </main>
  );
}
