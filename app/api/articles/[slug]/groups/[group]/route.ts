import { route } from '@/lib/server/http';
import { shareArticle, unshareArticle } from '@/lib/server/shares';

export const PUT = route('PUT /api/articles/:slug/groups/:group', ({ viewer, params }) => shareArticle(viewer, params));

export const DELETE = route('DELETE /api/articles/:slug/groups/:group', ({ viewer, params }) =>
  unshareArticle(viewer, params),
);
