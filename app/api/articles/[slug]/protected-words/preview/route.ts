import { route } from '@/lib/server/http';
import { previewProtectedWords } from '@/lib/server/protected-words';

export const POST = route('POST /api/articles/:slug/protected-words/preview', ({ viewer, params, body }) =>
  previewProtectedWords(viewer, params.slug, body),
);
