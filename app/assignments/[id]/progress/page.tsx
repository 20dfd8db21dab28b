import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { progressPath } from '@/components/teaching/paths';
import { ProgressPage } from '@/components/teaching/progress-page';
import { progressTable } from '@/lib/server/assignments-table';
import { Problem } from '@/lib/server/problem';
import { readingSettings } from '@/lib/server/reading-settings';
import { leadingViewer } from '../led-assignment';

interface Props {
  params: Promise<{ id: string }>;
}

/** Once a request, for the page and its metadata: where there is nothing, the status says so first. */
const load = cache(async (id: string) => {
  const viewer = await leadingViewer(id, progressPath(id));
  const table = await progressTable(viewer, id);
  if (table instanceof Problem) notFound();
  return { viewer, ...table };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { assignment } = await load((await params).id);
  const t = await getTranslations('teaching.progress');
  return { title: `${t('heading')} · ${assignment.title}`, robots: { index: false } };
}

export default async function Progress({ params }: Props) {
  const { viewer, assignment, rows } = await load((await params).id);
  const { script } = await readingSettings();
  return <ProgressPage viewer={viewer.id} assignment={assignment} rows={rows} script={script} />;
}
