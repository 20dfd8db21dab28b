import { openArticle, revisionSummary } from '@/lib/server/articles';
import { route } from '@/lib/server/http';
import { Problem } from '@/lib/server/problem';

export const GET = route('GET /api/articles/:slug/revisions/:number', async ({ viewer, params }) => {
  const open = await openArticle(viewer, params.slug, params.number);
  return open instanceof Problem ? open : revisionSummary(open.revision);
});
