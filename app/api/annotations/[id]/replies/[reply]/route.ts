import { noteResponse, versionAsked } from '@/lib/server/annotations';
import { route } from '@/lib/server/http';
import { Problem } from '@/lib/server/problem';
import { changeReply, createReply, deleteReply } from '@/lib/server/replies';

export const PUT = route('PUT /api/annotations/:id/replies/:reply', async ({ viewer, params, body }) => {
  const written = await createReply(viewer, params, body);
  return written instanceof Problem ? written : noteResponse(written.reply, written.created ? 201 : 200);
});

export const PATCH = route('PATCH /api/annotations/:id/replies/:reply', async ({ viewer, params, body, request }) =>
  noteResponse(await changeReply(viewer, params, versionAsked(request), body.body)),
);

export const DELETE = route('DELETE /api/annotations/:id/replies/:reply', ({ viewer, params }) =>
  deleteReply(viewer, params),
);
