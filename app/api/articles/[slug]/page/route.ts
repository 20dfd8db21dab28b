import { textPage } from '@/app/read/[slug]/text-page';
import { route } from '@/lib/server/http';
import { localeOf } from '@/lib/server/i18n';
import { Problem } from '@/lib/server/problem';
import { openPage } from '@/lib/server/reading';

export const GET = route('GET /api/articles/:slug/page', async ({ viewer, params, query, request }) => {
  const opened = await openPage(viewer, params.slug, query);
  if (opened instanceof Problem) return opened;
  const { open, wanted, display, index } = opened;
  return {
    page: index,
    script: wanted.script,
    rules: open.article.rules,
    html: await textPage(open, wanted, display, index, localeOf(request)),
  };
});
