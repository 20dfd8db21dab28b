import { exportArticleAnnotations } from '@/lib/server/annotations-w3c';
import { route } from '@/lib/server/http';

export const GET = route('GET /api/articles/:slug/annotations/export', ({ viewer, params, query, request }) =>
  exportArticleAnnotations(viewer, params.slug, query, request),
);
