import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { NotificationsPage } from '@/components/notifications/notifications-page';
import { currentViewer } from '@/lib/server/current';
import { listNotifications } from '@/lib/server/notifications';
import { Problem } from '@/lib/server/problem';

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('notifications'))('title'), robots: { index: false } };
}

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

export default async function Notifications({ searchParams }: Props) {
  const { cursor } = await searchParams;
  const after = typeof cursor === 'string' && UUID.test(cursor) ? cursor : undefined;
  const page = await listNotifications(await currentViewer(), { cursor: after });
  if (page instanceof Problem) redirect('/sign-in?next=/notifications');
  return (
    <NotificationsPage
      notifications={page.notifications}
      unread={page.unread}
      next={page.cursor}
      isFirst={after === undefined}
    />
  );
}
