import { noteResponse } from '@/lib/server/annotations';
import { route } from '@/lib/server/http';
import { restoreReply } from '@/lib/server/replies';

export const POST = route('POST /api/annotations/:id/replies/:reply/restore', async ({ viewer, params }) =>
  noteResponse(await restoreReply(viewer, params)),
);
