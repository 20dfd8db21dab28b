import { listAnnotations } from '@/lib/server/annotations-in-article';
import { route } from '@/lib/server/http';

export const GET = route('GET /api/articles/:slug/annotations', ({ viewer, params, query }) =>
  listAnnotations(viewer, params.slug, query),
);
