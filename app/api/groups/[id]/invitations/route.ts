import { route } from '@/lib/server/http';
import { invite, listInvitations } from '@/lib/server/invitations';
import { publicOrigin } from '@/lib/server/same-origin';

export const GET = route('GET /api/groups/:id/invitations', ({ viewer, params, request }) =>
  listInvitations(viewer, params.id, publicOrigin(request)),
);

export const POST = route('POST /api/groups/:id/invitations', ({ viewer, params, body, request }) =>
  invite(viewer, params.id, body, publicOrigin(request)),
);
