import { listEditions } from '@/lib/server/edition-history';
import { route } from '@/lib/server/http';
import { Problem } from '@/lib/server/problem';

export const GET = route('GET /api/articles/:slug/revisions', async ({ viewer, params }) => {
  const editions = await listEditions(viewer, params.slug);
  return editions instanceof Problem ? editions : { revisions: [...editions.revisions] };
});
