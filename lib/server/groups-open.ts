import 'server-only';
import { can, type Viewer } from '@/lib/domain/permissions/can';
import type { Group } from '@/prisma/generated/client';
import { db } from './db';
import { notFound, Problem } from './problem';

/** The group, if the viewer leads it and something may be added to it. */
export async function openGroup(viewer: Viewer, id: string): Promise<Group | Problem> {
  if (!viewer) return new Problem('not-signed-in');
  const group = can(viewer, 'group: lead', id) ? await db().group.findUnique({ where: { id } }) : null;
  if (!group) return notFound();
  return group.archivedAt ? new Problem('group-archived') : group;
}
