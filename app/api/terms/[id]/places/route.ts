import { route } from '@/lib/server/http';
import { termPlaces } from '@/lib/server/terms-places';

export const GET = route('GET /api/terms/:id/places', ({ viewer, params, query }) =>
  termPlaces(viewer, params.id, query),
);
