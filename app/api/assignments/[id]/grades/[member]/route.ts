import { noteResponse, versionAsked } from '@/lib/server/annotations';
import { putGrade } from '@/lib/server/assignments-grades';
import { route } from '@/lib/server/http';

export const PUT = route('PUT /api/assignments/:id/grades/:member', async ({ viewer, params, body, request }) =>
  noteResponse(await putGrade(viewer, params, versionAsked(request), body)),
);
