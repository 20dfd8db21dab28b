import { annotationDensity } from '@/lib/server/annotations-counted';
import { route } from '@/lib/server/http';

export const GET = route('GET /api/articles/:slug/annotations/density', ({ viewer, params, query }) =>
  annotationDensity(viewer, params.slug, query.revision, query.layer),
);
