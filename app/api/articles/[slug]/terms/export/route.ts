import { route } from '@/lib/server/http';
import { exportTerms } from '@/lib/server/terms-export';

export const GET = route('GET /api/articles/:slug/terms/export', ({ viewer, params, query }) =>
  exportTerms(viewer, { slug: params.slug }, query.format),
);
