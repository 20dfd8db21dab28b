import { route } from '@/lib/server/http';
import { changeRole } from '@/lib/server/people';

export const PATCH = route('PATCH /api/users/:id', ({ viewer, params, body }) =>
  changeRole(viewer, params.id, body.role),
);
