import { route } from '@/lib/server/http';
import { readProtectedWords, saveProtectedWords } from '@/lib/server/protected-words';

export const GET = route('GET /api/articles/:slug/protected-words', ({ viewer, params, query }) =>
  readProtectedWords(viewer, params.slug, query.number),
);
export const PUT = route('PUT /api/articles/:slug/protected-words', ({ viewer, params, body }) =>
  saveProtectedWords(viewer, params.slug, body),
);
