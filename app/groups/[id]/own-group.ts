import { notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import { z } from 'zod';
import type { GroupView } from '@/lib/contract/groups';
import { can, type Viewer } from '@/lib/domain/permissions/can';
import { currentViewer } from '@/lib/server/current';
import { listGroups } from '@/lib/server/groups';

interface Own {
  readonly viewer: NonNullable<Viewer>;
  readonly group: GroupView;
  readonly leads: boolean;
}

/** A group of who is looking, once a request; who does not belong to it finds nothing. */
export const ownGroup = cache(async (id: string, path: string): Promise<Own> => {
  if (!z.uuid().safeParse(id).success) notFound();
  const viewer = await currentViewer();
  if (!viewer) redirect(`/sign-in?next=${encodeURIComponent(path)}`);
  const group = (await listGroups(viewer)).find((one) => one.id === id.toLowerCase());
  if (!group) notFound();
  return { viewer, group, leads: can(viewer, 'group: lead', group.id) };
});

/** A group that who is looking leads. */
export async function ledGroup(id: string, path: string): Promise<Own> {
  const own = await ownGroup(id, path);
  if (!own.leads) notFound();
  return own;
}
