import { route } from '@/lib/server/http';
import { markThreadRead } from '@/lib/server/unread';

export const PUT = route('PUT /api/annotations/:id/read', ({ viewer, params, body }) =>
  markThreadRead(viewer, { id: params.id, upTo: body.upTo }),
);
