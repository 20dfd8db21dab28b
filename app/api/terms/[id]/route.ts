import { noteResponse, versionAsked } from '@/lib/server/annotations';
import { route } from '@/lib/server/http';
import { changeTerm, deleteTerm, readTerm } from '@/lib/server/terms';

export const GET = route('GET /api/terms/:id', ({ viewer, params, query }) =>
  readTerm(viewer, params.id, query.script),
);

export const PATCH = route('PATCH /api/terms/:id', async ({ viewer, params, body, request }) =>
  noteResponse(await changeTerm(viewer, params.id, versionAsked(request), body)),
);

export const DELETE = route('DELETE /api/terms/:id', ({ viewer, params }) => deleteTerm(viewer, params.id));
