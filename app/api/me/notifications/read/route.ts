import { route } from '@/lib/server/http';
import { readNotifications } from '@/lib/server/notifications';

export const POST = route('POST /api/me/notifications/read', ({ viewer, body }) => readNotifications(viewer, body.ids));
