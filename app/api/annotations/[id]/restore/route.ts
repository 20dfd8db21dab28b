import { restoreAnnotation } from '@/lib/server/annotations';
import { route } from '@/lib/server/http';

export const POST = route('POST /api/annotations/:id/restore', ({ viewer, params }) =>
  restoreAnnotation(viewer, params.id),
);
