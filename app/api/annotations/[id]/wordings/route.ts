import { route } from '@/lib/server/http';
import { noteWordings } from '@/lib/server/wordings';

export const GET = route('GET /api/annotations/:id/wordings', ({ viewer, params }) => noteWordings(viewer, params.id));
