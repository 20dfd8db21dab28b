import { route } from '@/lib/server/http';
import { searchArticle } from '@/lib/server/search-article';

export const GET = route('GET /api/articles/:slug/search', ({ viewer, params, query }) =>
  searchArticle(viewer, params.slug, query),
);
