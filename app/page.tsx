import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Library } from '@/components/library/library';
import { can } from '@/lib/domain/permissions/can';
import { articleSummary, listArticles } from '@/lib/server/articles';
import { currentViewer } from '@/lib/server/current';
import { placesOf } from '@/lib/server/places';
import { unreadCounts } from '@/lib/server/unread';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('library');
  return { title: t('title'), alternates: { canonical: '/' } };
}

export default async function LibraryPage() {
  const viewer = await currentViewer();
  const [articles, places, unread] = await Promise.all([listArticles(viewer), placesOf(viewer), unreadCounts(viewer)]);
  return (
    <Library
      entries={articles.map((open) => ({
        article: articleSummary(open, viewer),
        place: places.get(open.article.id) ?? null,
        unread: unread.get(open.article.id) ?? 0,
      }))}
      signedIn={viewer !== null}
      canImport={can(viewer, 'article: import', null)}
    />
  );
}
