import 'server-only';
import { cache } from 'react';
import { headers } from 'next/headers';
import type { Viewer } from '@/lib/domain/permissions/can';
import { readSession, type LiveSession } from './sessions';

/** The session of the page being rendered: read once a request. */
export const currentSession = cache(async (): Promise<LiveSession | null> =>
  readSession((await headers()).get('cookie')),
);

/** Who is looking at the page being rendered. */
export const currentViewer = cache(async (): Promise<Viewer> => {
  const session = await currentSession();
  return session?.viewer ?? null;
});
