import { annotationHistory } from '@/lib/server/annotations-history';
import { route } from '@/lib/server/http';
import { Problem } from '@/lib/server/problem';

export const GET = route('GET /api/annotations/:id/history', async ({ viewer, params }) => {
  const stays = await annotationHistory(viewer, params.id);
  return stays instanceof Problem ? stays : { stays };
});
