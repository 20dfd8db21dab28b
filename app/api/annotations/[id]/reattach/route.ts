import { noteResponse, versionAsked } from '@/lib/server/annotations';
import { reattachAnnotation } from '@/lib/server/annotations-repair';
import { route } from '@/lib/server/http';

export const POST = route('POST /api/annotations/:id/reattach', async ({ viewer, params, body, request }) =>
  noteResponse(await reattachAnnotation(viewer, params.id, versionAsked(request), body)),
);
