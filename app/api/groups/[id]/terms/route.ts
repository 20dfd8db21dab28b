import { noteResponse } from '@/lib/server/annotations';
import { route } from '@/lib/server/http';
import { addTerm, listGroupTerms } from '@/lib/server/terms';

export const GET = route('GET /api/groups/:id/terms', ({ viewer, params, query }) =>
  listGroupTerms(viewer, params.id, query.script),
);

export const POST = route('POST /api/groups/:id/terms', async ({ viewer, params, body }) =>
  noteResponse(await addTerm(viewer, { group: params.id }, body), 201),
);
