import { articleSummary, listArticles } from '@/lib/server/articles';
import { route } from '@/lib/server/http';
import { importArticle, refuseImporter } from '@/lib/server/import';
import { progressResponse, wantsProgress } from '@/lib/server/import-progress';
import { importedAnswer, readImport } from '@/lib/server/import-request';
import { Problem } from '@/lib/server/problem';

export const GET = route('GET /api/articles', async ({ viewer }) => {
  const articles = await listArticles(viewer);
  return { articles: articles.map((article) => articleSummary(article, viewer)) };
});

export const POST = route('POST /api/articles', async ({ viewer, query, request }) => {
  const refusal = refuseImporter(viewer);
  if (refusal) return refusal;
  const input = await readImport(request, query);
  if (input instanceof Problem) return input;
  if (wantsProgress(request)) return progressResponse(request, (report) => importArticle(viewer, input, report));
  const imported = await importArticle(viewer, input);
  return imported instanceof Problem ? imported : importedAnswer(imported, request);
});
