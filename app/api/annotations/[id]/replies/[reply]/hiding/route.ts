import { setReplyHidden } from '@/lib/server/hiding';
import { route } from '@/lib/server/http';

export const PUT = route('PUT /api/annotations/:id/replies/:reply/hiding', ({ viewer, params, body }) =>
  setReplyHidden(viewer, params.id, params.reply, body.reason),
);

export const DELETE = route('DELETE /api/annotations/:id/replies/:reply/hiding', ({ viewer, params }) =>
  setReplyHidden(viewer, params.id, params.reply, null),
);
