import { route } from '@/lib/server/http';
import { bringRoster } from '@/lib/server/roster';

export const POST = route('POST /api/groups/:id/roster', ({ viewer, params, query, request }) =>
  bringRoster(viewer, { groupId: params.id, dryRun: query.dryRun }, request),
);
