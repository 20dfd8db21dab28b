import { importAnnotations } from '@/lib/server/annotations-import';
import { readAnnotationsFile } from '@/lib/server/annotations-import-request';
import { route } from '@/lib/server/http';
import { Problem } from '@/lib/server/problem';
import { publicOrigin } from '@/lib/server/same-origin';

export const POST = route('POST /api/articles/:slug/annotations/import', async ({ viewer, params, query, request }) => {
  // Before megabytes are read for nothing.
  if (!viewer) return new Problem('not-signed-in');
  const sent = await readAnnotationsFile(request, query.layer);
  return sent instanceof Problem ? sent : importAnnotations(viewer, params.slug, sent, publicOrigin(request));
});
