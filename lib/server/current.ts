import 'server-only';
import { cache } from 'react';
import { headers } from 'next/headers';
import type { Viewer } from '@/lib/domain/permissions/can';
import { countWaiting } from './moderation-list';
import { unreadNotifications } from './notifications';
import { readSession, type LiveSession, type SessionUser } from './sessions';

/** The session of the page being rendered: read once a request. */
export const currentSession = cache(async (): Promise<LiveSession | null> =>
  readSession((await headers()).get('cookie')),
);

/** Who is looking at the page being rendered. */
export const currentViewer = cache(async (): Promise<Viewer> => {
  const session = await currentSession();
  return session?.viewer ?? null;
});

/** How many flags wait for who is looking; null: nobody's do. */
export const currentWaiting = cache(async (): Promise<number | null> => countWaiting(await currentViewer()));

/** Who is looking, as the bar at the top has to know them. */
export const currentBarViewer = cache(async function currentBarViewer(): Promise<
  (SessionUser & { readonly waiting: number | null; readonly notices: number; readonly inGroup: boolean }) | null
> {
  const [session, waiting, notices] = await Promise.all([
    currentSession(),
    currentWaiting(),
    currentViewer().then(unreadNotifications),
  ]);
  const inGroup = Object.keys(session?.viewer.groups ?? {}).length > 0;
  return session && { ...session.user, waiting, notices, inGroup };
});
