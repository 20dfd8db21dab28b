import { flag, unflag } from '@/lib/server/flags';
import { route } from '@/lib/server/http';

export const PUT = route('PUT /api/annotations/:id/replies/:reply/flag', ({ viewer, params, body }) =>
  flag(viewer, { note: params.id, reply: params.reply }, body.reason),
);

export const DELETE = route('DELETE /api/annotations/:id/replies/:reply/flag', ({ viewer, params }) =>
  unflag(viewer, { note: params.id, reply: params.reply }),
);
