import { route } from '@/lib/server/http';
import { termCounts } from '@/lib/server/terms-occurrences';

export const GET = route('GET /api/articles/:slug/terms/counts', ({ viewer, params, query }) =>
  termCounts(viewer, params.slug, query.revision),
);
