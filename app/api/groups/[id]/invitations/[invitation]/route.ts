import { route } from '@/lib/server/http';
import { revokeInvitation } from '@/lib/server/invitations';

export const DELETE = route('DELETE /api/groups/:id/invitations/:invitation', ({ viewer, params }) =>
  revokeInvitation(viewer, params),
);
