import { noteResponse } from '@/lib/server/annotations';
import { setNoteHidden } from '@/lib/server/hiding';
import { route } from '@/lib/server/http';

export const PUT = route('PUT /api/annotations/:id/hiding', async ({ viewer, params, body }) =>
  noteResponse(await setNoteHidden(viewer, params.id, body.reason)),
);

export const DELETE = route('DELETE /api/annotations/:id/hiding', async ({ viewer, params }) =>
  noteResponse(await setNoteHidden(viewer, params.id, null)),
);
