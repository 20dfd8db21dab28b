import { route } from '@/lib/server/http';
import { listNotifications } from '@/lib/server/notifications';

export const GET = route('GET /api/me/notifications', ({ viewer, query }) => listNotifications(viewer, query));
