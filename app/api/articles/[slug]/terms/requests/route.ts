import { route } from '@/lib/server/http';
import { requestTerm } from '@/lib/server/terms-asked';

export const POST = route('POST /api/articles/:slug/terms/requests', ({ viewer, params, body }) =>
  requestTerm(viewer, params.slug, body),
);
