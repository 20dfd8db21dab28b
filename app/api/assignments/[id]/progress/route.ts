import { progressTable } from '@/lib/server/assignments-table';
import { route } from '@/lib/server/http';

export const GET = route('GET /api/assignments/:id/progress', ({ viewer, params }) => progressTable(viewer, params.id));
