import { articleSummary, changeArticle, openArticle } from '@/lib/server/articles';
import { route } from '@/lib/server/http';
import { Problem } from '@/lib/server/problem';

export const GET = route('GET /api/articles/:slug', async ({ viewer, params }) => {
  const open = await openArticle(viewer, params.slug);
  return open instanceof Problem ? open : articleSummary(open, viewer);
});

export const PATCH = route('PATCH /api/articles/:slug', async ({ viewer, params, body }) => {
  const changed = await changeArticle(viewer, params.slug, body);
  return changed instanceof Problem ? changed : articleSummary(changed, viewer);
});
