import { listMyAnnotations } from '@/lib/server/annotations-mine';
import { route } from '@/lib/server/http';

export const GET = route('GET /api/me/annotations', ({ viewer, query }) => listMyAnnotations(viewer, query));
