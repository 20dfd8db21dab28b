import { route } from '@/lib/server/http';
import { savePlace } from '@/lib/server/places';

export const PUT = route('PUT /api/articles/:slug/place', ({ viewer, params, body }) =>
  savePlace(viewer, params.slug, body),
);
