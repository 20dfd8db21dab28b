import { noteResponse } from '@/lib/server/annotations';
import { route } from '@/lib/server/http';
import { restoreTerm } from '@/lib/server/terms-merge';

export const POST = route('POST /api/terms/:id/restore', async ({ viewer, params }) =>
  noteResponse(await restoreTerm(viewer, params.id)),
);
