import { annotationFacets } from '@/lib/server/annotations-counted';
import { route } from '@/lib/server/http';

export const GET = route('GET /api/articles/:slug/annotations/facets', ({ viewer, params, query }) =>
  annotationFacets(viewer, params.slug, query.revision),
);
