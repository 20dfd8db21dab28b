import { route } from '@/lib/server/http';
import { markArticleRead } from '@/lib/server/unread';

export const POST = route('POST /api/articles/:slug/read', ({ viewer, params, body }) =>
  markArticleRead(viewer, params.slug, body),
);
