import { route } from '@/lib/server/http';
import { reactToReply } from '@/lib/server/reactions';

export const PUT = route('PUT /api/annotations/:id/replies/:reply/reactions/:emoji', ({ viewer, params }) =>
  reactToReply(viewer, params, true),
);

export const DELETE = route('DELETE /api/annotations/:id/replies/:reply/reactions/:emoji', ({ viewer, params }) =>
  reactToReply(viewer, params, false),
);
