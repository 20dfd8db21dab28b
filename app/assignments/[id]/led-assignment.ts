import { notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import { z } from 'zod';
import type { AssignmentView } from '@/lib/contract/assignments';
import type { Viewer } from '@/lib/domain/permissions/can';
import { readAssignment } from '@/lib/server/assignments-lists';
import { currentViewer } from '@/lib/server/current';
import { Problem } from '@/lib/server/problem';

/** Who is looking, if this can be the id of something that they lead. */
export const leadingViewer = cache(async (id: string, path: string): Promise<NonNullable<Viewer>> => {
  if (!z.uuid().safeParse(id).success) notFound();
  const viewer = await currentViewer();
  if (!viewer) redirect(`/sign-in?next=${encodeURIComponent(path)}`);
  return viewer;
});

/** An assignment that who is looking leads, once a request; for others there is none. */
export const ledAssignment = cache(
  async (id: string, path: string): Promise<{ viewer: NonNullable<Viewer>; assignment: AssignmentView }> => {
    const viewer = await leadingViewer(id, path);
    const assignment = await readAssignment(viewer, id);
    if (assignment instanceof Problem || !assignment.may.includes('lead')) notFound();
    return { viewer, assignment };
  },
);
