import { route } from '@/lib/server/http';
import { suggestedTerms } from '@/lib/server/terms-suggestions';

export const GET = route('GET /api/articles/:slug/terms/suggestions', ({ viewer, params, query }) =>
  suggestedTerms(viewer, params.slug, query.scope),
);
