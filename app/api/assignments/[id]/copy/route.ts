import { noteResponse } from '@/lib/server/annotations';
import { copyAssignment } from '@/lib/server/assignments-copy';
import { route } from '@/lib/server/http';

export const POST = route('POST /api/assignments/:id/copy', async ({ viewer, params, body }) =>
  noteResponse(await copyAssignment(viewer, params.id, body), 201),
);
