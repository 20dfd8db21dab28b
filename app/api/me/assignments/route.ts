import { myAssignments } from '@/lib/server/assignments-lists';
import { route } from '@/lib/server/http';

export const GET = route('GET /api/me/assignments', ({ viewer }) => myAssignments(viewer));
