import { articleSummary, listArticles } from '@/lib/server/articles';
import { route } from '@/lib/server/http';
import { importFile, refuseSender } from '@/lib/server/import-file';
import { followed } from '@/lib/server/import-progress';
import { importedAnswer, readFile } from '@/lib/server/import-request';
import { Problem } from '@/lib/server/problem';

export const GET = route('GET /api/articles', async ({ viewer }) => {
  const articles = await listArticles(viewer);
  return { articles: articles.map((article) => articleSummary(article, viewer)) };
});

export const POST = route('POST /api/articles', async ({ viewer, query, request }) => {
  const refusal = await refuseSender(viewer, query);
  if (refusal) return refusal;
  const input = await readFile('POST /api/articles', request, query);
  if (input instanceof Problem) return input;
  return followed(request, async (report) => {
    const imported = await importFile(viewer, input, report);
    return imported instanceof Problem ? imported : importedAnswer(imported, request);
  });
});
