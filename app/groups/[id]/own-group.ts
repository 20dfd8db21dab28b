import { notFound } from 'next/navigation';
import { cache } from 'react';
import { z } from 'zod';
import type { GroupPage } from '@/lib/contract/groups';
import type { Viewer } from '@/lib/domain/permissions/can';
import { currentViewer } from '@/lib/server/current';
import { readGroup } from '@/lib/server/groups-change';
import { Problem } from '@/lib/server/problem';

/** The group of an address and who looks at it. For who does not belong to it there is no such page. Once a request. */
export const ownGroup = cache(
  async (id: string): Promise<{ readonly viewer: NonNullable<Viewer>; readonly group: GroupPage }> => {
    const viewer = await currentViewer();
    const group = z.uuid().safeParse(id).success ? await readGroup(viewer, id.toLowerCase()) : undefined;
    if (!viewer || !group || group instanceof Problem) notFound();
    return { viewer, group };
  },
);
