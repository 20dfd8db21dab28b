import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { ImportView } from '@/components/import/import-view';
import styles from '@/components/import/import.module.css';
import { ClientMessages } from '@/components/ui/client-messages';
import { can } from '@/lib/domain/permissions/can';
import { currentViewer, importsSomewhere } from '@/lib/server/current';
import { listGroups } from '@/lib/server/groups';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('import'))('page-title'), robots: { index: false } };
}

interface Props {
  /** `group`: for whom it is, to begin with. */
  searchParams: Promise<{ group?: string | string[] }>;
}

export default async function ImportPage({ searchParams }: Props) {
  const viewer = await currentViewer();
  if (viewer === null) redirect('/sign-in?next=/import');
  if (!importsSomewhere(viewer)) notFound();
  const { group } = await searchParams;
  const groups = (await listGroups(viewer)).filter(({ id, archived }) => !archived && can(viewer, 'group: lead', id));
  const t = await getTranslations('import');
  return (
    <main className={styles.page}>
      <h1>{t('page-title')}</h1>
      <noscript>
        <p>{t('noScript')}</p>
      </noscript>
      <ClientMessages namespaces={['import', 'groups']}>
        <ImportView
          scopes={{
            open: can(viewer, 'article: import', null),
            groups: groups.map(({ id, name }) => ({ id, name })),
            chosen: groups.find(({ id }) => id === group)?.id ?? null,
          }}
        />
      </ClientMessages>
    </main>
  );
}
