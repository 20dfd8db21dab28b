import { listRevisions, revisionSummary } from '@/lib/server/articles';
import { route } from '@/lib/server/http';
import { Problem } from '@/lib/server/problem';

export const GET = route('GET /api/articles/:slug/revisions', async ({ viewer, params }) => {
  const revisions = await listRevisions(viewer, params.slug);
  return revisions instanceof Problem ? revisions : { revisions: revisions.map(revisionSummary) };
});
