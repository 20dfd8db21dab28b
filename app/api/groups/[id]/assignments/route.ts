import { noteResponse } from '@/lib/server/annotations';
import { createAssignment } from '@/lib/server/assignments';
import { groupAssignments } from '@/lib/server/assignments-lists';
import { route } from '@/lib/server/http';

export const GET = route('GET /api/groups/:id/assignments', ({ viewer, params, query }) =>
  groupAssignments(viewer, params.id, query),
);

export const POST = route('POST /api/groups/:id/assignments', async ({ viewer, params, body }) =>
  noteResponse(await createAssignment(viewer, params.id, body), 201),
);
