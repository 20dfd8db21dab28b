import { route } from '@/lib/server/http';
import { importTerms } from '@/lib/server/terms-import';

export const POST = route('POST /api/articles/:slug/terms/import', ({ viewer, params, query, request }) =>
  importTerms(viewer, { slug: params.slug }, request, query.dry),
);
