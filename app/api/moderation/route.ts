import { route } from '@/lib/server/http';
import { listWaiting } from '@/lib/server/moderation-list';

export const GET = route('GET /api/moderation', ({ viewer, query }) => listWaiting(viewer, query));
