import { copyGroup } from '@/lib/server/groups-change';
import { route } from '@/lib/server/http';

export const POST = route('POST /api/groups/:id/copy', ({ viewer, params, body }) =>
  copyGroup(viewer, params.id, body),
);
