import { annotationDensity } from '@/lib/server/annotations-in-article';
import { route } from '@/lib/server/http';
import { Problem } from '@/lib/server/problem';

export const GET = route('GET /api/articles/:slug/annotations/density', async ({ viewer, params, query }) => {
  const blocks = await annotationDensity(viewer, params.slug, query.revision, query.layer);
  return blocks instanceof Problem ? blocks : { blocks };
});
