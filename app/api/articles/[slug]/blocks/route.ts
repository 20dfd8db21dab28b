import { openArticle, readBlocks } from '@/lib/server/articles';
import { route } from '@/lib/server/http';
import { Problem } from '@/lib/server/problem';

export const GET = route('GET /api/articles/:slug/blocks', async ({ viewer, params, query }) => {
  const open = await openArticle(viewer, params.slug, query.revision);
  if (open instanceof Problem) return open;
  // One more than asked for tells whether there are more.
  const found = await readBlocks(open.revision.id, query.from, query.limit + 1);
  return {
    revision: open.revision.number,
    // The contract's blocks are the domain's, written without `readonly`.
    blocks: found.slice(0, query.limit) as never,
    next: found[query.limit]?.number ?? null,
  };
});
