import { remind } from '@/lib/server/assignments-remind';
import { route } from '@/lib/server/http';

export const POST = route('POST /api/assignments/:id/remind', ({ viewer, params }) => remind(viewer, params.id));
