import { route } from '@/lib/server/http';
import { resolve } from '@/lib/server/resolution';

export const PUT = route('PUT /api/annotations/:id/resolution', ({ viewer, params }) =>
  resolve(viewer, params.id, true),
);

export const DELETE = route('DELETE /api/annotations/:id/resolution', ({ viewer, params }) =>
  resolve(viewer, params.id, false),
);
