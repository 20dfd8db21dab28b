import { articleAssignments } from '@/lib/server/assignments-lists';
import { route } from '@/lib/server/http';

export const GET = route('GET /api/articles/:slug/assignments', ({ viewer, params }) =>
  articleAssignments(viewer, params.slug),
);
