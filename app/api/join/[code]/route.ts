import { clientAddress } from '@/lib/server/client-address';
import { route } from '@/lib/server/http';
import { join, readInvitation } from '@/lib/server/invitations';

export const GET = route('GET /api/join/:code', ({ viewer, params, request }) =>
  readInvitation(viewer, params.code, clientAddress(request)),
);

export const POST = route('POST /api/join/:code', ({ viewer, params }) => join(viewer, params.code));
