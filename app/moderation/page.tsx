import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { WaitingPage } from '@/components/moderation/waiting-page';
import { currentViewer, currentWaiting } from '@/lib/server/current';
import { listWaiting } from '@/lib/server/moderation-list';
import { Problem } from '@/lib/server/problem';

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('moderation'))('title'), robots: { index: false } };
}

/** What was flagged, for those who moderate something; for others there is no such page. */
export default async function ModerationPage({ searchParams }: Props) {
  const viewer = await currentViewer();
  if (!viewer) redirect('/sign-in?next=/moderation');
  if ((await currentWaiting()) === null) notFound();
  const { cursor } = await searchParams;
  const page = await listWaiting(viewer, { cursor: typeof cursor === 'string' ? cursor : undefined });
  if (page instanceof Problem) redirect('/moderation');
  return <WaitingPage waiting={page.waiting} next={page.cursor} isFirst={cursor === undefined} />;
}
