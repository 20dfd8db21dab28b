import { memberWork } from '@/lib/server/assignments-member';
import { route } from '@/lib/server/http';

export const GET = route('GET /api/assignments/:id/members/:member', ({ viewer, params }) =>
  memberWork(viewer, params),
);
