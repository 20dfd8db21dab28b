import { groupProgress } from '@/lib/server/group-progress';
import { route } from '@/lib/server/http';

export const GET = route('GET /api/groups/:id/progress', ({ viewer, params }) => groupProgress(viewer, params.id));
