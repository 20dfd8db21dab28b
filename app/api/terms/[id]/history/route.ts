import { route } from '@/lib/server/http';
import { termHistory } from '@/lib/server/terms-merge';

export const GET = route('GET /api/terms/:id/history', ({ viewer, params }) => termHistory(viewer, params.id));
