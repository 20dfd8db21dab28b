import { route } from '@/lib/server/http';
import { termOccurrences } from '@/lib/server/terms-occurrences';

export const GET = route('GET /api/articles/:slug/terms/occurrences', ({ viewer, params, query }) =>
  termOccurrences(viewer, params.slug, query),
);
