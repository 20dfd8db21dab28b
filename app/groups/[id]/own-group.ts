import { notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import { z } from 'zod';
import type { GroupPage } from '@/lib/contract/groups';
import { can, type Viewer } from '@/lib/domain/permissions/can';
import { currentViewer } from '@/lib/server/current';
import { readGroup } from '@/lib/server/groups-change';
import { touchPresence } from '@/lib/server/presence';
import { Problem } from '@/lib/server/problem';

interface Own {
  readonly viewer: NonNullable<Viewer>;
  readonly group: GroupPage;
  readonly leads: boolean;
}

/**
 * The group of an address and who looks at it, who is there by that; once a request. For who does not belong to it there is no such page.
 *
 * @param path where to come back to after signing in; default: who has not signed in finds nothing either
 */
export const ownGroup = cache(async (id: string, path?: string): Promise<Own> => {
  const known = z.uuid().safeParse(id).data?.toLowerCase();
  if (known === undefined) notFound();
  const viewer = await currentViewer();
  if (!viewer && path !== undefined) redirect(`/sign-in?next=${encodeURIComponent(path)}`);
  // These pages keep no stream open, which would tell it.
  const [group] = await Promise.all([readGroup(viewer, known), touchPresence(viewer ? [viewer.id] : [])]);
  if (!viewer || group instanceof Problem) notFound();
  return { viewer, group, leads: can(viewer, 'group: lead', group.id) };
});

/** A group that who is looking leads. */
export async function ledGroup(id: string, path: string): Promise<Own> {
  const own = await ownGroup(id, path);
  if (!own.leads) notFound();
  return own;
}
