import { removeMember } from '@/lib/server/groups';
import { changeRole } from '@/lib/server/groups-change';
import { route } from '@/lib/server/http';

export const PATCH = route('PATCH /api/groups/:id/members/:member', ({ viewer, params, body }) =>
  changeRole(viewer, params, body.role),
);

export const DELETE = route('DELETE /api/groups/:id/members/:member', ({ viewer, params }) =>
  removeMember(viewer, params.id, params.member),
);
