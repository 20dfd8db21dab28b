import { route } from '@/lib/server/http';
import { exportRoster } from '@/lib/server/roster';

export const GET = route('GET /api/groups/:id/roster/export', ({ viewer, params, request }) =>
  exportRoster(viewer, params.id, request),
);
