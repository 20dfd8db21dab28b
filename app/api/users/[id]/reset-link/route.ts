import { route } from '@/lib/server/http';
import { makeResetLink } from '@/lib/server/people';
import { publicOrigin } from '@/lib/server/same-origin';

export const POST = route('POST /api/users/:id/reset-link', ({ viewer, params, request }) =>
  makeResetLink(viewer, params.id, publicOrigin(request)),
);
