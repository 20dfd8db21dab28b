import { exportAnnotations } from '@/lib/server/annotations-export';
import { route } from '@/lib/server/http';

export const GET = route('GET /api/me/annotations/export', ({ viewer, query, request }) =>
  exportAnnotations(viewer, query.format, request),
);
