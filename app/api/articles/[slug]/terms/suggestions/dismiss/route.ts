import { route } from '@/lib/server/http';
import { dismissSuggestion, suggestAgain } from '@/lib/server/terms-asked';

export const POST = route('POST /api/articles/:slug/terms/suggestions/dismiss', ({ viewer, params, body }) =>
  dismissSuggestion(viewer, params.slug, body),
);

export const DELETE = route('DELETE /api/articles/:slug/terms/suggestions/dismiss', ({ viewer, params, query }) =>
  suggestAgain(viewer, params.slug, query),
);
