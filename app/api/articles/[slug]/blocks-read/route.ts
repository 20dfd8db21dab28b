import { markBlocksRead } from '@/lib/server/assignments-reading';
import { route } from '@/lib/server/http';

export const PUT = route('PUT /api/articles/:slug/blocks-read', ({ viewer, params, body }) =>
  markBlocksRead(viewer, params.slug, body.blocks),
);
