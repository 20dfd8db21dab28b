import { route } from '@/lib/server/http';
import { markOpened } from '@/lib/server/unread';

export const PUT = route('PUT /api/articles/:slug/opened', ({ viewer, params, body }) =>
  markOpened(viewer, params.slug, body.upTo),
);
