import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { slugFrom } from '@/app/read/[slug]/slug';
import { EditionList } from '@/components/editions/edition-list';
import { can } from '@/lib/domain/permissions/can';
import { articleFacts } from '@/lib/server/articles';
import { currentViewer } from '@/lib/server/current';
import { listEditions } from '@/lib/server/edition-history';
import { Problem } from '@/lib/server/problem';

interface Props {
  params: Promise<{ slug: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('editions.list'))('title'), robots: { index: false } };
}

export default async function EditionsPage({ params }: Props) {
  const viewer = await currentViewer();
  const editions = await listEditions(viewer, await slugFrom(params));
  if (editions instanceof Problem) notFound();
  const { article, revision, revisions } = editions;
  return (
    <EditionList
      slug={article.slug}
      title={revision.title}
      lang={revision.sourceScript}
      revisions={revisions}
      canEdit={can(viewer, 'article: edit', articleFacts(article))}
    />
  );
}
