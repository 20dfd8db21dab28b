import { route } from '@/lib/server/http';
import { reactToNote } from '@/lib/server/reactions';

export const PUT = route('PUT /api/annotations/:id/reactions/:emoji', ({ viewer, params }) =>
  reactToNote(viewer, params, true),
);

export const DELETE = route('DELETE /api/annotations/:id/reactions/:emoji', ({ viewer, params }) =>
  reactToNote(viewer, params, false),
);
