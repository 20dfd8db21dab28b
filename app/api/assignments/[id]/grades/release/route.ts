import { releaseGrades } from '@/lib/server/assignments-grades';
import { route } from '@/lib/server/http';

export const POST = route('POST /api/assignments/:id/grades/release', ({ viewer, params, body }) =>
  releaseGrades(viewer, params.id, body),
);
