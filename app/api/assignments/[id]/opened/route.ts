import { markOpened } from '@/lib/server/assignments-reading';
import { route } from '@/lib/server/http';

export const POST = route('POST /api/assignments/:id/opened', ({ viewer, params }) => markOpened(viewer, params.id));
