import { route } from '@/lib/server/http';
import { endMySession } from '@/lib/server/my-sessions';

export const DELETE = route('DELETE /api/me/sessions/:id', ({ viewer, params }) => endMySession(viewer, params.id));
