import { extend } from '@/lib/server/assignments-extensions';
import { route } from '@/lib/server/http';

export const PUT = route('PUT /api/assignments/:id/extensions/:member', ({ viewer, params, body }) =>
  extend(viewer, params, new Date(body.dueAt)),
);

export const DELETE = route('DELETE /api/assignments/:id/extensions/:member', ({ viewer, params }) =>
  extend(viewer, params, null),
);
