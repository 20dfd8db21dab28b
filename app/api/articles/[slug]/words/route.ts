import { route } from '@/lib/server/http';
import { wordsBothWays } from '@/lib/server/text-in-script';

export const GET = route('GET /api/articles/:slug/words', ({ viewer, params, query }) =>
  wordsBothWays(viewer, params.slug, query),
);
