import { route } from '@/lib/server/http';
import { termsInTexts } from '@/lib/server/terms-occurrences';

export const POST = route('POST /api/articles/:slug/terms/in-texts', ({ viewer, params, body }) =>
  termsInTexts(viewer, params.slug, body.texts),
);
