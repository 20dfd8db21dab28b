import { changesOfEdition } from '@/lib/server/edition-history';
import { route } from '@/lib/server/http';
import { Problem } from '@/lib/server/problem';

export const GET = route('GET /api/articles/:slug/revisions/:number/changes', async ({ viewer, params, query }) => {
  const found = await changesOfEdition(viewer, params.slug, { number: params.number, ...query });
  if (found instanceof Problem) return found;
  const { open: _, title: __, ...changes } = found;
  // The contract's changes are the domain's, written without `readonly`.
  return changes as never;
});
