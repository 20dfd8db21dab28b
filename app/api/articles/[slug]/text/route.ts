import { route } from '@/lib/server/http';
import { textInScript } from '@/lib/server/text-in-script';

export const GET = route('GET /api/articles/:slug/text', ({ viewer, params, query }) =>
  textInScript(viewer, params.slug, query),
);
