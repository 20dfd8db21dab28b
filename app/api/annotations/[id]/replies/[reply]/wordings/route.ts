import { route } from '@/lib/server/http';
import { replyWordings } from '@/lib/server/wordings';

export const GET = route('GET /api/annotations/:id/replies/:reply/wordings', ({ viewer, params }) =>
  replyWordings(viewer, params),
);
