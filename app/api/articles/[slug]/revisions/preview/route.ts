import { previewEdition, refusePublisher } from '@/lib/server/edition-preview';
import { route } from '@/lib/server/http';
import { followed } from '@/lib/server/import-progress';
import { previewAnswer, readFile } from '@/lib/server/import-request';
import { Problem } from '@/lib/server/problem';

export const POST = route('POST /api/articles/:slug/revisions/preview', async ({ viewer, params, query, request }) => {
  const refusal = await refusePublisher(viewer, params.slug);
  if (refusal) return refusal;
  const input = await readFile('POST /api/articles/:slug/revisions/preview', request, query);
  if (input instanceof Problem) return input;
  return followed(request, async (report) => {
    const preview = await previewEdition(viewer, params.slug, input, report);
    return preview instanceof Problem ? preview : previewAnswer(preview, request);
  });
});
