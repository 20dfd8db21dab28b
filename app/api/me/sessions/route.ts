import { route } from '@/lib/server/http';
import { listSessions } from '@/lib/server/my-sessions';

export const GET = route('GET /api/me/sessions', ({ viewer, request }) =>
  listSessions(viewer, request.headers.get('cookie')),
);
