import { noteResponse } from '@/lib/server/annotations';
import { route } from '@/lib/server/http';
import { mergeTerm } from '@/lib/server/terms-merge';

export const POST = route('POST /api/terms/:id/merge', async ({ viewer, params, body }) =>
  noteResponse(await mergeTerm(viewer, params.id, body.into)),
);
