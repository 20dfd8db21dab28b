import { route } from '@/lib/server/http';
import { exportTerms } from '@/lib/server/terms-export';

export const GET = route('GET /api/groups/:id/terms/export', ({ viewer, params, query }) =>
  exportTerms(viewer, { group: params.id }, query.format),
);
