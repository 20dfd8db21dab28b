import { route } from '@/lib/server/http';
import { importTerms } from '@/lib/server/terms-import';

export const POST = route('POST /api/groups/:id/terms/import', ({ viewer, params, query, request }) =>
  importTerms(viewer, { group: params.id }, request, query.dry),
);
