import { route } from '@/lib/server/http';
import { noteResponse } from '@/lib/server/annotations';
import { addTerm, listTerms } from '@/lib/server/terms';

export const GET = route('GET /api/articles/:slug/terms', ({ viewer, params, query }) =>
  listTerms(viewer, params.slug, query),
);

export const POST = route('POST /api/articles/:slug/terms', async ({ viewer, params, body }) =>
  noteResponse(await addTerm(viewer, { slug: params.slug }, body), 201),
);
