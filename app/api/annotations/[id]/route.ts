import type { AnnotationView } from '@/lib/contract/annotations';
import {
  changeAnnotation,
  createAnnotation,
  deleteAnnotation,
  etagOf,
  readAnnotation,
  versionAsked,
} from '@/lib/server/annotations';
import { route } from '@/lib/server/http';
import { Problem } from '@/lib/server/problem';

export const GET = route('GET /api/annotations/:id', async ({ viewer, params }) =>
  answer(await readAnnotation(viewer, params.id)),
);

export const PUT = route('PUT /api/annotations/:id', async ({ viewer, params, body }) => {
  const written = await createAnnotation(viewer, params.id, body);
  return written instanceof Problem ? written : answer(written.note, written.created ? 201 : 200);
});

export const PATCH = route('PATCH /api/annotations/:id', async ({ viewer, params, body, request }) =>
  answer(await changeAnnotation(viewer, params.id, versionAsked(request), body)),
);

export const DELETE = route('DELETE /api/annotations/:id', ({ viewer, params }) => deleteAnnotation(viewer, params.id));

/** The note with its version as `ETag`, which a change must name in `If-Match`. */
const answer = (note: AnnotationView | Problem, status = 200): Response | Problem =>
  note instanceof Problem
    ? note
    : Response.json(note, {
        status,
        headers: { etag: etagOf(note.version), 'cache-control': 'private, no-store' },
      });
