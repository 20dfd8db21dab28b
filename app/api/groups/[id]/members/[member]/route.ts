import { removeMember } from '@/lib/server/groups';
import { route } from '@/lib/server/http';

export const DELETE = route('DELETE /api/groups/:id/members/:member', ({ viewer, params }) =>
  removeMember(viewer, params.id, params.member),
);
