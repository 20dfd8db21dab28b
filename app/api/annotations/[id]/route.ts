import {
  changeAnnotation,
  createAnnotation,
  deleteAnnotation,
  noteResponse,
  readAnnotation,
  versionAsked,
} from '@/lib/server/annotations';
import { readAnnotationIn } from '@/lib/server/annotations-in-article';
import { route } from '@/lib/server/http';
import { Problem } from '@/lib/server/problem';

export const GET = route('GET /api/annotations/:id', async ({ viewer, params, query }) => {
  const isPlain = query.revision === undefined && query.script === 'source';
  return noteResponse(await (isPlain ? readAnnotation(viewer, params.id) : readAnnotationIn(viewer, params.id, query)));
});

export const PUT = route('PUT /api/annotations/:id', async ({ viewer, params, body }) => {
  const written = await createAnnotation(viewer, params.id, body);
  return written instanceof Problem ? written : noteResponse(written.note, written.created ? 201 : 200);
});

export const PATCH = route('PATCH /api/annotations/:id', async ({ viewer, params, body, request }) =>
  noteResponse(await changeAnnotation(viewer, params.id, versionAsked(request), body)),
);

export const DELETE = route('DELETE /api/annotations/:id', ({ viewer, params }) => deleteAnnotation(viewer, params.id));
