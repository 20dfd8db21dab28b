import { noteResponse, versionAsked } from '@/lib/server/annotations';
import { changeAssignment } from '@/lib/server/assignments';
import { readAssignment } from '@/lib/server/assignments-lists';
import { route } from '@/lib/server/http';

export const GET = route('GET /api/assignments/:id', async ({ viewer, params }) =>
  noteResponse(await readAssignment(viewer, params.id)),
);

export const PATCH = route('PATCH /api/assignments/:id', async ({ viewer, params, body, request }) =>
  noteResponse(await changeAssignment(viewer, params.id, versionAsked(request), body)),
);
