import { exportProgress } from '@/lib/server/assignments-export';
import { route } from '@/lib/server/http';

export const GET = route('GET /api/assignments/:id/export', ({ viewer, params, request }) =>
  exportProgress(viewer, params.id, request),
);
