import { heatOf } from '@/lib/server/assignments-heat';
import { route } from '@/lib/server/http';

export const GET = route('GET /api/assignments/:id/heat', ({ viewer, params, query }) =>
  heatOf(viewer, params.id, query),
);
