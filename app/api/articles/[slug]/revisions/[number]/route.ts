import { oneEdition } from '@/lib/server/edition-history';
import { route } from '@/lib/server/http';

export const GET = route('GET /api/articles/:slug/revisions/:number', ({ viewer, params }) =>
  oneEdition(viewer, params.slug, params.number),
);
