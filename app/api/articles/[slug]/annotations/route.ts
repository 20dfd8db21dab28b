import { listAnnotations } from '@/lib/server/annotations-in-article';
import { route } from '@/lib/server/http';
import { Problem } from '@/lib/server/problem';

export const GET = route('GET /api/articles/:slug/annotations', async ({ viewer, params, query }) => {
  const annotations = await listAnnotations(viewer, params.slug, query);
  return annotations instanceof Problem ? annotations : { annotations };
});
