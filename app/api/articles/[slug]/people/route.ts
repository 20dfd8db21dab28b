import { route } from '@/lib/server/http';
import { peopleToName } from '@/lib/server/people-to-name';

export const GET = route('GET /api/articles/:slug/people', ({ viewer, params, query }) =>
  peopleToName(viewer, params.slug, query),
);
